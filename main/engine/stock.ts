/** What could not be read and what has no price: counted when something was read, since it goes through whole tables. */
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Reader } from '../store/read.ts';

export type Stock = {
  readonly refusedLines: number;
  readonly unpricedModels: readonly string[];
};

export function createStock() {
  let counts: Stock = { refusedLines: 0, unpricedModels: [] };
  let isOld = true;
  let failure: StoreFailure | null = null;
  return {
    /** Something was read since: the next call of `take` counts. */
    outdate(): void {
      isOld = true;
    },
    /** @param isOurs false: another program writes, and may have read something without telling */
    take(reader: Reader, isOurs: boolean): void {
      if (isOurs && !isOld) return;
      try {
        counts = { refusedLines: reader.refusedLines(), unpricedModels: reader.unpricedModels() };
        isOld = false;
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
    },
    counts: (): Stock => counts,
    failure: (): StoreFailure | null => failure,
  };
}
