/** `tollgate history`: rows out of the database, as JSON or as a table. */
import { say } from '../../preload/contract/languages/say.ts';
import {
  formatDollars,
  formatCount,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { addDays, zoneOf } from '../domain/calendar.ts';
import { accountText } from '../domain/figures.ts';
import { historyRows, type HistoryEvent, type HistoryRow } from '../domain/history.ts';
import { reportedWindows } from '../domain/limits.ts';
import { usageWindows, type UsageWindow } from '../domain/windows.ts';
import type { Reader } from '../store/read.ts';
import type { HistoryQuestion } from './arguments.ts';

export const HISTORY_SCHEMA_VERSION = 1;

export type HistoryAnswer = {
  readonly rows: readonly HistoryRow[];
  readonly schemaVersion: number;
  readonly refusedLines: number;
  /** Of what the rows count. */
  readonly unpricedModels: readonly string[];
};

/** The folder that events count for which were saved without one. */
type FirstAccount = (agent: AgentId) => string;

/** Answers a question over the whole database; exact sums of integers. */
export function answerHistory(
  reader: Reader,
  question: HistoryQuestion,
  machineZone: string,
  firstAccount: FirstAccount,
): HistoryAnswer {
  const zone = zoneOf(question.timeZone ?? machineZone);
  const fromMs = question.sinceDay === null ? -Infinity : zone.startOfDay(question.sinceDay);
  const untilMs =
    question.untilDay === null ? Infinity : zone.startOfDay(addDays(question.untilDay, 1));
  // Windows are asked for while events are being read, so they must be known before.
  const windows = question.grouping === 'window' ? windowsOfAccounts(reader, firstAccount) : null;
  const asked = ofAgent(everythingBetween(reader, fromMs, untilMs), question.agent);
  const unpricedModels = new Set<string>();
  const rows = historyRows(
    withAccount(notingUnpriced(asked, unpricedModels), firstAccount),
    question.grouping,
    zone,
    (agent, account) => windows?.get(accountText({ agent, account: account ?? '' })) ?? [],
  );
  return {
    rows,
    schemaVersion: HISTORY_SCHEMA_VERSION,
    refusedLines: reader.refusedLines(),
    unpricedModels: [...unpricedModels].sort(),
  };
}

/** Events, and the sums that are left of those whose detail was removed. */
function* everythingBetween(
  reader: Reader,
  fromMs: number,
  untilMs: number,
): Generator<HistoryEvent> {
  yield* reader.eventsBetween(fromMs, untilMs);
  yield* reader.removedBetween(fromMs, untilMs);
}

function* ofAgent<E extends { readonly agent: AgentId }>(
  events: Iterable<E>,
  agent: string | null,
): Generator<E> {
  for (const event of events) if (agent === null || event.agent === agent) yield event;
}

/** Notes the models of what has no price, on the way. */
function* notingUnpriced<E extends HistoryEvent>(
  events: Iterable<E>,
  models: Set<string>,
): Generator<E> {
  for (const event of events) {
    const { costMicros, sumOf } = event;
    const unpriced = sumOf ? sumOf.unpricedEvents : Number(costMicros === null);
    if (unpriced > 0) models.add(event.model);
    yield event;
  }
}

/** What was saved without an account counts for the agent's first one. */
function* withAccount<E extends { readonly agent: AgentId; readonly account: string | null }>(
  events: Iterable<E>,
  firstAccount: FirstAccount,
): Generator<E> {
  for (const event of events) {
    yield event.account === null ? { ...event, account: firstAccount(event.agent) } : event;
  }
}

/** The session windows of every account with events, by its text. */
function windowsOfAccounts(reader: Reader, firstAccount: FirstAccount): Map<string, UsageWindow[]> {
  const spans = sessionSpans(reader);
  const starts = new Map<string, number[]>();
  for (const agent of reader.agents) {
    for (const [account, { startsMs }] of reader.messagesBetween(agent, -Infinity, Infinity)) {
      const text = accountText({ agent, account: account ?? firstAccount(agent) });
      starts.set(text, [...(starts.get(text) ?? []), ...startsMs]);
    }
  }
  return new Map(
    [...starts].map(([text, startsMs]) => {
      const ascending = startsMs.sort((a, b) => a - b);
      return [text, usageWindows(ascending, spans.get(text) ?? [])];
    }),
  );
}

/** Reported session windows with a start and an end, by account. */
function sessionSpans(reader: Reader) {
  const spans = new Map<string, { startsAtMs: number; resetsAtMs: number }[]>();
  const readings = reader
    .limitReadingsSince(-Infinity)
    .filter(({ kind, modelName }) => kind === 'session' && modelName === null);
  for (const window of reportedWindows(readings)) {
    const { startsAtMs, resetsAtMs } = window;
    if (startsAtMs === null || resetsAtMs === null) continue;
    const known = spans.get(accountText(window));
    if (known) known.push({ startsAtMs, resetsAtMs });
    else spans.set(accountText(window), [{ startsAtMs, resetsAtMs }]);
  }
  return spans;
}

export const HISTORY_HEADS = [
  'agent',
  'input',
  'output',
  'cache write',
  'cache read',
  'answers',
  'cost',
] as const;

/** The rows as a table for people. */
export function historyTable(answer: HistoryAnswer, context: FormatContext): string[] {
  if (answer.rows.length === 0) return [say(context, 'No use in this time.')];
  const header = ['', ...HISTORY_HEADS.map((head) => say(context, head))];
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
    say(
      context,
      'Cost is estimated at API prices from local session files; it may differ from your bill.',
    ),
  ];
  if (answer.unpricedModels.length > 0) {
    notes.push(
      say(context, 'No price known for: {models}', { models: answer.unpricedModels.join(', ') }),
    );
  }
  if (answer.refusedLines > 0)
    notes.push(
      say(context, 'Lines that could not be read: {count}', {
        count: formatCount(answer.refusedLines, context),
      }),
    );
  return [...lines, ...notes];
}

function costWords(row: HistoryRow, context: FormatContext): string {
  if (row.costMicros === null) return say(context, 'not priced');
  const cost = formatDollars(row.costMicros, context);
  return row.unpricedEvents > 0
    ? say(context, '{cost} + {count} not priced', {
        cost,
        count: formatCount(row.unpricedEvents, context),
      })
    : cost;
}
