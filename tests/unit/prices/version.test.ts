/** Saved costs are made new when the version changes: it must name everything that they depend on. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LIBRARY_VERSION } from '../../../main/prices/fallbackPrices.ts';
import { PRICE_TABLE } from '../../../main/prices/priceTable.ts';
import { createPricing } from '../../../main/prices/pricing.ts';

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
