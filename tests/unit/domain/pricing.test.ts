import { describe, expect, it } from 'vitest';
import {
  canonicalModel,
  createPricer,
  divideHalfEven,
  type PriceableFact,
} from '../../../main/domain/pricing.ts';
import { PRICE_TABLE } from '../../../main/prices/priceTable.ts';
import { NOTHING_USED } from '../../fixtures/priceableFact.ts';

/** 11,900 tokens with a different number in each class, so that no two prices can be mixed up. */
const SAMPLE = {
  inputTokens: 1000,
  outputTokens: 200,
  cacheWrite5mTokens: 400,
  cacheWrite1hTokens: 300,
  cacheReadTokens: 10_000,
};

const price = createPricer(PRICE_TABLE, () => null);

function micros(fact: Partial<PriceableFact>): number | null {
  const pricing = price({ ...NOTHING_USED, ...fact });
  return 'costMicros' in pricing ? pricing.costMicros : null;
}

describe('every row of the table, in micro-dollars worked out by hand', () => {
  it.each([
    // input 1000 + output 200 + 5-minute writes 400 + 1-hour writes 300 + reads 10,000
    ['claude-fable-5-2', 8000 + 8000 + 4000 + 4800 + 2000],
    ['claude-fable-5-1', 10_000 + 10_000 + 5000 + 6000 + 2500],
    ['claude-fable-5', 10_000 + 10_000 + 5000 + 6000 + 10_000],
    ['claude-mythos-5', 10_000 + 10_000 + 5000 + 6000 + 10_000],
    ['claude-opus-5-5', 4000 + 4000 + 2000 + 2400 + 2000],
    ['claude-opus-5', 5000 + 5000 + 2500 + 3000 + 5000],
    ['claude-opus-4-8', 5000 + 5000 + 2500 + 3000 + 5000],
    ['claude-opus-4-7', 5000 + 5000 + 2500 + 3000 + 5000],
    ['claude-opus-4-6', 5000 + 5000 + 2500 + 3000 + 5000],
    ['claude-opus-4-5', 5000 + 5000 + 2500 + 3000 + 5000],
    ['claude-sonnet-5-5', 2000 + 2000 + 1000 + 1200 + 1000],
    ['claude-sonnet-5', 2000 + 2000 + 1000 + 1200 + 2000],
    ['claude-sonnet-4-6', 3000 + 3000 + 1500 + 1800 + 3000],
    ['claude-sonnet-4-5', 3000 + 3000 + 1500 + 1800 + 3000],
    ['claude-haiku-5-5', 100 + 100 + 50 + 60 + 100],
    ['claude-haiku-4-5', 1000 + 1000 + 500 + 600 + 1000],
    ['claude-haiku-3-5', 800 + 800 + 400 + 480 + 800],
    ['claude-opus-4-1', 15_000 + 15_000 + 7500 + 9000 + 15_000],
    ['claude-opus-4', 15_000 + 15_000 + 7500 + 9000 + 15_000],
  ])('%s', (model, expected) => {
    expect(micros({ model, ...SAMPLE })).toBe(expected);
  });

  it.each([
    ['claude-fable-5-2', 53_600],
    ['claude-opus-5-5', 28_800],
    ['claude-opus-5', 41_000],
    ['claude-opus-4-8', 41_000],
    ['claude-opus-4-6', 123_000],
  ])('%s in fast mode', (model, expected) => {
    expect(micros({ model, ...SAMPLE, mode: 'fast' })).toBe(expected);
  });
});

describe('dated rows', () => {
  it('sonnet 5.5 reads the cache at half the price from 2026-10-07', () => {
    const read = { model: 'claude-sonnet-5-5', cacheReadTokens: 1_000_000 };
    expect(micros({ ...read, atMs: Date.UTC(2026, 9, 7) - 1 })).toBe(200_000);
    expect(micros({ ...read, atMs: Date.UTC(2026, 9, 7) })).toBe(100_000);
  });

  it('opus 4.8 has a fast price until the end of 2026-11-30, then none', () => {
    const fast = { model: 'claude-opus-4-8', inputTokens: 1_000_000, mode: 'fast' } as const;
    expect(micros({ ...fast, atMs: Date.UTC(2026, 11, 1) - 1 })).toBe(10_000_000);
    expect(micros({ ...fast, atMs: Date.UTC(2026, 11, 1) })).toBeNull();
  });
});

describe('the whole prompt chooses the tier', () => {
  it('haiku 5.5 is cheap up to 100,000 tokens, cache included', () => {
    const prompt = {
      model: 'claude-haiku-5-5',
      inputTokens: 20_000,
      cacheWrite5mTokens: 10_000,
      cacheWrite1hTokens: 10_000,
    };
    // 20,000 × 0.1 + 10,000 × 0.125 + 10,000 × 0.2 + 60,000 × 0.01
    expect(micros({ ...prompt, cacheReadTokens: 60_000 })).toBe(5850);
    // 20,000 × 0.5 + 10,000 × 0.625 + 10,000 × 1 + 60,001 × 0.05
    expect(micros({ ...prompt, cacheReadTokens: 60_001 })).toBe(29_250);
  });

  it('what the model writes does not count towards the tier', () => {
    const large = { model: 'claude-haiku-5-5', inputTokens: 100_000, outputTokens: 100_000 };
    expect(micros(large)).toBe(60_000);
    expect(micros({ ...large, inputTokens: 100_001 })).toBe(300_000);
  });

  it('fast opus 4.6 is dearer above 200,000 tokens', () => {
    const fast = { model: 'claude-opus-4-6', mode: 'fast', outputTokens: 1000 } as const;
    expect(micros({ ...fast, inputTokens: 200_000 })).toBe(6_150_000);
    expect(micros({ ...fast, inputTokens: 200_001 })).toBe(12_225_060);
  });
});

describe('a sum of many requests', () => {
  it('has the lowest tier, however large it is', () => {
    const sum = { model: 'claude-haiku-5-5', inputTokens: 1_000_000, isSum: true };
    expect(micros(sum)).toBe(100_000);
    expect(micros({ ...sum, isSum: false })).toBe(500_000);
    const fast = { model: 'claude-opus-4-6', mode: 'fast', inputTokens: 1_000_000 } as const;
    expect(micros({ ...fast, isSum: true })).toBe(30_000_000);
  });

  it('has it in the fallback as well', () => {
    const asked: number[] = [];
    const pricer = createPricer(PRICE_TABLE, (_model, _atMs, promptTokenCount) => {
      asked.push(promptTokenCount);
      return null;
    });
    const fact = { ...NOTHING_USED, model: 'gpt-9', inputTokens: 3, cacheReadTokens: 4 };
    for (const isSum of [true, false]) pricer({ ...fact, isSum });
    expect(asked).toEqual([0, 7]);
  });
});

describe('modes', () => {
  it.each(['claude-fable-5-1', 'claude-sonnet-5-5', 'claude-haiku-4-5', 'claude-opus-4-7'])(
    '%s has no fast price, so fast use of it is unpriced',
    (model) => {
      expect(micros({ model, ...SAMPLE, mode: 'fast' })).toBeNull();
    },
  );

  it('batch halves everything, what is written to the cache and read from it as well', () => {
    // half of 5000 + 5000 + 2500 + 3000 + 5000
    expect(micros({ ...SAMPLE, mode: 'batch' })).toBe(10_250);
  });

  it('inference in the US only costs a tenth more in every class', () => {
    expect(micros({ ...SAMPLE, isUsOnly: true })).toBe(22_550);
  });

  it('US only and batch multiply', () => {
    expect(micros({ ...SAMPLE, mode: 'batch', isUsOnly: true })).toBe(11_275);
  });

  it('a web search costs a cent, in the US as anywhere', () => {
    expect(micros({ webSearches: 10 })).toBe(100_000);
    expect(micros({ webSearches: 10, isUsOnly: true, mode: 'batch' })).toBe(100_000);
  });
});

describe('rounding', () => {
  it.each([
    [49, 0],
    [50, 0],
    [51, 1],
    [149, 1],
    [150, 2],
    [250, 2],
    [251, 3],
    [350, 4],
  ])('%d cache reads at a cent a million tokens cost %d', (cacheReadTokens, expected) => {
    expect(micros({ model: 'claude-haiku-5-5', cacheReadTokens })).toBe(expected);
  });

  it('happens once an event: what is lost in one class is not lost in the sum', () => {
    // 0.4 + 0.4 of a micro-dollar
    const both = { model: 'claude-haiku-5-5', cacheReadTokens: 40, inputTokens: 4 };
    expect(micros(both)).toBe(1);
  });

  it('is exact where the sum before dividing exceeds what a double can hold', () => {
    // 3,086,419,725,325,000,000 pico-dollars
    expect(micros({ outputTokens: 123_456_789_013 })).toBe(3_086_419_725_325);
    // 24,691,357,803.4 micro-dollars at 0.20 a million
    expect(micros({ model: 'claude-sonnet-5', cacheReadTokens: 123_456_789_017 })).toBe(
      24_691_357_803,
    );
  });

  it.each([
    [5n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 2n],
    [26n, 10n, 3n],
    [24n, 10n, 2n],
    [0n, 10n, 0n],
  ])('divideHalfEven: %d by %d is %d', (dividend, divisor, expected) => {
    expect(divideHalfEven(dividend, divisor)).toBe(expected);
  });
});

describe('names of models', () => {
  it.each([
    ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
    ['global.anthropic.claude-opus-4-5-20251101-v1:0', 'claude-opus-4-5'],
    ['anthropic/claude-opus-5', 'claude-opus-5'],
    ['claude-opus-4-5@20251101', 'claude-opus-4-5'],
    ['claude-opus-4-6[1m]', 'claude-opus-4-6'],
    ['claude-3-5-haiku-latest', 'claude-3-5-haiku'],
    ['Claude-Opus-5', 'claude-opus-5'],
    // As Copilot, OpenRouter and Bedrock's regions for the government write them, and gateways that name a way to think.
    ['claude-sonnet-4.5', 'claude-sonnet-4-5'],
    ['anthropic/claude-opus-4.6', 'claude-opus-4-6'],
    ['anthropic/claude-3.7-sonnet:thinking', 'claude-3-7-sonnet'],
    ['anthropic/claude-sonnet-4.5:beta', 'claude-sonnet-4-5'],
    ['us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
    ['claude-sonnet-4-5-20250929-thinking', 'claude-sonnet-4-5'],
    // Another price each, or nobody's: as it stands.
    ['anthropic/claude-opus-4.6-fast', 'claude-opus-4-6-fast'],
    ['anthropic/claude-opus-5:free', 'claude-opus-5:free'],
    ['gpt-5.5', 'gpt-5.5'],
    ['moonshotai/kimi-k2-thinking', 'kimi-k2-thinking'],
    ['google/gemini-2.5-flash-preview:thinking', 'gemini-2.5-flash-preview:thinking'],
  ])('%s is %s', (logged, expected) => {
    expect(canonicalModel(logged)).toBe(expected);
  });

  it('a dated or vendor name costs what its model costs', () => {
    expect(micros({ model: 'claude-3-5-haiku-20241022', ...SAMPLE })).toBe(3280);
    expect(micros({ model: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0', ...SAMPLE })).toBe(4100);
  });

  it('a dotted name costs what its model costs', () => {
    expect(micros({ model: 'claude-sonnet-4.5', ...SAMPLE })).toBe(12_300);
    expect(micros({ model: 'anthropic/claude-haiku-4.5', ...SAMPLE })).toBe(4100);
    expect(micros({ model: 'anthropic/claude-opus-4.6-fast', ...SAMPLE })).toBeNull();
  });

  it('a model that nobody knows is unpriced and says so', () => {
    expect(price({ ...NOTHING_USED, model: 'claude-opus-9', inputTokens: 5 })).toEqual({
      unpricedBecause: 'no price for claude-opus-9',
    });
  });

  it('an event of a known model without tokens costs nothing, which is a price', () => {
    expect(micros({})).toBe(0);
  });
});

describe('the fallback', () => {
  const tenDollars = () => ({
    input: 10_000_000,
    output: 10_000_000,
    cacheWrite5m: 10_000_000,
    cacheWrite1h: 10_000_000,
    cacheRead: 10_000_000,
  });
  const withFallback = createPricer(PRICE_TABLE, tenDollars);

  it('prices only what the table does not name', () => {
    const fact = { ...NOTHING_USED, inputTokens: 1_000_000 };
    expect(withFallback(fact)).toEqual({ costMicros: 5_000_000 });
    expect(withFallback({ ...fact, model: 'gpt-9' })).toEqual({ costMicros: 10_000_000 });
  });

  it('is not asked for a mode whose price it cannot know', () => {
    for (const mode of ['fast', 'batch'] as const) {
      expect(withFallback({ ...NOTHING_USED, model: 'gpt-9', mode })).toHaveProperty(
        'unpricedBecause',
      );
    }
  });
});
