/** What each answer of a conversation carried, and what that cost at its own time. Pure. */
import { multiplyDivide } from '../money.ts';
import { costOf, type PriceableFact, type Pricing } from '../pricing.ts';
import { promptTokens } from '../usage.ts';
import type { CarriedContext } from './restart.ts';

const MILLION = 1_000_000;
/** Below this the cost of a context is too small to tell a price from; no maker's price changes there. */
const TELLING_TOKENS = 10_000;

/**
 * The contexts of answers in their order, with what a million tokens cost to read from and to write to the cache;
 * empty where a model has no price, because a sum would be a guess then. The price is that of the context's own size:
 * some models cost more from a length on.
 */
export function carriedContexts(
  answers: readonly PriceableFact[],
  price: (fact: PriceableFact) => Pricing,
): CarriedContext[] {
  function priceOf(
    answer: PriceableFact,
    kind: 'cacheReadTokens' | 'cacheWrite5mTokens',
    contextTokens: number,
  ): number | null {
    const isTelling = contextTokens >= TELLING_TOKENS;
    const tokens = isTelling ? contextTokens : MILLION;
    const costMicros = costOf(
      price({
        ...answer,
        inputTokens: 0,
        outputTokens: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
        cacheReadTokens: 0,
        webSearches: 0,
        [kind]: tokens,
        isSum: !isTelling,
      }),
    );
    return costMicros === null ? null : multiplyDivide(costMicros, MILLION, tokens);
  }
  const known = new Map<string, { read: number | null; write: number | null }>();
  const contexts: CarriedContext[] = [];
  for (const answer of answers) {
    const contextTokens = promptTokens(answer);
    const key = `${answer.model} ${answer.mode} ${Math.max(contextTokens, TELLING_TOKENS)}`;
    const prices = known.get(key) ?? {
      read: priceOf(answer, 'cacheReadTokens', contextTokens),
      write: priceOf(answer, 'cacheWrite5mTokens', contextTokens),
    };
    known.set(key, prices);
    if (prices.read === null || prices.write === null) return [];
    contexts.push({
      atMs: answer.atMs,
      contextTokens,
      cacheReadPrice: prices.read,
      cacheWritePrice: prices.write,
    });
  }
  return contexts;
}
