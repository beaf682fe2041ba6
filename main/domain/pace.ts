/** Where the present pace leads, from reported readings only. */
import type { Pace, RoadPoint } from '../../preload/contract/snapshot.ts';
import { HOUR_MS } from './calendar.ts';

/** The stretch that shows the present rate. */
const RECENT_MS = HOUR_MS;

export type PaceInput = {
  readonly startsAtMs: number;
  readonly resetsAtMs: number;
  readonly nowMs: number;
  /** Reported points, oldest first; the last one is the present use. */
  readonly road: readonly RoadPoint[];
  /** Below this share of the window, 0 to 1, a forecast says nothing. */
  readonly paceFromShare: number;
};

/**
 * Forecasts the end of the plan from two measured rates: over the whole window and over its last hour. Their
 * mean is the central estimate, the two are its range.
 *
 * @returns null when too little of the window has passed or nothing was used
 */
export function forecastPace(input: PaceInput): Pace | null {
  const last = input.road.at(-1);
  if (!last || input.nowMs >= input.resetsAtMs) return null;
  const lengthMs = input.resetsAtMs - input.startsAtMs;
  const elapsedMs = last.atMs - input.startsAtMs;
  if (elapsedMs < lengthMs * input.paceFromShare || last.usedPercent <= 0) return null;
  const overall = last.usedPercent / elapsedMs;
  const recent = recentRate(input, last) ?? overall;
  const slow = Math.min(overall, recent);
  const fast = Math.max(overall, recent);
  const central = (slow + fast) / 2;
  const endAt = (rate: number) => endBeforeReset(last, rate, input);
  return {
    timesEven: last.usedPercent / ((elapsedMs / lengthMs) * 100),
    endsAtMs: endAt(central),
    endsEarliestMs: endAt(fast),
    endsLatestMs: endAt(slow),
    percentAtReset: Math.min(100, last.usedPercent + central * (input.resetsAtMs - last.atMs)),
  };
}

/** Percent a millisecond over the last hour of readings; null when they do not reach back far enough to tell. */
function recentRate(input: PaceInput, last: RoadPoint): number | null {
  const sinceMs = last.atMs - RECENT_MS;
  const index = input.road.findLastIndex(({ atMs }) => atMs <= sinceMs);
  const [before, after] = index < 0 ? [] : input.road.slice(index, index + 2);
  // Between two points that say the same it was the same.
  const isLevel = before !== undefined && before.usedPercent === after?.usedPercent;
  const from =
    (isLevel ? { ...before, atMs: sinceMs } : before) ??
    (input.startsAtMs >= sinceMs ? { atMs: input.startsAtMs, usedPercent: 0 } : input.road[0]);
  if (!from || last.atMs - from.atMs < RECENT_MS / 6) return null;
  return Math.max(0, last.usedPercent - from.usedPercent) / (last.atMs - from.atMs);
}

function endBeforeReset(last: RoadPoint, ratePerMs: number, input: PaceInput): number | null {
  if (last.usedPercent >= 100) return last.atMs;
  if (ratePerMs <= 0) return null;
  const endsAtMs = Math.round(last.atMs + (100 - last.usedPercent) / ratePerMs);
  // A forecast that lies behind us was too fast: the plan is not used up yet, so its end is still to come.
  const cautious = Math.max(endsAtMs, input.nowMs);
  return cautious < input.resetsAtMs ? cautious : null;
}

/** Percent that even use would have reached at an instant of the window. */
export function evenPacePercent(startsAtMs: number, resetsAtMs: number, nowMs: number): number {
  const share = (nowMs - startsAtMs) / (resetsAtMs - startsAtMs);
  return Math.min(100, Math.max(0, share * 100));
}
