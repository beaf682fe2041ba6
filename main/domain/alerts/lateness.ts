/** Which readings come too late to say anything of the present, whatever the clock did meanwhile. */
import type { AlertMeter, MeterKind, WindowMemory } from './types.ts';

/** A stored time further in the future than this was written before the clock was set back. */
const CLOCK_SLACK_MS = 60_000;

/** What a reading says, in the integers that levels are compared in. */
export type Reading = Pick<AlertMeter, 'source' | 'asOfMs' | 'resetsAtMs'> & {
  readonly kind: MeterKind;
  /** Thousandths of a percent point, or the negative balance in micro-dollars: more is nearer to the end. */
  readonly value: number;
};

/** Whether a reading is about none of the windows that run, or about one that cannot be told. */
export function isTooLate(
  windows: readonly WindowMemory[],
  reading: Reading,
  nowMs: number,
): boolean {
  return (
    isOver(reading, nowMs) ||
    isAdrift(windows, reading, nowMs) ||
    isOvertaken(windows, reading, nowMs) ||
    endedBefore(windows, reading, nowMs)
  );
}

/** The latest word on a window, whatever the clock was when it was said. */
export function latestWordMs({ newestAtMs, disbelievedAtMs = -Infinity }: WindowMemory): number {
  return Math.max(newestAtMs, disbelievedAtMs);
}

/** Whether a reading is the latest word on a window, or was when the clock was set back. */
export function hasSaid(
  { newestAtMs, disbelievedAtMs }: WindowMemory,
  { asOfMs }: Reading,
): boolean {
  return newestAtMs === asOfMs || disbelievedAtMs === asOfMs;
}

function isOver({ resetsAtMs }: Reading, nowMs: number): boolean {
  return resetsAtMs !== null && resetsAtMs <= nowMs;
}

/**
 * A reading without a reset that was made before the clock was set back, though others were made since: it
 * may be about any of the windows before. Where the last window's own word lies in the future too, the latest word
 * on a window (or that of the moment when the clock was set back) is heard as its window's again.
 */
function isAdrift(windows: readonly WindowMemory[], reading: Reading, nowMs: number): boolean {
  const last = windows.at(-1);
  const latestMs = nowMs + CLOCK_SLACK_MS;
  if (reading.resetsAtMs !== null || reading.asOfMs <= latestMs || !last) return false;
  // Where it was the last window's own clock that was set back, it can be about no other one.
  const isOfBefore = windows
    .slice(0, -1)
    .some(({ disbelievedAtMs = -Infinity }) => reading.asOfMs < disbelievedAtMs);
  const isKnown = windows.some((window) => hasSaid(window, reading));
  return last.newestAtMs <= latestMs || (isOfBefore && !isKnown);
}

/**
 * A reading without a reset that is older than something heard of any window of the limit: after the clock was
 * set back, the last window's own times lie in the future and cannot tell.
 */
function isOvertaken(windows: readonly WindowMemory[], reading: Reading, nowMs: number): boolean {
  return reading.resetsAtMs === null && windows.some((window) => isLate(window, reading, nowMs));
}

/**
 * A reading without a reset that was made before a window ended which is over now says nothing about the
 * present: it is about that window, or about one before it.
 */
function endedBefore(windows: readonly WindowMemory[], reading: Reading, nowMs: number): boolean {
  return (
    reading.resetsAtMs === null &&
    windows.some(
      ({ resetsAtMs }) => resetsAtMs !== null && resetsAtMs <= nowMs && reading.asOfMs < resetsAtMs,
    )
  );
}

/** Times from before the clock was set back are compared with each other, never with later ones. */
export function isLate({ newestAtMs }: WindowMemory, reading: Reading, nowMs: number): boolean {
  const latestMs = nowMs + CLOCK_SLACK_MS;
  const isComparable = newestAtMs <= latestMs || reading.asOfMs > latestMs;
  return isComparable && reading.asOfMs < newestAtMs;
}
