import { describe, expect, it } from 'vitest';
import type { PriceableFact } from '../../../main/domain/pricing.ts';
import { microsOf, PRICE_TABLE } from '../../../main/prices/priceTable.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { NOTHING_USED } from '../../fixtures/priceableFact.ts';

async function micros(model: string, fact: Partial<PriceableFact>): Promise<number | null> {
  const pricing = createPricing();
  await pricing.prepare([model]);
  const price = pricing.price({ ...NOTHING_USED, model, ...fact });
  return 'costMicros' in price ? price.costMicros : null;
}

describe('models of other vendors are priced by the library', () => {
  it.each([
    // 1.25 in, 10 out, 0.125 from the cache
    ['gpt-5', 1250 + 2000 + 1250],
    ['gpt-5-codex', 1250 + 2000 + 1250],
    // 1.75 in, 14 out, 0.175 from the cache
    ['gpt-5.3-codex', 1750 + 2800 + 1750],
  ])('%s', async (model, expected) => {
    const usage = { inputTokens: 1000, outputTokens: 200, cacheReadTokens: 10_000 };
    expect(await micros(model, usage)).toBe(expected);
  });

  it('a dearer tier of theirs goes by the whole prompt', async () => {
    const small = await micros('gpt-5.4', { inputTokens: 1000, cacheReadTokens: 1000 });
    const large = await micros('gpt-5.4', { inputTokens: 1000, cacheReadTokens: 1_000_000 });
    expect(small).toBe(2500 + 250);
    expect(large).toBe(5000 + 500_000);
  });
});

it('a session of Droid on gpt-5.5 is not priced as one huge request', async () => {
  const session = { inputTokens: 300_000, outputTokens: 20_000, cacheReadTokens: 1_500_000 };
  // 300,000 × 5 + 20,000 × 30 + 1,500,000 × 0.5
  expect(await micros('gpt-5.5', { ...session, isSum: true })).toBe(2_850_000);
});

describe('a seller before the name', () => {
  it.each([
    ['openai/gpt-5.5', 5000],
    ['openai/gpt-4o', 2500],
    ['openai/gpt-5-codex', 1250],
    ['openrouter/openai/gpt-5.5', 5000],
    ['google/gemini-2.5-pro', 1250],
    ['models/gemini-2.5-pro', 1250],
    ['x-ai/grok-4', 3000],
    ['moonshotai/kimi-k2', 570],
    ['anthropic/claude-3.7-sonnet', 3000],
    ['claude-3.7-sonnet', 3000],
    // The offer has a name and a price of its own.
    ['openai/gpt-4o:extended', 6000],
  ])('%s costs what its model costs', async (model, expected) => {
    expect(await micros(model, { inputTokens: 1000 })).toBe(expected);
  });

  it.each([
    // Free, or another price.
    ...['google/gemini-2.5-pro:free', 'deepseek/deepseek-chat:free', 'openai/gpt-oss-20b:free'],
    ...['moonshotai/kimi-k2.6:free', 'mistralai/mistral-nemo:free', 'openai/gpt-5.5:online'],
    ...['google/gemini-2.5-flash-preview:thinking', 'anthropic/claude-3.7-sonnet:free'],
    // Of others than the one whose name they begin with, and by sellers that nobody knows.
    ...['deepseek/deepseek-r1-distill-qwen-32b', 'google/gemini-2.5-pro-next', 'openai/gpt-5.99'],
    ...[
      'somebody/gpt-5.5',
      'qwen/qwen3-coder',
      'openrouter/auto',
      'openai/',
      '/',
      'google/gpt-5.5',
    ],
    ...['anthropic/claude-opus-4.9', 'anthropic/claude-3.7-sonnet-fast'],
  ])('%s is unpriced', async (model) => {
    expect(await micros(model, { inputTokens: 1000 })).toBeNull();
  });

  it.each(['deepseek-r1:free', 'deepseek-r1:14b', 'gemini-2.5-flash-preview:thinking'])(
    '%s is another offer without a seller too',
    async (model) => {
      expect(await micros(model, { inputTokens: 1000 })).toBeNull();
    },
  );
});

describe('Claude models are never guessed', () => {
  it('sonnet 5.5 has its own price, not that of sonnet 5 which the library would take', async () => {
    expect(await micros('claude-sonnet-5-5', { cacheReadTokens: 1_000_000 })).toBe(100_000);
  });

  it('sonnet 4.5 has no surcharge for long prompts', async () => {
    expect(await micros('claude-sonnet-4-5', { inputTokens: 300_000 })).toBe(900_000);
  });

  it.each(['claude-sonnet-5-9', 'claude-opus-7', 'claude-fable-6', 'claude', 'sonnet', 'opus'])(
    '%s is unpriced',
    async (model) => {
      expect(await micros(model, { inputTokens: 1000 })).toBeNull();
    },
  );

  it.each([
    ['claude-sonnet-4-20250514', 3_000],
    ['claude-3-7-sonnet-20250219', 3_000],
    ['claude-3-opus-20240229', 15_000],
  ])('%s, which is old but known, has its price', async (model, expected) => {
    expect(await micros(model, { inputTokens: 1000 })).toBe(expected);
  });
});

describe('what is unknown stays unpriced', () => {
  it.each(['unknown', '', 'gpt-99', 'gpt-5.99', '__proto__', 'constructor', '../../etc/passwd'])(
    '%j',
    async (model) => {
      expect(await micros(model, { inputTokens: 1000 })).toBeNull();
    },
  );
});

describe('the table', () => {
  it('has integers only', () => {
    for (const { prices } of PRICE_TABLE.rows) {
      for (const value of Object.values(prices)) expect(Number.isSafeInteger(value)).toBe(true);
    }
  });

  it('refuses a price finer than a micro-dollar a million tokens', () => {
    expect(microsOf(0.125)).toBe(125_000);
    expect(() => microsOf(0.123_456_78)).toThrow(RangeError);
  });

  it('leaves no gap between the dated rows of a model', () => {
    const dated = PRICE_TABLE.rows.filter(({ model }) => model === 'claude-sonnet-5-5');
    expect(dated.map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual([
      [null, Date.UTC(2026, 9, 7)],
      [Date.UTC(2026, 9, 7), null],
    ]);
  });
});
