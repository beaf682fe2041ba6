/**
 * Prices of models that the dated table does not name, from the data inside `@pydantic/genai-prices`. It is
 * large, so it is loaded only when such a model turns up, and it never asks the network.
 */
import type * as GenaiPrices from '@pydantic/genai-prices';
import { canonicalModel, type FallbackPrices, type TokenPrices } from '../domain/pricing.ts';

/** Prices change with it, so saved costs name it; a test holds it equal to what is installed. */
export const LIBRARY_VERSION = '0.1.8';

type Library = Pick<typeof GenaiPrices, 'calcPrice'>;
type LibraryPrice = number | { base: number; tiers: readonly { start: number; price: number }[] };
type LibraryPrices = Readonly<Record<string, LibraryPrice | undefined>>;

/** A log can hold any number of names. */
const MOST_NAMES = 1000;
/** The library wants to know a use; only its prices are taken. */
const ANY_USE = { input_tokens: 1, output_tokens: 1 };

/** Loads the library's data and returns the lookup over it. */
export async function loadFallbackPrices(): Promise<FallbackPrices> {
  const pricesOf = createModelPrices(await import('@pydantic/genai-prices'));
  return (model, atMs, promptTokenCount) => {
    const prices = pricesOf(model, atMs);
    return prices && tokenPrices(prices, promptTokenCount);
  };
}

/**
 * Prices of a model at an instant; null: nobody knows it. The library looks through all its models at each question,
 * which for a large history is half a minute: which one a name means is asked once.
 */
function createModelPrices(library: Library) {
  const known = new Map<string, ((atMs: number) => LibraryPrices | null) | null>();

  function find(model: string, atMs: number): ((atMs: number) => LibraryPrices | null) | null {
    const found = library.calcPrice(ANY_USE, model, { timestamp: new Date(atMs) });
    if (!found || !isTrusted(model, found.model.id)) return null;
    const { prices } = found.model;
    // Others hold from a day on, or at some hours of each day.
    if (!Array.isArray(prices)) return () => prices;
    const provider = { ...found.provider, models: [found.model] };
    return (whenMs) =>
      library.calcPrice(ANY_USE, model, { provider, timestamp: new Date(whenMs) })?.model_price ??
      null;
  }

  return (model: string, atMs: number): LibraryPrices | null => {
    let prices = known.get(model);
    if (prices === undefined) {
      prices = find(model, atMs);
      if (known.size < MOST_NAMES) known.set(model, prices);
    }
    return prices && prices(atMs);
  };
}

function tokenPrices(prices: LibraryPrices, promptTokenCount: number): TokenPrices | null {
  const price = (name: string) => microsAt(prices[name], promptTokenCount);
  const input = price('input_mtok');
  const output = price('output_mtok');
  if (input === null || output === null) return null;
  const cacheWrite5m = price('cache_write_mtok') ?? input;
  return {
    input,
    output,
    cacheWrite5m,
    cacheWrite1h: price('cache_write_1h_mtok') ?? cacheWrite5m,
    cacheRead: price('cache_read_mtok') ?? input,
  };
}

/**
 * The library matches Claude models by the beginning of their names, so that a new model would get the
 * price of an older one. An unknown model must stay unpriced.
 */
function isTrusted(model: string, matchedId: string): boolean {
  const canonical = firstOfLine(model);
  return !canonical.startsWith('claude') || canonical === firstOfLine(matchedId);
}

/** The library writes `claude-sonnet-4-0` for what is logged as `claude-sonnet-4-20250514`. */
function firstOfLine(model: string): string {
  return canonicalModel(model).replace(/-0$/, '');
}

function microsAt(price: LibraryPrice | undefined, promptTokenCount: number): number | null {
  if (price === undefined) return null;
  if (typeof price === 'number') return Math.round(price * 1_000_000);
  const tier = price.tiers.findLast(({ start }) => promptTokenCount > start);
  return Math.round((tier?.price ?? price.base) * 1_000_000);
}
