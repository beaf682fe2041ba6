/** What really happened in past windows, as far as recorded readings tell. */
import type { RoadPoint } from '../../../preload/contract/snapshot.ts';
import { clampPercent, newestUse, type ReportedWindow } from '../limits.ts';

/** A past window with its measured road, oldest first. */
export type PastWindow = {
  readonly startsAtMs: number;
  readonly resetsAtMs: number;
  readonly road: readonly RoadPoint[];
};

/** How a window ended: used up at an instant, lasted until the reset, or nobody can tell. */
export type Outcome =
  | { readonly kind: 'used-up'; readonly atMs: number }
  | { readonly kind: 'lasted' }
  | { readonly kind: 'unknown' };

/** A reading this late in the window, as a share of its length, shows how it ended. */
const LATE_SHARE = 0.1;

/** Reported windows whose reset has passed and that have a start, a reset and readings with a percent. */
export function pastWindows(reported: readonly ReportedWindow[], nowMs: number): PastWindow[] {
  return reported.flatMap((window) => {
    const { startsAtMs, resetsAtMs } = window;
    if (startsAtMs === null || resetsAtMs === null || resetsAtMs > nowMs) return [];
    if (newestUse(window) === null) return [];
    const points = window.readings.flatMap(({ observedAtMs: atMs, usedPercent }) =>
      usedPercent === null || atMs < startsAtMs || atMs >= resetsAtMs
        ? []
        : [{ atMs, usedPercent: clampPercent(usedPercent) }],
    );
    return points.length === 0
      ? []
      : [{ startsAtMs, resetsAtMs, road: [{ atMs: startsAtMs, usedPercent: 0 }, ...points] }];
  });
}

/**
 * How a window ended. Used up at the first reading of 100 percent; lasted when it was read late in the window,
 * or when nothing was used after the last reading; otherwise unknown.
 *
 * @param lastUseAtMs last use on this machine before the reset; null when none is known
 */
export function outcomeOf(window: PastWindow, lastUseAtMs: number | null): Outcome {
  const end = window.road.find(({ usedPercent }) => usedPercent >= 100);
  if (end) return { kind: 'used-up', atMs: end.atMs };
  const lastReadAtMs = window.road.at(-1)?.atMs ?? window.startsAtMs;
  const lateMs = (window.resetsAtMs - window.startsAtMs) * LATE_SHARE;
  const wasReadLate = window.resetsAtMs - lastReadAtMs <= lateMs;
  const wasQuiet = lastUseAtMs !== null && lastUseAtMs <= lastReadAtMs;
  return wasReadLate || wasQuiet ? { kind: 'lasted' } : { kind: 'unknown' };
}
