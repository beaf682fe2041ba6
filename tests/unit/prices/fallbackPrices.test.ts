/** Prices of the library, of which each model is looked for once: as if it were asked each time. */
import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadFallbackPrices } from '../../../main/prices/fallbackPrices.ts';

/** With one price, with prices from a day on, with cheaper hours, with tiers, and unknown. */
const MODELS = [
  ...['gpt-5', 'gpt-5-codex', 'gpt-5.4', 'openai/gpt-4o', 'gemini-2.5-pro', 'kimi-k2', 'grok-4'],
  ...['o3', 'deepseek-chat', 'deepseek-reasoner', 'nobody-1', ''],
];

function asked(model: string, atMs: number) {
  const [name = '', providerId] = model.split('/').toReversed();
  const seller = providerId === undefined ? {} : { providerId };
  const found = calcPrice({ input_tokens: 1e6 }, name, { ...seller, timestamp: new Date(atMs) });
  return found && found.input_price;
}

it('are the library’s own, in whatever order models and times are asked for', async () => {
  const prices = await loadFallbackPrices();
  const seen = new Map<string, Set<number>>();
  const time = { min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 10, 1) };
  fc.assert(
    fc.property(fc.constantFrom(...MODELS), fc.integer(time), (model, atMs) => {
      const [own, direct] = [prices(model, atMs, 1e6), asked(model, atMs)];
      expect(own === null).toBe(direct === null);
      if (own === null || direct === null) return;
      expect(own.input / 1e6).toBeCloseTo(direct, 6);
      seen.set(model, (seen.get(model) ?? new Set()).add(own.input));
    }),
    { numRuns: 3000 },
  );
  // Otherwise the times would prove nothing.
  expect([...seen.values()].some((inputs) => inputs.size > 1)).toBe(true);
});
