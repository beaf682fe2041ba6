/** History by day, model, project, session or window, exact to the micro-dollar. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { formatIsoInstant, type Zone } from './calendar.ts';
import { windowAt, type UsageWindow } from './windows.ts';

export const HISTORY_GROUPINGS = ['day', 'model', 'project', 'session', 'window'] as const;
export type HistoryGrouping = (typeof HISTORY_GROUPINGS)[number];

/** Key of events whose log names no project. */
export const UNKNOWN_PROJECT = 'unknown';

export type HistoryEvent = {
  readonly agent: AgentId;
  /** Configuration folder; null for an event that was saved without one. */
  readonly account: string | null;
  readonly sessionId: string;
  readonly project: string | null;
  readonly model: string;
  readonly atMs: number;
  readonly startedAtMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly costMicros: number | null;
  /** Of sums that are left where detail was removed: how many answers they are; absent: one. */
  readonly sumOf?: { readonly events: number; readonly unpricedEvents: number };
};

/** Key of sums where sessions and windows are asked for, and their detail was removed. */
export const REMOVED_DETAIL = 'detail removed';

export type HistoryRow = {
  readonly key: string;
  readonly agent: AgentId;
  inputTokens: number;
  outputTokens: number;
  cacheWriteTokens: number;
  cacheReadTokens: number;
  /** Sum of the priced events; null only if none is priced. */
  costMicros: number | null;
  events: number;
  unpricedEvents: number;
};

type WindowsOf = (agent: AgentId, account: string | null) => readonly UsageWindow[];

/**
 * Sums counted events by key and agent, sorted by key. Windows of two accounts are two rows, also where they
 * began in the same instant.
 * @param windowsOf an account's windows, ascending; asked only when grouping by window
 */
export function historyRows(
  events: Iterable<HistoryEvent>,
  grouping: HistoryGrouping,
  zone: Zone,
  windowsOf: WindowsOf,
): HistoryRow[] {
  const rows = new Map<string, { readonly row: HistoryRow; readonly account: string }>();
  for (const event of events) {
    const key = keyOf(event, grouping, zone, windowsOf);
    const account = grouping === 'window' ? (event.account ?? '') : '';
    const id = `${key}\n${event.agent}\n${account}`;
    let found = rows.get(id);
    if (!found) {
      found = { row: emptyRow(key, event.agent), account };
      rows.set(id, found);
    }
    add(found.row, event);
  }
  return [...rows.values()]
    .sort(
      (a, b) =>
        compare(a.row.key, b.row.key) ||
        compare(a.row.agent, b.row.agent) ||
        compare(a.account, b.account),
    )
    .map(({ row }) => row);
}

function keyOf(
  event: HistoryEvent,
  grouping: HistoryGrouping,
  zone: Zone,
  windowsOf: WindowsOf,
): string {
  switch (grouping) {
    case 'day':
      return zone.dayOf(event.atMs);
    case 'model':
      return event.model;
    case 'project':
      return event.project ?? UNKNOWN_PROJECT;
    case 'session':
      return event.sumOf ? REMOVED_DETAIL : event.sessionId;
    case 'window': {
      if (event.sumOf) return REMOVED_DETAIL;
      // The request decides the window, not the moment its answer was written.
      const window = windowAt(windowsOf(event.agent, event.account), event.startedAtMs);
      return formatIsoInstant(window?.startsAtMs ?? event.startedAtMs);
    }
    default:
      return grouping satisfies never;
  }
}

function emptyRow(key: string, agent: AgentId): HistoryRow {
  return {
    key,
    agent,
    inputTokens: 0,
    outputTokens: 0,
    cacheWriteTokens: 0,
    cacheReadTokens: 0,
    costMicros: null,
    events: 0,
    unpricedEvents: 0,
  };
}

function add(row: HistoryRow, event: HistoryEvent): void {
  row.inputTokens += event.inputTokens;
  row.outputTokens += event.outputTokens;
  row.cacheWriteTokens += event.cacheWriteTokens;
  row.cacheReadTokens += event.cacheReadTokens;
  row.events += event.sumOf?.events ?? 1;
  row.unpricedEvents += event.sumOf?.unpricedEvents ?? (event.costMicros === null ? 1 : 0);
  if (event.costMicros !== null) row.costMicros = (row.costMicros ?? 0) + event.costMicros;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
