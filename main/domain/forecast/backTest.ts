/**
 * Replays past windows: what would have been forecast then, against what happened. A forecast that was wrong
 * too often is not shown as a time.
 */
import { HOUR_MS, MINUTE_MS } from '../calendar.ts';
import { DEFAULT_PICTURE_SETTINGS } from '../boundary/types.ts';
import { forecastPace } from '../pace.ts';
import type { PriceableFact, Pricing } from '../pricing.ts';
import { onCredits, type PaidEvent } from './cacheLifetime.ts';
import { creditRate, creditsCostUntilReset } from './creditsCost.ts';
import { outcomeOf, type Outcome, type PastWindow } from './outcomes.ts';

/** Shares of a window at which a forecast is tried. */
export const TRIAL_SHARES: readonly number[] = [0.25, 0.5, 0.75];
/** A forecast end may miss by this share of the window's length: 15 minutes of five hours. */
const TOLERANCE_SHARE = 0.05;
/** A cost may miss its range by a quarter. */
const COST_SLACK = { numerator: 5, denominator: 4 } as const;
/** Below this measured hit rate no time is shown. */
export const SHOWN_FROM_PERCENT = 60;
/** With fewer windows than this nothing is measured yet. */
export const MINIMUM_WINDOWS = 5;

const { paceFromShare } = DEFAULT_PICTURE_SETTINGS;

/** How often forecasts were right. */
export type HitRate =
  | { readonly kind: 'not-measured'; readonly windowsCompared: number; readonly needed: number }
  | {
      readonly kind: 'measured';
      readonly windowsCompared: number;
      readonly windowsRight: number;
      /** 0 to 100, rounded down: a rate is never flattered over a threshold. */
      readonly hitPercent: number;
    };

/**
 * The hit rate of the plan forecast over past windows of one kind. Each window counts once: it is right when
 * more than half of its forecasts at 25, 50 and 75 percent of its time were.
 *
 * @param useAtMs when the account was used on this machine, ascending
 */
export function planHitRate(windows: readonly PastWindow[], useAtMs: readonly number[]): HitRate {
  return hitRateOf(
    windows.map((window) => planVerdict(window, lastBefore(useAtMs, window.resetsAtMs))),
  );
}

/** Whether the plan forecast was right about one past window; null: nobody can tell. */
export function planVerdict(window: PastWindow, lastUseAtMs: number | null): boolean | null {
  const outcome = outcomeOf(window, lastUseAtMs);
  return majority(trialTimes(window).flatMap((atMs) => planTrial(window, outcome, atMs) ?? []));
}

/**
 * The hit rate of the cost forecast: at each trial, what continuing from there until the reset was said to
 * cost on credits, against what the events until then would have cost on credits.
 *
 * @param events counted events of the account, any order
 */
export function costHitRate(
  windows: readonly PastWindow[],
  events: readonly PaidEvent[],
  price: (fact: PriceableFact) => Pricing,
): HitRate {
  const ordered = [...events].sort((one, other) => one.atMs - other.atMs);
  return hitRateOf(windows.map((window) => costVerdict(window, ordered, price)));
}

/** The hour before a window warms the caches; nothing else outside it matters. */
export const WARM_UP_MS = HOUR_MS;

/**
 * Whether the cost forecast was right about one past window; null: nobody can tell.
 * @param events by time; those outside the window and the hour before it are passed over
 */
export function costVerdict(
  window: PastWindow,
  events: readonly PaidEvent[],
  price: (fact: PriceableFact) => Pricing,
): boolean | null {
  const near = events.filter(
    ({ atMs }) => atMs > window.startsAtMs - WARM_UP_MS && atMs <= window.resetsAtMs,
  );
  return majority(trialTimes(window).flatMap((atMs) => costTrial(window, near, price, atMs) ?? []));
}

function trialTimes({ startsAtMs, resetsAtMs }: PastWindow): number[] {
  return TRIAL_SHARES.map((share) => startsAtMs + Math.round((resetsAtMs - startsAtMs) * share));
}

/** Whether a forecast made then was right; null when there was none, or nobody can tell. */
function planTrial(window: PastWindow, outcome: Outcome, atMs: number): boolean | null {
  if (outcome.kind === 'unknown') return null;
  if (outcome.kind === 'used-up' && outcome.atMs <= atMs) return null;
  const { startsAtMs, resetsAtMs } = window;
  const road = window.road.filter((point) => point.atMs <= atMs);
  const pace = forecastPace({ startsAtMs, resetsAtMs, nowMs: atMs, road, paceFromShare });
  if (!pace) return null;
  const toleranceMs = Math.max(MINUTE_MS, (resetsAtMs - startsAtMs) * TOLERANCE_SHARE);
  if (outcome.kind === 'lasted') return pace.endsAtMs === null;
  if (pace.endsAtMs === null) return outcome.atMs >= resetsAtMs - toleranceMs;
  const earliest = (pace.endsEarliestMs ?? pace.endsAtMs) - toleranceMs;
  const latest = (pace.endsLatestMs ?? resetsAtMs) + toleranceMs;
  return outcome.atMs >= earliest && outcome.atMs <= latest;
}

function costTrial(
  window: PastWindow,
  events: readonly PaidEvent[],
  price: (fact: PriceableFact) => Pricing,
  atMs: number,
): boolean | null {
  const rate = creditRate(events, price, atMs);
  if (!rate || rate.lowMicros === 0) return null;
  // The forecast says what going on would cost; where work stopped, nothing says whether that was right.
  const middleMs = (atMs + window.resetsAtMs) / 2;
  if (!events.some((event) => event.atMs > middleMs && event.atMs <= window.resetsAtMs))
    return null;
  const forecast = creditsCostUntilReset(rate, 'used-up', window.resetsAtMs, atMs);
  const actual = costBetween(events, price, atMs, window.resetsAtMs);
  if (actual === null) return null;
  const { numerator, denominator } = COST_SLACK;
  return (
    actual.high * numerator >= forecast.lowMicros * denominator &&
    actual.low * denominator <= forecast.highMicros * numerator
  );
}

/** What events would have cost on credits; null when one of them has no price. */
function costBetween(
  events: readonly PaidEvent[],
  price: (fact: PriceableFact) => Pricing,
  afterMs: number,
  untilMs: number,
): { low: number; high: number } | null {
  const until = events.filter(({ atMs }) => atMs <= untilMs);
  let [low, high] = [0, 0];
  for (const { hits, misses } of onCredits(until)) {
    if (hits.atMs <= afterMs) continue;
    const [cheap, dear] = [price(hits), price(misses)];
    if (!('costMicros' in cheap) || !('costMicros' in dear)) return null;
    low += cheap.costMicros;
    high += Math.max(cheap.costMicros, dear.costMicros);
  }
  return { low, high };
}

/** Right when more than half of the trials were; null without any. */
function majority(trials: readonly boolean[]): boolean | null {
  if (trials.length === 0) return null;
  return trials.filter((isRight) => isRight).length * 2 > trials.length;
}

/** The rate over verdicts on past windows, those that nobody can give left out. */
export function hitRateOf(verdicts: readonly (boolean | null)[]): HitRate {
  const compared = verdicts.filter((verdict) => verdict !== null);
  const windowsCompared = compared.length;
  if (windowsCompared < MINIMUM_WINDOWS) {
    return { kind: 'not-measured', windowsCompared, needed: MINIMUM_WINDOWS };
  }
  const windowsRight = compared.filter((isRight) => isRight).length;
  const hitPercent = Math.floor((windowsRight * 100) / windowsCompared);
  return { kind: 'measured', windowsCompared, windowsRight, hitPercent };
}

function lastBefore(ascending: readonly number[], untilMs: number): number | null {
  return ascending.findLast((atMs) => atMs < untilMs) ?? null;
}
