/**
 * Cumulative counters with a start: each sending states all use since the start anew, so that one that is lost,
 * or that arrived though nobody heard the answer, neither misses nor doubles anything.
 *
 * A counter must not fall. Where one would (a price was corrected, a record is counted elsewhere now), all begin
 * anew at the last attempt: what may have arrived until then is never counted a second time.
 */

/** What must be remembered of the counters. */
export type CounterBook = {
  readonly startedAtMs: number;
  /** When they were last sent, whether or not that was answered; null: never. */
  readonly triedAtMs: number | null;
  /** Values of that attempt by series. */
  readonly values: Readonly<Record<string, number>>;
};

/** Whether a series fell or is gone. */
export function hasFallen(
  before: CounterBook['values'],
  now: Readonly<Record<string, number>>,
): boolean {
  return Object.entries(before).some(
    ([series, value]) => !Object.hasOwn(now, series) || (now[series] as number) < value,
  );
}

/**
 * The values to send now.
 *
 * @param valuesSince sums of `[startMs, now)` by series
 */
export function nextCounters(
  book: CounterBook,
  valuesSince: (startMs: number) => Readonly<Record<string, number>>,
): Pick<CounterBook, 'startedAtMs' | 'values'> {
  const { startedAtMs, triedAtMs } = book;
  const values = valuesSince(startedAtMs);
  if (triedAtMs === null || !hasFallen(book.values, values)) return { startedAtMs, values };
  return { startedAtMs: triedAtMs, values: valuesSince(triedAtMs) };
}
