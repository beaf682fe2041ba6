import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LEAST_SAVING_MICROS,
  restartAdvice,
  type CarriedContext,
} from '../../../../main/domain/review/restart.ts';

/** Sonnet's prices, micro-dollars per million tokens. */
const PRICES = { cacheReadPrice: 300_000, cacheWritePrice: 3_750_000 };

function conversation(contexts: readonly number[]): CarriedContext[] {
  return contexts.map((contextTokens, index) => ({ atMs: index, contextTokens, ...PRICES }));
}

const repeat = (count: number, size: number): number[] => Array.from({ length: count }, () => size);

/** Straight from the definition, each candidate by itself. */
function naiveSavings(answers: readonly CarriedContext[]): Map<number, number> {
  const fresh = answers[0]?.contextTokens ?? 0;
  const savings = new Map<number, number>();
  for (let index = 1; index < answers.length; index += 1) {
    let end = index + 1;
    while (
      end < answers.length &&
      answers[end]!.contextTokens >= answers[end - 1]!.contextTokens * 0.6
    ) {
      end += 1;
    }
    const reads = answers
      .slice(index, end)
      .reduce((sum, { cacheReadPrice }) => sum + cacheReadPrice, 0);
    const carried = answers[index]!.contextTokens - fresh;
    savings.set(index, (carried * reads - fresh * PRICES.cacheWritePrice) / 1_000_000);
  }
  return savings;
}

describe('a cheaper restart', () => {
  it('is named for a conversation that carried much for long', () => {
    const contexts = [20_000, ...Array.from({ length: 100 }, () => 180_000)];
    const advice = restartAdvice(conversation(contexts));
    // 160,000 tokens less in each of 100 answers at $0.30 a million, less one write of 20,000 at $3.75.
    expect(advice).toMatchObject({ index: 1, savingMicros: 4_725_000, answersAfter: 100 });
    expect(advice).toMatchObject({ contextTokens: 180_000, freshTokens: 20_000 });
  });

  it('is not named where the saving is not worth a word, nor for a short conversation', () => {
    expect(restartAdvice(conversation([20_000, ...repeat(20, 30_000)]))).toBeNull();
    expect(restartAdvice(conversation([20_000, ...repeat(8, 900_000)]))).toBeNull();
    expect(restartAdvice([])).toBeNull();
  });

  it('does not carry what a compaction has dropped beyond it', () => {
    const before = [20_000, ...repeat(50, 180_000)];
    const after = [20_000, ...repeat(200, 25_000)];
    const advice = restartAdvice(conversation([...before, ...after]));
    expect(advice?.index).toBe(1);
    // 50 answers, not 250.
    expect(advice?.savingMicros).toBe((160_000 * 50 * 0.3 - 20_000 * 3.75) | 0);
  });

  it('is the best of all places, by the definition', () => {
    const sizes = fc.array(fc.integer({ min: 1000, max: 400_000 }), {
      minLength: 10,
      maxLength: 60,
    });
    fc.assert(
      fc.property(sizes, (contexts) => {
        const answers = conversation(contexts);
        const best = Math.max(...naiveSavings(answers).values());
        const advice = restartAdvice(answers);
        if (best < LEAST_SAVING_MICROS) expect(advice).toBeNull();
        else expect(advice?.savingMicros).toBe(Math.trunc(best));
      }),
    );
  });
});
