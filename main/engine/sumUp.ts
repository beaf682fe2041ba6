/** The sums that long histories open from, a step a look. */
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Tables } from './database.ts';
import { createUntouched } from './untouched.ts';

/** @returns a function that makes one step and tells what went wrong; a lost one costs nothing: readers sum the rest */
export function createSummer(): (tables: Tables) => StoreFailure | null {
  const untouched = createUntouched();
  return (tables) => {
    if (tables.writing === null || untouched.since(tables)) return null;
    try {
      tables.writing.rollup.step();
      return null;
    } catch (error) {
      untouched.forget();
      return storeFailureOf(error);
    }
  };
}
