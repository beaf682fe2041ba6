/**
 * Prices of models that the dated table does not name, from the data inside `@pydantic/genai-prices`. It is
 * large, so it is loaded only when such a model turns up, and it never asks the network.
 */
import type * as GenaiPrices from '@pydantic/genai-prices';
import { canonicalModel, type FallbackPrices, type TokenPrices } from '../domain/pricing.ts';

type Library = Pick<typeof GenaiPrices, 'calcPrice'>;
type LibraryPrice = number | { base: number; tiers: readonly { start: number; price: number }[] };

/** Loads the library's data and returns the lookup over it. */
export async function loadFallbackPrices(): Promise<FallbackPrices> {
  const library = await import('@pydantic/genai-prices');
  return (model, atMs, promptTokenCount) => lookUp(library, model, atMs, promptTokenCount);
}

function lookUp(
  library: Library,
  model: string,
  atMs: number,
  promptTokenCount: number,
): TokenPrices | null {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const found = library.calcPrice(usage, model, { timestamp: new Date(atMs) });
  if (!found || !isTrusted(model, found.model.id)) return null;
  const prices = found.model_price as Readonly<Record<string, LibraryPrice | undefined>>;
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
