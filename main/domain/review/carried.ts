/** What each answer of a conversation carried, and what that cost at its own time. Pure. */
import { costOf, type PriceableFact, type Pricing } from '../pricing.ts';
import { promptTokens } from '../usage.ts';
import type { CarriedContext } from './restart.ts';

const MILLION = 1_000_000;

/**
 * The contexts of answers in their order, with what a million tokens cost to read from and to write to the cache;
 * empty where a model has no price, because a sum would be a guess then.
 */
export function carriedContexts(
  answers: readonly PriceableFact[],
  price: (fact: PriceableFact) => Pricing,
): CarriedContext[] {
  const priceOf = (answer: PriceableFact, kind: 'cacheReadTokens' | 'cacheWrite5mTokens') =>
    costOf(
      price({
        ...answer,
        inputTokens: 0,
        outputTokens: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
        cacheReadTokens: 0,
        webSearches: 0,
        [kind]: MILLION,
      }),
    );
  const known = new Map<string, { read: number | null; write: number | null }>();
  const contexts: CarriedContext[] = [];
  for (const answer of answers) {
    const key = `${answer.model} ${answer.mode}`;
    const prices = known.get(key) ?? {
      read: priceOf(answer, 'cacheReadTokens'),
      write: priceOf(answer, 'cacheWrite5mTokens'),
    };
    known.set(key, prices);
    if (prices.read === null || prices.write === null) return [];
    contexts.push({
      atMs: answer.atMs,
      contextTokens: promptTokens(answer),
      cacheReadPrice: prices.read,
      cacheWritePrice: prices.write,
    });
  }
  return contexts;
}
