/** `tollgate history`: rows out of the database, as JSON or as a table. */
import {
  formatDollars,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { addDays, zoneOf } from '../domain/calendar.ts';
import { historyRows, type HistoryRow } from '../domain/history.ts';
import { reportedWindows } from '../domain/limits.ts';
import { usageWindows, type UsageWindow } from '../domain/windows.ts';
import type { Reader } from '../store/read.ts';
import type { HistoryQuestion } from './arguments.ts';

export const HISTORY_SCHEMA_VERSION = 1;

export type HistoryAnswer = {
  readonly rows: readonly HistoryRow[];
  readonly schemaVersion: number;
  readonly refusedLines: number;
  readonly unpricedModels: readonly string[];
};

/** Answers a question over the whole database; exact sums of integers. */
export function answerHistory(
  reader: Reader,
  question: HistoryQuestion,
  machineZone: string,
): HistoryAnswer {
  const zone = zoneOf(question.timeZone ?? machineZone);
  const fromMs = question.sinceDay === null ? -Infinity : zone.startOfDay(question.sinceDay);
  const untilMs =
    question.untilDay === null ? Infinity : zone.startOfDay(addDays(question.untilDay, 1));
  const windows = new Map<AgentId, UsageWindow[]>();
  const windowsOf = (agent: AgentId) => {
    const known = windows.get(agent) ?? windowsOfAgent(reader, agent);
    windows.set(agent, known);
    return known;
  };
  // Windows are asked for while events are being read, so they must be known before.
  if (question.grouping === 'window') reader.agents.forEach(windowsOf);
  const rows = historyRows(
    ofAgent(reader.eventsBetween(fromMs, untilMs), question.agent),
    question.grouping,
    zone,
    windowsOf,
  );
  return {
    rows,
    schemaVersion: HISTORY_SCHEMA_VERSION,
    refusedLines: reader.refusedLines(),
    unpricedModels: reader.unpricedModels(),
  };
}

function* ofAgent<E extends { readonly agent: AgentId }>(
  events: Iterable<E>,
  agent: string | null,
): Generator<E> {
  for (const event of events) if (agent === null || event.agent === agent) yield event;
}

function windowsOfAgent(reader: Reader, agent: AgentId): UsageWindow[] {
  const reported = reportedWindows(
    reader
      .limitReadingsSince(-Infinity)
      .filter(
        (reading) => reading.agent === agent && reading.kind === 'session' && !reading.modelName,
      ),
  ).flatMap(({ startsAtMs, resetsAtMs }) =>
    startsAtMs === null || resetsAtMs === null ? [] : [{ startsAtMs, resetsAtMs }],
  );
  const starts = reader.messageStartsBetween(agent, -Infinity, Infinity).sort((a, b) => a - b);
  return usageWindows(starts, reported);
}

/** The rows as a table for people. */
export function historyTable(answer: HistoryAnswer, context: FormatContext): string[] {
  const header = ['', 'agent', 'input', 'output', 'cache write', 'cache read', 'answers', 'cost'];
  const body = answer.rows.map((row) => [
    row.key,
    row.agent,
    formatTokens(row.inputTokens, context),
    formatTokens(row.outputTokens, context),
    formatTokens(row.cacheWriteTokens, context),
    formatTokens(row.cacheReadTokens, context),
    String(row.events),
    costWords(row, context),
  ]);
  const table = [header, ...body];
  const widths = header.map((_, column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  const lines = table.map((cells) =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const notes = [
    '',
    'Cost is estimated at API prices from local session files; it may differ from your bill.',
  ];
  if (answer.unpricedModels.length > 0) {
    notes.push(`No price known for: ${answer.unpricedModels.join(', ')}`);
  }
  if (answer.refusedLines > 0) notes.push(`Lines that could not be read: ${answer.refusedLines}`);
  return [...lines, ...notes];
}

function costWords(row: HistoryRow, context: FormatContext): string {
  if (row.costMicros === null) return 'not priced';
  const cost = formatDollars(row.costMicros, context);
  return row.unpricedEvents > 0 ? `${cost} + ${row.unpricedEvents} not priced` : cost;
}
