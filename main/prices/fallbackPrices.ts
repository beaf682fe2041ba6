/**
 * Prices of models that the dated table does not name, from the data inside `@pydantic/genai-prices`. It is
 * large, so it is loaded only when such a model turns up, and it never asks the network.
 */
import type * as GenaiPrices from '@pydantic/genai-prices';
import { canonicalModel, type FallbackPrices, type TokenPrices } from '../domain/pricing.ts';

/** Prices change with it, so saved costs name it; a test holds it equal to what is installed. */
export const LIBRARY_VERSION = '0.1.8';

type Library = Pick<typeof GenaiPrices, 'calcPrice' | 'findProvider'>;
type LibraryModel = GenaiPrices.ModelInfo;
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
    const timestamp = new Date(atMs);
    for (const { name, seller, isTrusted } of questionsOf(library, model)) {
      const found = library.calcPrice(ANY_USE, name, { ...seller, timestamp });
      if (!found || !isTrusted(found.model)) continue;
      const { prices } = found.model;
      // Others hold from a day on, or at some hours of each day.
      if (!Array.isArray(prices)) return () => prices;
      const provider = { ...found.provider, models: [found.model] };
      return (whenMs) =>
        library.calcPrice(ANY_USE, name, { provider, timestamp: new Date(whenMs) })?.model_price ??
        null;
    }
    return null;
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

/** One way to ask the library for a model, and which answer to it may be taken for the model's own. */
type Question = {
  readonly name: string;
  readonly seller?: { readonly provider: GenaiPrices.Provider };
  readonly isTrusted: (found: LibraryModel) => boolean;
};

/**
 * What the library is asked, the first good answer is taken: the name as it was logged, then what stands behind the
 * last slash (`openai/gpt-5.5`), of the seller that stands before it. A model must stay unpriced rather than have the
 * price of another one.
 *
 * - The library matches Claude models by the beginning of their names, so that a new model would get the price of an older
 *   one: they must be the same but for a date.
 * - So it does with many that have a seller's name in front, such as small models made from a large one: there it must
 *   name this very model.
 * - What follows a colon is another offer (`:free`, `:thinking`, the size of a model on this machine): it must be the
 *   library's own name for it. Bedrock's `:0` is a number of the version.
 */
function questionsOf(library: Library, model: string): Question[] {
  const slash = model.lastIndexOf('/');
  const name = model.slice(slash + 1);
  const canonical = canonicalModel(model);
  if (canonical.startsWith('claude')) {
    const isTrusted = ({ id }: LibraryModel) => firstOfLine(model) === firstOfLine(id);
    return [model, canonical].map((asked) => ({ name: asked, isTrusted }));
  }
  const isOffer = /:(?!\d+$)/.test(name);
  const isOwnName = ({ id }: LibraryModel) => id === name;
  const asLogged = { name: model, isTrusted: isOffer ? isOwnName : () => true };
  const provider = slash < 0 ? undefined : sellerOf(library, model.slice(0, slash));
  if (provider === undefined) return [asLogged];
  const isNamed = ({ id, match }: LibraryModel) => id === name || isEqualTo(match, name);
  return [asLogged, { name, seller: { provider }, isTrusted: isOffer ? isOwnName : isNamed }];
}

/** Google writes its own models as `models/gemini-…`. */
function sellerOf(library: Library, prefix: string): GenaiPrices.Provider | undefined {
  const seller = prefix.replace(/^.*\//, '').toLowerCase();
  return library.findProvider({ providerId: seller === 'models' ? 'google' : seller });
}

/** Whether the library names a model so, instead of matching it by a part of its name. */
function isEqualTo(match: GenaiPrices.MatchLogic, name: string): boolean {
  if ('equals' in match) return match.equals === name;
  return 'or' in match && match.or.some((one) => isEqualTo(one, name));
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
