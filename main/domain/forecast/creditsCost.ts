/** What continuing on credits until the reset would cost, as a range, at the rate of the last hour. */
import type { Pace } from '../../../preload/contract/snapshot.ts';
import { HOUR_MS, MINUTE_MS } from '../calendar.ts';
import { multiplyDivide } from '../money.ts';
import type { PriceableFact, Pricing } from '../pricing.ts';
import { onCredits, type PaidEvent } from './cacheLifetime.ts';

/** The rate looks back this far. */
export const RATE_SPAN_MS = HOUR_MS;
/** A burst shorter than this is no rate. */
const SHORTEST_SPAN_MS = 15 * MINUTE_MS;

/** Micro-dollars an hour on credits; all integers, `low <= central <= high`. */
export type CreditRate = {
  readonly lowMicros: number;
  readonly centralMicros: number;
  readonly highMicros: number;
  readonly events: number;
  /** Events without a price: the rate is at least this. */
  readonly unpricedEvents: number;
};

/**
 * The rate on credits of a session or an account over the last 60 minutes, at API prices and in its own mix
 * of models.
 *
 * Low: the events as they were, with the cheaper five-minute writes, over the whole hour. High: with the cache
 * misses that the short lifetime brings, over the time since the first of them (15 minutes at least), as if
 * the work went on without the pause before it. Central: their mean.
 *
 * @param events counted events, any order; only those of the last hour count, the ones before only tell
 *   whether a cache was still warm
 * @returns null when nothing was done in the last hour, or none of it has a price
 */
export function creditRate(
  events: readonly PaidEvent[],
  price: (fact: PriceableFact) => Pricing,
  nowMs: number,
): CreditRate | null {
  const recent = onCredits(events.filter(({ atMs }) => atMs <= nowMs)).filter(
    ({ hits }) => hits.atMs > nowMs - RATE_SPAN_MS,
  );
  const [first] = recent;
  if (!first) return null;
  let [low, high, unpriced] = [0, 0, 0];
  for (const { hits, misses } of recent) {
    const cheap = price(hits);
    const dear = priceOfMiss(misses, price);
    if ('costMicros' in cheap && 'costMicros' in dear) {
      low += cheap.costMicros;
      high += dear.costMicros;
    } else {
      unpriced += 1;
    }
  }
  if (unpriced === recent.length) return null;
  const busyMs = Math.max(SHORTEST_SPAN_MS, nowMs - first.hits.atMs);
  const highMicros = multiplyDivide(high, HOUR_MS, Math.min(RATE_SPAN_MS, busyMs));
  return {
    lowMicros: low,
    // A miss costs more than a hit wherever writing costs more than reading; be safe where it does not.
    highMicros: Math.max(low, highMicros),
    centralMicros: multiplyDivide(low + Math.max(low, highMicros), 1, 2),
    events: recent.length,
    unpricedEvents: unpriced,
  };
}

/** Where a provider names no price for writing its cache, what is not found there is sent as plain input. */
function priceOfMiss(miss: PaidEvent, price: (fact: PriceableFact) => Pricing): Pricing {
  const written = price(miss);
  if ('costMicros' in written) return written;
  const { inputTokens, cacheWrite5mTokens, cacheWrite1hTokens } = miss;
  return price({
    ...miss,
    inputTokens: inputTokens + cacheWrite5mTokens + cacheWrite1hTokens,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
  });
}

/** Cost on credits from the end of the plan until the reset, in micro-dollars. */
export type CreditsCost = {
  readonly lowMicros: number;
  readonly centralMicros: number;
  readonly highMicros: number;
  /** From when on it is paid, centrally; null: the plan lasts, and only the fastest pace would pay. */
  readonly fromMs: number | null;
  readonly untilMs: number;
  /** Unpriced events in the rate: say “at least”. */
  readonly isAtLeast: boolean;
};

/**
 * What continuing until the reset would cost.
 *
 * The earliest end of the plan at the highest rate is the upper bound, the latest end at the lowest rate
 * the lower; nothing is paid where the plan lasts.
 *
 * @param plan forecast of the window; `used-up` when the boundary is reached already
 */
export function creditsCostUntilReset(
  rate: CreditRate,
  plan: Pick<Pace, 'endsAtMs' | 'endsEarliestMs' | 'endsLatestMs'> | 'used-up',
  resetsAtMs: number,
  nowMs: number,
): CreditsCost {
  const [earliest, central, latest] =
    plan === 'used-up'
      ? [nowMs, nowMs, nowMs]
      : [plan.endsEarliestMs, plan.endsAtMs, plan.endsLatestMs];
  const paidMs = (endsAtMs: number | null) =>
    endsAtMs === null ? 0 : Math.max(0, resetsAtMs - Math.max(endsAtMs, nowMs));
  const cost = (micros: number, durationMs: number) => multiplyDivide(micros, durationMs, HOUR_MS);
  return {
    lowMicros: cost(rate.lowMicros, paidMs(latest)),
    centralMicros: cost(rate.centralMicros, paidMs(central)),
    highMicros: cost(rate.highMicros, paidMs(earliest)),
    fromMs: central === null || paidMs(central) === 0 ? null : Math.max(central, nowMs),
    untilMs: resetsAtMs,
    isAtLeast: rate.unpricedEvents > 0,
  };
}

/** “Wait 40 min or pay about $3”, as data. */
export type WaitOrPay = {
  readonly waitMs: number;
  readonly untilMs: number;
  readonly cost: CreditsCost;
  /** When the ceiling would be used up at the central rate; null: it lasts until the reset, or is unknown. */
  readonly ceilingEndsAtMs: number | null;
};

/**
 * The choice at the boundary.
 *
 * @param ceilingMicros effective ceiling; null when no part is known
 * @returns null once the reset has passed
 */
export function waitOrPay(
  rate: CreditRate,
  plan: Parameters<typeof creditsCostUntilReset>[1],
  resetsAtMs: number,
  ceilingMicros: number | null,
  nowMs: number,
): WaitOrPay | null {
  if (nowMs >= resetsAtMs) return null;
  const cost = creditsCostUntilReset(rate, plan, resetsAtMs, nowMs);
  const isShort =
    ceilingMicros !== null && cost.fromMs !== null && ceilingMicros < cost.centralMicros;
  return {
    waitMs: resetsAtMs - nowMs,
    untilMs: resetsAtMs,
    cost,
    ceilingEndsAtMs: isShort
      ? (cost.fromMs ?? nowMs) + multiplyDivide(ceilingMicros, HOUR_MS, rate.centralMicros)
      : null,
  };
}
