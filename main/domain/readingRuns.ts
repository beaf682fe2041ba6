/**
 * Readings of limits without those that only repeat their neighbours. An agent states its limits with every answer,
 * thousands of times a day, and they change some hundred times: what lies between two statements of one source that
 * say the same decides about nothing, and neither do windows that are past.
 */
import type { SourceId } from '../../preload/contract/snapshot.ts';
import { isSameReset, limitKey, type LimitReading } from './limits.ts';
import { presentReadings } from './presentReadings.ts';

/** Kept readings by limit and source, each list oldest first. */
export type ReadingRuns = Map<string, Map<SourceId, LimitReading[]>>;

/**
 * Adds one reading. A run of statements that say the same keeps its first and its last; what a wrong clock dated into
 * the future ends no run of the present.
 * @returns false: it is older than what is kept of its limit and source, and all must be added again, in order of time
 */
export function addReading(runs: ReadingRuns, reading: LimitReading, nowMs: number): boolean {
  const key = limitKey(reading);
  const ofLimit = runs.get(key) ?? new Map<SourceId, LimitReading[]>();
  runs.set(key, ofLimit);
  const kept = ofLimit.get(reading.source) ?? [];
  ofLimit.set(reading.source, kept);
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

/** Forgets what says nothing about the present, and of windows after whose end the one began that is open now. */
export function dropPastReadings(runs: ReadingRuns, nowMs: number): void {
  const present = new Set(presentReadings(listedReadings(runs), nowMs));
  for (const [key, ofLimit] of runs) {
    const beganMs = openSinceMs(ofLimit, nowMs);
    for (const [source, kept] of ofLimit) {
      const left = kept.filter(
        (one) =>
          present.has(one) &&
          (one.observedAtMs >= beganMs || one.resetsAtMs === null || one.resetsAtMs > beganMs),
      );
      if (left.length === 0) ofLimit.delete(source);
      else if (left.length < kept.length) ofLimit.set(source, left);
    }
    if (ofLimit.size === 0) runs.delete(key);
  }
}

/** All that is kept. */
export function listedReadings(runs: ReadingRuns): LimitReading[] {
  return [...runs.values()].flatMap((ofLimit) => [...ofLimit.values()].flat());
}

/** When the window with the latest reset was first spoken of; minus infinity: it is not open, or there is none. */
function openSinceMs(
  ofLimit: ReadonlyMap<SourceId, readonly LimitReading[]>,
  nowMs: number,
): number {
  const all = [...ofLimit.values()].flat();
  const latestMs = all.reduce((latest, { resetsAtMs }) => Math.max(latest, resetsAtMs ?? 0), 0);
  if (latestMs <= nowMs) return -Infinity;
  return all
    .filter(({ resetsAtMs }) => resetsAtMs !== null && isSameReset(resetsAtMs, latestMs))
    .reduce((first, { observedAtMs }) => Math.min(first, observedAtMs), Infinity);
}

/** Compared with the first of a run, so that resets that drift a little each time do not drift away within one. */
function isRepeated(first: LimitReading, other: LimitReading): boolean {
  if (first.usedPercent !== other.usedPercent) return false;
  if (first.resetsAtMs === null || other.resetsAtMs === null) {
    return first.resetsAtMs === other.resetsAtMs;
  }
  return isSameReset(first.resetsAtMs, other.resetsAtMs);
}
