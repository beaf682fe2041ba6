/** What a model's name says about its relatives, without knowing any maker. Pure. */
import { canonicalModel } from '../pricing.ts';

export type ModelLine = {
  /** First word: `claude`, `gpt`. */
  readonly maker: string;
  /** All words without the numbers: `claude opus`. */
  readonly line: string;
  /** The numbers in their order: `[5, 5]`. */
  readonly version: readonly number[];
};

/** Null: the name has no word to go by. */
export function modelLine(model: string): ModelLine | null {
  const parts = canonicalModel(model)
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
  const words = parts.filter((part) => !/^\d+$/.test(part));
  const [maker] = words;
  if (maker === undefined) return null;
  return { maker, line: words.join(' '), version: parts.filter(isNumber).map(Number) };
}

function isNumber(part: string): boolean {
  return /^\d+$/.test(part);
}

/** Below zero: the first is the earlier version. */
export function compareVersions(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
