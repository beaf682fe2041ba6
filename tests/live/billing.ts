/** What the loopback provider billed, in the form in which Tollgate reports it. */
import type { BilledResponse } from './loopbackServer.ts';
import type { HistoryRow } from './tollgateCommand.ts';

/** The part of a history row that a bill decides; prices are Tollgate's own. */
export type BilledRow = Pick<
  HistoryRow,
  'key' | 'inputTokens' | 'outputTokens' | 'cacheWriteTokens' | 'cacheReadTokens' | 'events'
>;

/** One row per key, sorted by key. */
export function billedRows(
  billed: readonly BilledResponse[],
  keyOf: (response: BilledResponse) => string,
): BilledRow[] {
  const rows = new Map<string, BilledRow>();
  for (const response of billed) {
    const key = keyOf(response);
    const { tokens } = response;
    const row = rows.get(key);
    rows.set(key, {
      key,
      inputTokens: (row?.inputTokens ?? 0) + tokens.inputTokens,
      outputTokens: (row?.outputTokens ?? 0) + tokens.outputTokens,
      cacheWriteTokens:
        (row?.cacheWriteTokens ?? 0) +
        tokens.cacheWriteFiveMinuteTokens +
        tokens.cacheWriteOneHourTokens,
      cacheReadTokens: (row?.cacheReadTokens ?? 0) + tokens.cacheReadTokens,
      events: (row?.events ?? 0) + 1,
    });
  }
  return sorted([...rows.values()]);
}

/** The reported rows of one agent without what a bill does not say, sorted by key. */
export function reportedRows(rows: readonly HistoryRow[], agent: string): BilledRow[] {
  return sorted(
    rows
      .filter((row) => row.agent === agent)
      .map(({ key, inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens, events }) => ({
        key,
        inputTokens,
        outputTokens,
        cacheWriteTokens,
        cacheReadTokens,
        events,
      })),
  );
}

function sorted(rows: BilledRow[]): BilledRow[] {
  return rows.sort((one, other) => (one.key < other.key ? -1 : 1));
}
