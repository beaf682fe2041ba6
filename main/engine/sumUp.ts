/** The sums that long histories open from, a step a look. */
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Tables } from './database.ts';

/** Makes one step; @returns what went wrong. Nothing is lost by it: readers sum the rest themselves. */
export function sumUp({ writing }: Pick<Tables, 'writing'>): StoreFailure | null {
  try {
    writing?.rollup.step();
    return null;
  } catch (error) {
    return storeFailureOf(error);
  }
}
