/**
 * Readings of limits without those that only repeat their neighbours. An agent states its limits with every answer,
 * thousands of times a day, and they change some hundred times: what lies between two statements of one source that
 * say the same decides about nothing.
 */
import { isSameReset, limitKey, type LimitReading } from './limits.ts';

/** Kept readings by limit and source, each list oldest first. */
export type ReadingRuns = Map<string, LimitReading[]>;

/**
 * Adds one reading. A run of statements that say the same keeps its first and its last; what a wrong clock dated into
 * the future ends no run of the present.
 * @returns false: it is older than what is kept of its limit and source, and all must be added again, in order of time
 */
export function addReading(runs: ReadingRuns, reading: LimitReading, nowMs: number): boolean {
  const key = `${limitKey(reading)}|${reading.source}`;
  const kept = runs.get(key);
  if (kept === undefined) {
    runs.set(key, [reading]);
    return true;
  }
  const [first, last] = [kept.at(-2), kept.at(-1)];
  if (last !== undefined && reading.observedAtMs <= last.observedAtMs) return false;
  const isRun =
    first !== undefined &&
    last !== undefined &&
    isRepeated(first, last) &&
    isRepeated(first, reading) &&
    (reading.observedAtMs <= nowMs || last.observedAtMs > nowMs);
  if (isRun) kept[kept.length - 1] = reading;
  else kept.push(reading);
  return true;
}

/** Forgets runs that ended before an instant. */
export function dropRunsBefore(runs: ReadingRuns, sinceMs: number): void {
  for (const [key, kept] of runs) {
    const from = kept.findIndex(({ observedAtMs }) => observedAtMs >= sinceMs);
    if (from === -1) runs.delete(key);
    else kept.splice(0, from);
  }
}

/** Compared with the first of a run, so that resets that drift a little each time do not drift away within one. */
function isRepeated(first: LimitReading, other: LimitReading): boolean {
  if (first.usedPercent !== other.usedPercent) return false;
  if (first.resetsAtMs === null || other.resetsAtMs === null) {
    return first.resetsAtMs === other.resetsAtMs;
  }
  return isSameReset(first.resetsAtMs, other.resetsAtMs);
}
