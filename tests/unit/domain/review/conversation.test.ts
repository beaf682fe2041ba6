import { describe, expect, it } from 'vitest';
import type { ContextPoint } from '../../../../preload/contract/review/sessions.ts';
import {
  activeTime,
  cacheHitBasisPoints,
  countCacheMisses,
  thinPoints,
} from '../../../../main/domain/review/conversation.ts';

const MINUTE_MS = 60_000;

function answer(fromMinute: number, untilMinute: number) {
  return { startedAtMs: fromMinute * MINUTE_MS, atMs: untilMinute * MINUTE_MS };
}

function point(contextTokens: number, cacheReadTokens: number): ContextPoint {
  return { atMs: 0, contextTokens, cacheReadTokens, costMicros: null, isPaid: false };
}

describe('the time with work in it', () => {
  it('counts pauses up to five minutes and nothing longer', () => {
    expect(activeTime([answer(0, 2), answer(6, 7), answer(60, 61)])).toBe(8 * MINUTE_MS);
  });

  it('counts what ran side by side once', () => {
    expect(activeTime([answer(0, 4), answer(1, 3), answer(2, 4)])).toBe(4 * MINUTE_MS);
  });

  it('is nothing without answers', () => {
    expect(activeTime([])).toBe(0);
  });
});

describe('the cache', () => {
  it('is missed where a grown context had to be read anew', () => {
    const points = [
      point(50_000, 0),
      point(60_000, 50_000),
      point(70_000, 0),
      point(71_000, 70_000),
    ];
    expect(countCacheMisses(points)).toBe(1);
  });

  it('is not missed by a compaction, nor by a small context', () => {
    expect(countCacheMisses([point(150_000, 140_000), point(30_000, 0)])).toBe(0);
    expect(countCacheMisses([point(5000, 0), point(6000, 0)])).toBe(0);
  });

  it('gave a share of all prompts, or nobody knows', () => {
    expect(cacheHitBasisPoints([point(100, 90), point(100, 60)])).toBe(7500);
    expect(cacheHitBasisPoints([])).toBeNull();
  });
});

describe('points for a chart', () => {
  it('keep the first and the last, and never more than wanted', () => {
    const many = Array.from({ length: 1001 }, (_, index) => index);
    const few = thinPoints(many, 11);
    expect(few).toHaveLength(11);
    expect(few[0]).toBe(0);
    expect(few.at(-1)).toBe(1000);
    expect(thinPoints([1, 2, 3], 11)).toEqual([1, 2, 3]);
  });
});
