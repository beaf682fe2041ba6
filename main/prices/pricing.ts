/** Prices for facts as they are saved; the large fallback is loaded when a model needs it. */
import {
  canonicalModel,
  createPricer,
  type FallbackPrices,
  type PriceableFact,
  type Pricing,
} from '../domain/pricing.ts';
import { loadFallbackPrices } from './fallbackPrices.ts';
import { PRICE_TABLE } from './priceTable.ts';

const TABLE_MODELS = new Set(PRICE_TABLE.rows.map(({ model }) => model));

function isInTable(model: string): boolean {
  return TABLE_MODELS.has(model) || TABLE_MODELS.has(canonicalModel(model));
}

/** Prices by the table that ships with this version. */
export function createPricing() {
  let fallback: FallbackPrices | null = null;
  const price = createPricer(PRICE_TABLE, (model, atMs, promptTokens) =>
    fallback ? fallback(model, atMs, promptTokens) : null,
  );
  return {
    version: PRICE_TABLE.version,
    /** When the table was last checked against its sources. */
    asOfMs: PRICE_TABLE.asOfMs,
    /** Whether the dated table names a model; others are priced by a general library, or not at all. */
    isInTable,
    /** Must be awaited before facts of these models are priced. */
    async prepare(models: Iterable<string>): Promise<void> {
      if (fallback) return;
      for (const model of models) {
        if (isInTable(model)) continue;
        fallback = await loadFallbackPrices();
        return;
      }
    },
    price: (fact: PriceableFact): Pricing => price(fact),
  };
}

export type PricingPort = ReturnType<typeof createPricing>;
