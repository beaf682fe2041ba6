/** What the answers of one session, in order, say about it: its work time, its context, its cache. Pure. */
import type { ContextPoint } from '../../../preload/contract/review/sessions.ts';

/** A pause longer than this is not work; the same that makes a session live. */
export const PAUSE_MS = 5 * 60_000;
export const MOST_POINTS = 400;
/** An answer that reads less than this part of the context before it had lost its cache. */
const KEPT_SHARE = 0.5;
/** Contexts smaller than this are written anew without anybody noticing. */
const LEAST_CONTEXT = 20_000;

/** Time with work in it: from question to answer, and pauses up to five minutes. */
export function activeTime(
  answers: readonly { readonly startedAtMs: number; readonly atMs: number }[],
): number {
  let activeMs = 0;
  let untilMs = -Infinity;
  for (const { startedAtMs, atMs } of answers) {
    const fromMs = Math.max(Math.min(startedAtMs, atMs), untilMs);
    const gapMs = fromMs - untilMs;
    if (Number.isFinite(gapMs) && gapMs <= PAUSE_MS) activeMs += gapMs;
    if (atMs > fromMs) activeMs += Math.min(atMs - fromMs, PAUSE_MS);
    untilMs = Math.max(untilMs, atMs);
  }
  return activeMs;
}

/** Evenly chosen points, first and last among them. */
export function thinPoints<P>(points: readonly P[], most = MOST_POINTS): P[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)] as P);
}

/** Share of the prompt that came from the cache, in hundredths of a percent; null: no prompt at all. */
export function cacheHitBasisPoints(points: readonly ContextPoint[]): number | null {
  let read = 0;
  let all = 0;
  for (const { cacheReadTokens, contextTokens } of points) {
    read += cacheReadTokens;
    all += contextTokens;
  }
  return all === 0 ? null : Math.round((read / all) * 10_000);
}

/**
 * Answers that had to pay again for context that the one before had in the cache. A context that shrank was
 * compacted: that is no miss.
 */
export function countCacheMisses(points: readonly ContextPoint[]): number {
  return points.filter((point, index) => {
    const before = points[index - 1];
    if (!before || before.contextTokens < LEAST_CONTEXT) return false;
    if (point.contextTokens < before.contextTokens) return false;
    return point.cacheReadTokens < before.contextTokens * KEPT_SHARE;
  }).length;
}
