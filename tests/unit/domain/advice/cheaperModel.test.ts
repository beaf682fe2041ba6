import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdviceAnswer } from '../../../../main/domain/advice/answers.ts';
import { cheaperModels } from '../../../../main/domain/advice/cheaperModel.ts';
import { compareVersions, modelLine } from '../../../../main/domain/advice/modelLines.ts';
import { costOf, createPricer } from '../../../../main/domain/pricing.ts';
import { PRICE_TABLE } from '../../../../main/prices/priceTable.ts';
import { answer } from './support.ts';

const price = createPricer(PRICE_TABLE, () => null);
const MODELS = PRICE_TABLE.rows.map(({ model }) => model);

function priced(model: string, count: number, part: Partial<AdviceAnswer> = {}): AdviceAnswer[] {
  return Array.from({ length: count }, () => {
    const bare = answer({ model, outputTokens: 10_000, ...part });
    return { ...bare, costMicros: costOf(price(bare)) };
  });
}

describe('the same work on a cheaper model', () => {
  it('is named by the later version of the same model first', () => {
    const answers = [...priced('claude-opus-5', 40), ...priced('claude-sonnet-5-5', 40)];
    const [first] = cheaperModels(answers, MODELS, price);
    // 400,000 tokens of output at $25 and at $20 a million.
    expect(first).toMatchObject({
      model: 'claude-opus-5',
      otherModel: 'claude-opus-5-5',
      isSuccessor: true,
      answers: 40,
      costMicros: 10_000_000,
      otherMicros: 8_000_000,
      savingMicros: 2_000_000,
    });
  });

  it('is else the smallest step among the models that the user works with', () => {
    const answers = [
      ...priced('claude-opus-5-5', 40),
      ...priced('claude-sonnet-5-5', 20),
      ...priced('claude-haiku-5-5', 20),
    ];
    const found = cheaperModels(answers, MODELS, price);
    expect(found.map(({ model, otherModel }) => [model, otherModel])).toEqual([
      ['claude-opus-5-5', 'claude-sonnet-5-5'],
      ['claude-sonnet-5-5', 'claude-haiku-5-5'],
    ]);
  });

  it('names no model that only helpers used, none of another maker, none without a price', () => {
    const opus = priced('claude-opus-5-5', 40);
    const helpers = priced('claude-haiku-5-5', 40, { isMain: false });
    expect(cheaperModels([...opus, ...helpers], MODELS, price)).toEqual([]);
    const other = priced('claude-haiku-5-5', 40).map((one) => ({ ...one, model: 'gpt-5-codex' }));
    expect(cheaperModels([...opus, ...other], MODELS, price)).toEqual([]);
    const fast = priced('claude-opus-5-5', 40, { mode: 'fast' });
    const sonnet = priced('claude-sonnet-5-5', 40);
    // Sonnet has no fast price.
    expect(cheaperModels([...fast, ...sonnet], MODELS, price)).toEqual([]);
  });

  it('says what of the saving was paid with credits', () => {
    const answers = [
      ...priced('claude-opus-5', 30),
      ...priced('claude-opus-5', 10, { isCredits: true }),
    ];
    expect(cheaperModels(answers, MODELS, price)[0]?.creditSavingMicros).toBe(500_000);
  });

  it('always adds up, and never saves more than there was', () => {
    const any = fc.record({
      model: fc.constantFrom(...new Set(MODELS)),
      outputTokens: fc.nat(200_000),
      cacheReadTokens: fc.nat(200_000),
      isCredits: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 120 }), (parts) => {
        const answers = parts.map((part) => {
          const bare = answer(part);
          return { ...bare, costMicros: costOf(price(bare)) };
        });
        for (const one of cheaperModels(answers, MODELS, price)) {
          const own = answers.filter(({ model }) => model === one.model);
          expect(one.costMicros).toBe(own.reduce((sum, { costMicros }) => sum + costMicros!, 0));
          expect(one.savingMicros).toBe(one.costMicros - one.otherMicros);
          expect(one.savingMicros).toBeGreaterThan(0);
          expect(one.creditSavingMicros).toBeLessThanOrEqual(one.costMicros);
          expect(modelLine(one.otherModel)?.maker).toBe(modelLine(one.model)?.maker);
        }
      }),
    );
  });
});

describe('the line of a model', () => {
  it('is its words, its version its numbers, wherever they stand', () => {
    expect(modelLine('claude-3-5-haiku-20241022')).toEqual({
      maker: 'claude',
      line: 'claude haiku',
      version: [3, 5],
    });
    expect(modelLine('us.anthropic.claude-opus-5-5-20261101-v1:0')?.line).toBe('claude opus');
    expect(modelLine('5-5')).toBeNull();
  });

  it('orders versions by their numbers', () => {
    expect(compareVersions([4, 8], [5])).toBeLessThan(0);
    expect(compareVersions([5], [5, 0])).toBe(0);
    expect(compareVersions([5, 10], [5, 9])).toBeGreaterThan(0);
  });
});
