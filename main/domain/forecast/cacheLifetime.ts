/**
 * What a request would have been on credits. The plan keeps cached prompts for an hour, credits for five
 * minutes (the agent's documentation on prompt caching, and measured with the unmodified program: the request
 * after the first paid one asks for `5m`). Two things follow:
 *
 * 1. What was written for an hour is written for five minutes, at that price.
 * 2. What was read from the cache more than five minutes after the session's request before would have gone by
 *    then; it is written again. This is the upper bound: other sessions may have kept a shared part alive.
 */
import { MINUTE_MS } from '../calendar.ts';
import type { PriceableFact } from '../pricing.ts';

export const CREDITS_CACHE_LIFETIME_MS = 5 * MINUTE_MS;

/** A counted event as far as its price on credits depends on it. */
export type PaidEvent = PriceableFact & { readonly sessionId: string };

/** One event with one-hour writes turned into five-minute ones. Token totals stay the same. */
export function withShortWrites<T extends PriceableFact>(event: T): T {
  return {
    ...event,
    cacheWrite5mTokens: event.cacheWrite5mTokens + event.cacheWrite1hTokens,
    cacheWrite1hTokens: 0,
  };
}

/** One event that found nothing in the cache: what was read is written again. */
export function withCacheMiss<T extends PriceableFact>(event: T): T {
  return {
    ...event,
    cacheWrite5mTokens: event.cacheWrite5mTokens + event.cacheReadTokens,
    cacheReadTokens: 0,
  };
}

/** Each event as it would have been on credits: with the misses that a short lifetime brings, and without. */
export type OnCredits<T> = { readonly hits: T; readonly misses: T };

/**
 * Turns events into what they would have been on credits.
 *
 * @param events in any order; a session's first event keeps its reads, since nobody knows what came before
 * @returns by time
 */
export function onCredits<T extends PaidEvent>(events: readonly T[]): OnCredits<T>[] {
  const lastAtMs = new Map<string, number>();
  return [...events]
    .sort((one, other) => one.atMs - other.atMs)
    .map((event) => {
      const before = lastAtMs.get(event.sessionId);
      lastAtMs.set(event.sessionId, event.atMs);
      const hits = withShortWrites(event);
      const isGone = before !== undefined && event.atMs - before > CREDITS_CACHE_LIFETIME_MS;
      return { hits, misses: isGone ? withCacheMiss(hits) : hits };
    });
}
