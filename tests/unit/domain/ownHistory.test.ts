import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnHistoryComparison } from '../../../preload/contract/snapshot.ts';
import { compareWithOwn } from '../../../main/domain/ownHistory.ts';
import { usageWindows, windowAt } from '../../../main/domain/windows.ts';

const HOUR_MS = 3_600_000;
const T0 = Date.parse('2026-11-01T08:00:00Z');

type Use = readonly [startedAtMs: number, tokens: number];

const columns = (uses: readonly Use[]) => ({
  startedAtMs: uses.map(([startedAtMs]) => startedAtMs),
  tokens: uses.map(([, tokens]) => tokens),
});

/** The slow and obvious way: windows over sorted uses, and a search for each use. */
function obviously(uses: readonly Use[], openStartsAtMs: number): OwnHistoryComparison | null {
  const sorted = [...uses].sort(([one], [other]) => one - other);
  const windows = usageWindows(
    sorted.map(([startedAtMs]) => startedAtMs),
    [],
  );
  const sums = new Map<number, number>();
  for (const [startedAtMs, tokens] of sorted) {
    const startsAtMs = windowAt(windows, startedAtMs)?.startsAtMs;
    if (startsAtMs !== undefined) sums.set(startsAtMs, (sums.get(startsAtMs) ?? 0) + tokens);
  }
  const now = sums.get(openStartsAtMs);
  const earlier = [...sums].filter(([startsAtMs]) => startsAtMs < openStartsAtMs);
  if (now === undefined || earlier.length < 5) return null;
  const quieter = earlier.filter(([, sum]) => sum < now).length;
  return {
    busierThanPercent: Math.round((quieter / earlier.length) * 100),
    windowsCompared: earlier.length,
  };
}

// Whole quarters of an hour among them, so that many lie exactly where a window ends.
const instant = fc.oneof(
  fc.integer({ min: 0, max: 400 }).map((quarter) => T0 + quarter * (HOUR_MS / 4)),
  fc.integer({ min: 0, max: 100 * HOUR_MS }).map((afterMs) => T0 + afterMs),
);
const use = fc.tuple(instant, fc.integer({ min: 0, max: 40 }));

/** One use in each of `count` windows, of 10, 20, 30... tokens. */
const windowsOf = (count: number): Use[] =>
  Array.from({ length: count }, (_, index) => [T0 + index * 6 * HOUR_MS, (index + 1) * 10]);

describe('compareWithOwn', () => {
  it('says what the obvious way says, for any uses in any order', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 120 }), fc.nat(), (uses, pick) => {
        const windows = usageWindows(
          uses.map(([startedAtMs]) => startedAtMs).sort((one, other) => one - other),
          [],
        );
        const open = windows[pick % Math.max(1, windows.length)]?.startsAtMs ?? T0;
        expect(compareWithOwn(columns(uses), open)).toEqual(obviously(uses, open));
        expect(compareWithOwn(columns(uses), open + 1)).toEqual(obviously(uses, open + 1));
      }),
      { numRuns: 2000 },
    );
  });

  it('needs five earlier windows', () => {
    expect(compareWithOwn(columns(windowsOf(5)), T0 + 24 * HOUR_MS)).toBeNull();
    expect(compareWithOwn(columns(windowsOf(6)), T0 + 30 * HOUR_MS)).toEqual({
      busierThanPercent: 100,
      windowsCompared: 5,
    });
  });

  it('counts only windows with fewer tokens, and only earlier ones', () => {
    const uses: Use[] = [...windowsOf(9).slice(0, 7), [T0 + 42 * HOUR_MS, 40]];
    expect(compareWithOwn(columns(uses), T0 + 42 * HOUR_MS)).toEqual({
      busierThanPercent: 43,
      windowsCompared: 7,
    });
    expect(compareWithOwn(columns(uses), T0 + 36 * HOUR_MS)?.windowsCompared).toBe(6);
  });

  it('ends a window to the millisecond', () => {
    const uses = windowsOf(6);
    const last = T0 + 30 * HOUR_MS;
    const inside: Use[] = [...uses, [last - HOUR_MS - 1, 1000]];
    const outside: Use[] = [...uses, [last - HOUR_MS, 1000]];
    expect(compareWithOwn(columns(inside), last)?.windowsCompared).toBe(5);
    expect(compareWithOwn(columns(inside), last)?.busierThanPercent).toBe(80);
    expect(compareWithOwn(columns(outside), last)).toBeNull();
  });

  it('says nothing of no uses', () => {
    expect(compareWithOwn(columns([]), T0)).toBeNull();
  });
});
