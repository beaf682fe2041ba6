/** How busy an open window is beside the user's own earlier ones, where nobody reports percents. */
import type { OwnHistoryComparison } from '../../preload/contract/snapshot.ts';
import { usageWindows, windowAt } from './windows.ts';

/** Fewer earlier windows than this say nothing. */
const LEAST_WINDOWS_COMPARED = 5;

/** Answers as two columns of one length, in any order: when the message was sent, and tokens of all classes. */
export type PastUses = {
  readonly startedAtMs: readonly number[];
  readonly tokens: readonly number[];
};

/**
 * How many of the windows that these uses form before `openStartsAtMs` had fewer tokens than the one that starts
 * there. A month of work is tens of thousands of uses, and this is asked with each news, so nothing is made for each.
 *
 * @returns null when no window starts there, or too few lie before it
 */
export function compareWithOwn(
  { startedAtMs, tokens }: PastUses,
  openStartsAtMs: number,
): OwnHistoryComparison | null {
  const windows = usageWindows(Float64Array.from(startedAtMs).sort(), []);
  const sums = new Map<number, number>();
  let window = windows[0];
  for (let index = 0; index < startedAtMs.length; index += 1) {
    const atMs = startedAtMs[index] as number;
    // Uses come nearly in order: most are of the same window as the one before.
    if (!window || atMs < window.startsAtMs || atMs >= window.resetsAtMs) {
      window = windowAt(windows, atMs);
    }
    if (!window) continue;
    sums.set(window.startsAtMs, (sums.get(window.startsAtMs) ?? 0) + (tokens[index] as number));
  }
  const now = sums.get(openStartsAtMs);
  const earlier = [...sums].filter(([startsAtMs]) => startsAtMs < openStartsAtMs);
  if (now === undefined || earlier.length < LEAST_WINDOWS_COMPARED) return null;
  const quieter = earlier.filter(([, sum]) => sum < now).length;
  return {
    busierThanPercent: Math.round((quieter / earlier.length) * 100),
    windowsCompared: earlier.length,
  };
}
