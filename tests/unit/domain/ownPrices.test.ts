import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPriceKey } from '../../../preload/contract/priceKeys.ts';
import { ownRows, versionWith } from '../../../main/domain/ownPrices.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { PRICE_TABLE } from '../../../main/prices/priceTable.ts';

const DAY_MS = 86_400_000;
const NOVEMBER_MS = Date.UTC(2026, 10, 1);
const price = (input: number) => ({
  input,
  output: input,
  cacheWrite5m: input,
  cacheWrite1h: input,
  cacheRead: input,
});
const fact = (model: string, atMs: number) => ({
  atMs,
  model,
  inputTokens: 1_000_000,
  outputTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  cacheReadTokens: 0,
  webSearches: 0,
  mode: 'standard' as const,
  isUsOnly: false,
});

describe('own prices', () => {
  it('hold from their day until the next, and before the table', async () => {
    const pricing = createPricing();
    pricing.use({ 'my-model@2026-11-01': price(7), 'my-model@2026-11-03': price(9) });
    await pricing.prepare(['my-model']);
    const cost = (atMs: number) => pricing.price(fact('my-model', atMs));
    expect(cost(NOVEMBER_MS - 1)).toHaveProperty('unpricedBecause');
    expect(cost(NOVEMBER_MS)).toEqual({ costMicros: 7 });
    expect(cost(NOVEMBER_MS + 2 * DAY_MS - 1)).toEqual({ costMicros: 7 });
    expect(cost(NOVEMBER_MS + 2 * DAY_MS)).toEqual({ costMicros: 9 });
    expect(cost(NOVEMBER_MS + 400 * DAY_MS)).toEqual({ costMicros: 9 });
  });

  it('leave the table where they say nothing, and go when they are taken away', () => {
    const pricing = createPricing();
    const model = 'claude-opus-5';
    const table = pricing.price(fact(model, NOVEMBER_MS));
    const version = pricing.version();
    pricing.use({ [`${model}@2026-11-02`]: price(1) });
    expect(pricing.version()).not.toBe(version);
    expect(pricing.price(fact(model, NOVEMBER_MS))).toEqual(table);
    expect(pricing.price(fact(`${model}-20260901`, NOVEMBER_MS + DAY_MS))).toEqual({
      costMicros: 1,
    });
    expect(pricing.price({ ...fact(model, NOVEMBER_MS + DAY_MS), mode: 'fast' })).toEqual(
      createPricing().price({ ...fact(model, NOVEMBER_MS + DAY_MS), mode: 'fast' }),
    );
    pricing.use({});
    expect(pricing.version()).toBe(version);
    expect(pricing.price(fact(model, NOVEMBER_MS + DAY_MS))).toEqual(table);
  });

  it('hold under the name that was logged, also where the table writes it otherwise', () => {
    const pricing = createPricing();
    pricing.use({ 'claude-sonnet-4.5': price(7), 'claude-opus-4-6': price(9) });
    const cost = (model: string) => pricing.price(fact(model, NOVEMBER_MS));
    expect(cost('claude-sonnet-4.5')).toEqual({ costMicros: 7 });
    expect(cost('anthropic/claude-sonnet-4.5')).toEqual({ costMicros: 7 });
    expect(cost('claude-sonnet-4-5')).toEqual({ costMicros: 3_000_000 });
    expect(cost('anthropic/claude-opus-4.6')).toEqual({ costMicros: 9 });
  });

  const days = fc
    .uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 })
    .map((list) =>
      list.map((day) => new Date(NOVEMBER_MS + day * DAY_MS).toISOString().slice(0, 10)),
    );

  it('never overlap, whatever their order, and have one name', () => {
    fc.assert(
      fc.property(days, fc.boolean(), (list, hasUndated) => {
        const keys = [...list.map((day) => `m@${day}`), ...(hasUndated ? ['m'] : [])];
        const book = Object.fromEntries(keys.map((key, index) => [key, price(index)]));
        const turned = Object.fromEntries(Object.entries(book).toReversed());
        const rows = ownRows(book, PRICE_TABLE);
        expect(ownRows(turned, PRICE_TABLE)).toEqual(rows);
        expect(versionWith('v', turned)).toBe(versionWith('v', book));
        expect(rows).toHaveLength(keys.length);
        rows.forEach((row, index) => expect(row.untilMs).toBe(rows[index + 1]?.fromMs ?? null));
      }),
    );
  });

  it.each([
    ['claude-opus-5', { model: 'claude-opus-5', fromDay: null }],
    ['a/b:1@2026-02-28', { model: 'a/b:1', fromDay: '2026-02-28' }],
    ['a@2026-02-30', null],
    ['A', null],
    ['a b', null],
    ['', null],
  ])('are named %s', (key, read) => {
    expect(readPriceKey(key)).toEqual(read);
  });
});
