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

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
