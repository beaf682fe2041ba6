/** Model names as providers, windows and price tables write them, compared without knowing any vendor. */
import { canonicalModel } from './pricing.ts';

/**
 * Whether a model is the one that a provider's limit names. A limit names a family (`Opus`, `Fable`), a log
 * names one model of it (`...-opus-5-5-20261101`); all words of the limit's name must stand in the model's.
 */
export function isModelOf(limitName: string, model: string): boolean {
  const words = wordsOf(limitName);
  const parts = new Set(wordsOf(canonicalModel(model)));
  return words.length > 0 && words.every((word) => parts.has(word));
}

/**
 * Whether what is said of one model, or of all (null), is about requests to another. A limit, or an answer to the
 * question about it, concerns only requests that are known to use its model.
 */
export function concernsModel(limitName: string | null, model: string | null): boolean {
  return limitName === null || (model !== null && isModelOf(limitName, model));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
