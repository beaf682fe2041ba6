/** Prices for facts as they are saved; the large fallback is loaded when a model needs it. */
import {
  canonicalModel,
  createPricer,
  type FallbackPrices,
  type PriceableFact,
  type Pricing,
} from '../domain/pricing.ts';
import { ownRows, versionWith, type OwnPrices } from '../domain/ownPrices.ts';
import { LIBRARY_VERSION, loadFallbackPrices } from './fallbackPrices.ts';
import { PRICE_TABLE } from './priceTable.ts';

/**
 * How a price is found and what is reckoned with it. To be raised with every change after which a saved event would
 * cost something else: costs are saved, and only another version makes them new.
 */
const RULES = 5;

/** Names all that a cost depends on beside the user's own prices. */
const VERSION = `${PRICE_TABLE.version}, rules ${RULES}, genai-prices ${LIBRARY_VERSION}`;

const TABLE_MODELS = new Set(PRICE_TABLE.rows.map(({ model }) => model));

function isInTable(model: string): boolean {
  return TABLE_MODELS.has(model) || TABLE_MODELS.has(canonicalModel(model));
}

/** Prices by the table that ships with this version, the user's own before it. */
export function createPricing() {
  let fallback: FallbackPrices | null = null;
  let version = VERSION;
  let own: ((fact: PriceableFact) => Pricing) | null = null;
  const price = createPricer(PRICE_TABLE, (model, atMs, promptTokens) =>
    fallback ? fallback(model, atMs, promptTokens) : null,
  );
  return {
    /** Names table, rules, library and own prices; events priced under another version are priced again. */
    version: (): string => version,
    /** Takes the user's own prices, by their key in the settings. */
    use(prices: OwnPrices): void {
      const next = versionWith(VERSION, prices);
      if (next === version) return;
      version = next;
      const rows = ownRows(prices, PRICE_TABLE);
      own = rows.length === 0 ? null : createPricer({ ...PRICE_TABLE, rows }, () => null);
    },
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
    price: (fact: PriceableFact): Pricing => {
      const found = own?.(fact);
      return found && 'costMicros' in found ? found : price(fact);
    },
  };
}

export type PricingPort = ReturnType<typeof createPricing>;
