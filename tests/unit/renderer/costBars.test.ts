/** A provider's days as bars: every reported amount stands in exactly one bar; unknown is not zero. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderDay } from '../../../preload/contract/providers.ts';
import type { HistoryStep } from '../../../preload/contract/review/history.ts';
import { addDays } from '../../../renderer/history/days.ts';
import { costBars, totalOf } from '../../../renderer/providers/costBars.ts';
import { costGeometry } from '../../../renderer/providers/costGeometry.ts';

function day(name: string, ...parts: ProviderDay['costParts']): ProviderDay {
  return { day: name, cost: [], costParts: parts, tokens: null };
}

const usd = (part: number, micros: number) => ({ part, currency: 'USD', micros });
const eur = (part: number, micros: number) => ({ part, currency: 'EUR', micros });

const PARTS = ['opus', null];
const NOVEMBER = { sinceDay: '2026-11-01', untilDay: '2026-11-30' };
const ASKED = {
  range: NOVEMBER,
  step: 'day' as HistoryStep,
  currency: 'USD',
  hidden: new Set<number>(),
  weekStartsOn: 1,
};

describe('bars of reported cost', () => {
  it('a day without a report is unknown, and a day that cost nothing is zero', () => {
    const bars = costBars(
      { parts: PARTS, byDay: [day('2026-11-02', usd(0, 0)), day('2026-11-03', usd(1, 5))] },
      ASKED,
    );
    expect(bars).toHaveLength(30);
    expect(bars.slice(0, 3).map(({ micros, parts }) => [micros, parts])).toEqual([
      [null, [null, null]],
      [0, [0, null]],
      [5, [null, 5]],
    ]);
  });

  it('currencies are never added, and a part that is left out counts nowhere', () => {
    const byDay = [day('2026-11-02', usd(0, 3), usd(1, 4), eur(0, 100))];
    const bars = costBars({ parts: PARTS, byDay }, { ...ASKED, hidden: new Set([1]) });
    expect(totalOf(bars.map(({ micros }) => micros))).toBe(3);
  });

  it('weeks begin where the user says', () => {
    const week = (weekStartsOn: number) =>
      costBars({ parts: PARTS, byDay: [] }, { ...ASKED, step: 'week', weekStartsOn });
    // 2026-11-01 is a Sunday.
    expect(week(1)[0]).toMatchObject({ sinceDay: '2026-11-01', untilDay: '2026-11-01' });
    expect(week(0)[0]).toMatchObject({ sinceDay: '2026-11-01', untilDay: '2026-11-07' });
  });

  it('days, weeks and months sum to the same, whatever the range', () => {
    const days = fc
      .uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 60 })
      .map((list) => list.sort((a, b) => a - b).map((offset) => addDays('2026-08-01', offset)));
    fc.assert(
      fc.property(days, fc.nat(120), fc.nat(60), fc.nat(6), (names, from, length, weekStartsOn) => {
        const byDay = names.map((name, index) => day(name, usd(index % 2, index + 1)));
        const sinceDay = addDays('2026-08-01', from);
        const range = { sinceDay, untilDay: addDays(sinceDay, length) };
        const sums = (['hour', 'day', 'week', 'month'] as const).map((step) =>
          totalOf(
            costBars({ parts: PARTS, byDay }, { ...ASKED, range, step, weekStartsOn }).map(
              ({ micros }) => micros,
            ),
          ),
        );
        const wanted = byDay.filter(
          (one) => one.day >= range.sinceDay && one.day <= range.untilDay,
        );
        const expected =
          wanted.length === 0
            ? null
            : wanted.reduce((sum, one) => sum + (one.costParts[0]?.micros ?? 0), 0);
        expect(new Set(sums)).toEqual(new Set([expected]));
      }),
    );
  });

  it('a stack is as high as its parts, and a credit note has no height', () => {
    const bars = costBars(
      {
        parts: PARTS,
        byDay: [
          day('2026-11-02', usd(0, 2_000_000), usd(1, 1_000_000)),
          day('2026-11-03', usd(0, -4_000_000), usd(1, 1_000_000)),
        ],
      },
      ASKED,
    );
    const geometry = costGeometry(bars, 600);
    const stack = geometry.piecesOf(bars[1] as (typeof bars)[number]);
    expect(stack.map(({ fill }) => fill)).toEqual([0, 1]);
    expect(stack[0]?.y).toBeCloseTo(geometry.yOf(2_000_000));
    expect((stack[0]?.y ?? 0) + (stack[0]?.height ?? 0)).toBeCloseTo(geometry.heightPx);
    expect(stack[1]?.y).toBeCloseTo(geometry.yOf(3_000_000));
    expect(geometry.piecesOf(bars[2] as (typeof bars)[number]).map(({ fill }) => fill)).toEqual([
      1,
    ]);
  });
});
