/** How busy an open window is beside the user's own earlier ones, where nobody reports percents. */
import type { OwnHistoryComparison } from '../../preload/contract/snapshot.ts';
import { SESSION_WINDOW_MS } from './limits.ts';

/** Fewer earlier windows than this say nothing. */
const LEAST_WINDOWS_COMPARED = 5;

/** Answers as two columns of one length, in any order: when the message was sent, and tokens of all classes. */
export type PastUses = {
  readonly startedAtMs: readonly number[];
  readonly tokens: readonly number[];
};

/**
 * How many of the windows that these uses form before `openStartsAtMs` had fewer tokens than the one that starts
 * there; windows as `usageWindows` lays them where none is reported. A month of work is tens of thousands of uses and
 * this is asked with each news, so the windows are jumped along and each use is touched once.
 *
 * @returns null when no window starts there, or too few lie before it
 */
export function compareWithOwn(
  { startedAtMs, tokens }: PastUses,
  openStartsAtMs: number,
): OwnHistoryComparison | null {
  const starts = windowStarts(new Float64Array(startedAtMs).sort());
  const sums = tokensOfWindows(startedAtMs, tokens, starts);
  const open = starts.indexOf(openStartsAtMs);
  if (open < LEAST_WINDOWS_COMPARED) return null;
  const now = sums[open] as number;
  const quieter = sums.slice(0, open).filter((sum) => sum < now).length;
  return {
    busierThanPercent: Math.round((quieter / open) * 100),
    windowsCompared: open,
  };
}

/** When windows began: with the first use, and with the first after the one before had ended. */
function windowStarts(sorted: Float64Array): number[] {
  const starts: number[] = [];
  for (let next = 0; next < sorted.length;) {
    const startsAtMs = sorted[next] as number;
    starts.push(startsAtMs);
    next = firstFrom(sorted, startsAtMs + SESSION_WINDOW_MS, next);
  }
  return starts;
}

function tokensOfWindows(
  startedAtMs: readonly number[],
  tokens: readonly number[],
  starts: readonly number[],
): number[] {
  const sums = starts.map(() => 0);
  let window = 0;
  let fromMs = Infinity;
  let untilMs = -Infinity;
  for (let index = 0; index < startedAtMs.length; index += 1) {
    const atMs = startedAtMs[index] as number;
    // Uses come nearly in order: most are of the same window as the one before.
    if (atMs < fromMs || atMs >= untilMs) {
      window = firstFrom(starts, atMs + 1, 0) - 1;
      fromMs = starts[window] as number;
      untilMs = fromMs + SESSION_WINDOW_MS;
    }
    sums[window] = (sums[window] as number) + (tokens[index] as number);
  }
  return sums;
}

/** Index of the first value at or after an instant, by binary search; the length where there is none. */
function firstFrom(sorted: ArrayLike<number>, atMs: number, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
