/** The parts of an organisation's bill: nothing is lost between a day's rows, its parts and its sum. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../main/domain/providers/figures.ts';
import { dayPartsOf, partsOf } from '../../../main/domain/providers/parts.ts';
import type { CostRow } from '../../../main/domain/providers/reports.ts';

const DAY = Date.UTC(2026, 10, 21);

function row(part: Partial<CostRow>): CostRow {
  return {
    startsAtMs: DAY,
    endsAtMs: DAY + 86_400_000,
    currency: 'USD',
    amountMicros: 1_000_000,
    description: null,
    model: null,
    project: null,
    ...part,
  };
}

const rows = fc.array(
  fc.record({
    startsAtMs: fc.integer({ min: 0, max: 3 }).map((day) => DAY + day * 86_400_000),
    currency: fc.constantFrom('USD', 'EUR'),
    amountMicros: fc.integer({ min: -5_000_000, max: 1_000_000_000_000 }),
    model: fc.constantFrom(null, 'a', 'b', 'c', 'd', 'e', 'f'),
    description: fc.constantFrom(null, 'x', 'y'),
  }),
  { maxLength: 60 },
);

describe('parts of a bill', () => {
  it('a model’s lines are one part, what has no model goes by its line, the rest comes last', () => {
    const costs = [
      row({ model: 'opus', description: 'input', amountMicros: 3_000_000 }),
      row({ model: 'opus', description: 'output', amountMicros: 4_000_000 }),
      row({ description: 'web search', amountMicros: 5_000_000 }),
      row({ amountMicros: 9_000_000 }),
    ];
    const parts = partsOf(costs);
    expect(parts).toEqual(['opus', 'web search', null]);
    expect(dayPartsOf(costs, parts)).toEqual([
      { part: 0, currency: 'USD', micros: 7_000_000 },
      { part: 1, currency: 'USD', micros: 5_000_000 },
      { part: 2, currency: 'USD', micros: 9_000_000 },
    ]);
  });

  it('more than five names: the cheapest are everything else', () => {
    const costs = [1, 2, 3, 4, 5, 6, 7].map((dollars) =>
      row({ model: `m${dollars}`, amountMicros: dollars * 1_000_000 }),
    );
    const parts = partsOf(costs);
    expect(parts).toEqual(['m7', 'm6', 'm5', 'm4', 'm3', null]);
    expect(dayPartsOf(costs, parts).at(-1)).toEqual({
      part: 5,
      currency: 'USD',
      micros: 3_000_000,
    });
  });

  it('the parts of a day make up its reported cost, in each currency, to the micro-unit', () => {
    fc.assert(
      fc.property(rows, (found) => {
        const state = {
          report: 'cost',
          covered: null,
          answeredAtMs: DAY,
          triedAtMs: DAY,
          problem: null,
        } as const;
        const figures = figuresOf(
          'anthropic',
          { costs: found.map(row), usage: [], agentUse: [], rateLimits: [], spendLimits: [] },
          [state],
          90,
          DAY,
        );
        for (const { cost, costParts } of figures?.byDay ?? []) {
          for (const { currency, micros } of cost) {
            const parts = costParts.filter((one) => one.currency === currency);
            expect(parts.reduce((sum, one) => sum + one.micros, 0)).toBe(micros);
            expect(parts.every(({ part }) => part in (figures?.parts ?? []))).toBe(true);
          }
        }
      }),
    );
  });
});
