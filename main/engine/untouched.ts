/** Sparing work that can find nothing: what follows from the database is the same while nobody writes to it. */
import type { Tables } from './database.ts';

type Marked = { readonly reader: Pick<Tables['reader'], 'changeMark'> };

export function createUntouched() {
  let seen: readonly unknown[] | null = null;

  return {
    /**
     * Whether nothing was written since the last call. Asked before the work, so that what the work itself writes
     * brings it back once more.
     * @param others what the work follows from beside the database; compared by identity
     */
    since(tables: Marked, ...others: readonly unknown[]): boolean {
      const before = seen;
      const now = [tables, tables.reader.changeMark(), ...others];
      seen = now;
      return before !== null && now.every((one, index) => one === before[index]);
    },
    /** The work failed and must be tried again. */
    forget(): void {
      seen = null;
    },
  };
}
