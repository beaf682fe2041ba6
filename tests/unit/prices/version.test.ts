/** Saved costs are made new when the version changes: it must name everything that they depend on. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { costOf, type PriceableFact } from '../../../main/domain/pricing.ts';
import { LIBRARY_VERSION } from '../../../main/prices/fallbackPrices.ts';
import { PRICE_TABLE } from '../../../main/prices/priceTable.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { NOTHING_USED } from '../../fixtures/priceableFact.ts';

const LIBRARY = path.join(
  import.meta.dirname,
  '../../../node_modules/@pydantic/genai-prices/package.json',
);

it('names the library as it is installed, so that an update prices again', () => {
  const { version } = JSON.parse(fs.readFileSync(LIBRARY, 'utf8')) as { version: string };
  expect(LIBRARY_VERSION).toBe(version);
  expect(createPricing().version()).toContain(`genai-prices ${version}`);
});

it('is not the table’s alone, under which earlier versions saved costs by other rules', () => {
  const version = createPricing().version();
  expect(version).toMatch(/, rules \d+, /);
  expect(version.startsWith(PRICE_TABLE.version)).toBe(true);
  expect(version).not.toBe(PRICE_TABLE.version);
});

it('has a number of rules that stands for these costs: whoever changes one of them raises it', async () => {
  const samples: [model: string, Partial<PriceableFact>][] = [
    ['claude-opus-4-5', { mode: 'batch' }],
    ['claude-opus-4-5', { isUsOnly: true }],
    ['anthropic/claude-opus-4.5', {}],
    ['us-gov.anthropic.claude-opus-4-5-20251101-v1:0', {}],
    ['gpt-5.4', { isSum: true }],
    ['openai/gpt-5.4', {}],
    ['deepseek-r1:free', {}],
  ];
  const pricing = createPricing();
  await pricing.prepare(['gpt-5.4']);
  const use = { inputTokens: 400_000, outputTokens: 1000, cacheReadTokens: 10_000 };
  const costs = samples.map(([model, fact]) =>
    costOf(pricing.price({ ...NOTHING_USED, model, ...use, ...fact })),
  );
  expect({ rules: /rules (\d+)/.exec(pricing.version())?.[1], costs }).toEqual({
    rules: '5',
    costs: [1_015_000, 2_233_000, 2_030_000, 2_030_000, 1_017_500, 2_027_500, null],
  });
});
