/** The sums that long histories open from, a step a look. */
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Tables } from './database.ts';
import { createUntouched } from './untouched.ts';

/** What was seen of each open database; gone with it. */
const seen = new WeakMap<object, ReturnType<typeof createUntouched>>();

/**
 * Makes one step, unless nothing was written since the last one.
 * @returns what went wrong. Nothing is lost by it: readers sum the rest themselves
 */
export function sumUp(tables: Pick<Tables, 'writing' | 'reader'>): StoreFailure | null {
  if (tables.writing === null) return null;
  const untouched = seen.get(tables) ?? createUntouched();
  seen.set(tables, untouched);
  try {
    if (!untouched.since(tables)) tables.writing.rollup.step();
    return null;
  } catch (error) {
    untouched.forget();
    return storeFailureOf(error);
  }
}
