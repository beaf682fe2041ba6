/** Where a new conversation would have been cheaper than carrying the old one on. Pure. */
import type { RestartAdvice } from '../../../preload/contract/review/sessions.ts';

/** What the context of one answer cost to carry. Prices in micro-dollars per million tokens. */
export type CarriedContext = {
  readonly atMs: number;
  readonly contextTokens: number;
  readonly cacheReadPrice: number;
  readonly cacheWritePrice: number;
};

/** Below it, going on is not worth a word. */
export const LEAST_SAVING_MICROS = 250_000;
/** A conversation shorter than this was not long. */
const LEAST_ANSWERS = 10;
const MICROS = 1_000_000n;

/**
 * The answer at which a new conversation would have saved most; null where none would have saved enough.
 *
 * Assumed: the new one begins with as much context as this one's first answer had, writes that to the cache once,
 * and grows as this one grew. So each later answer reads `context - fresh` tokens less from the cache. What would
 * have had to be explained again is not in it, which is why small savings are not named.
 *
 * @param answers of the main conversation, in order
 */
export function restartAdvice(answers: readonly CarriedContext[]): RestartAdvice | null {
  const freshTokens = answers[0]?.contextTokens ?? 0;
  if (answers.length < LEAST_ANSWERS || freshTokens === 0) return null;
  let best: RestartAdvice | null = null;
  // From the end: what one token less would have saved over all later answers of the same conversation.
  let readPrices = 0n;
  for (let index = answers.length - 1; index > 0; index -= 1) {
    const { atMs, contextTokens, cacheReadPrice, cacheWritePrice } = answers[
      index
    ] as CarriedContext;
    readPrices += BigInt(cacheReadPrice);
    const carried = BigInt(contextTokens - freshTokens);
    const picos = carried * readPrices - BigInt(freshTokens) * BigInt(cacheWritePrice);
    const savingMicros = Number(picos / MICROS);
    if (savingMicros > (best?.savingMicros ?? LEAST_SAVING_MICROS - 1)) {
      const answersAfter = answers.length - index;
      best = { index, atMs, contextTokens, freshTokens, savingMicros, answersAfter };
    }
    // A drop of the context is a compaction: what came before it does not carry beyond it.
    const before = answers[index - 1]?.contextTokens ?? 0;
    if (contextTokens < before * 0.6) readPrices = 0n;
  }
  return best;
}
