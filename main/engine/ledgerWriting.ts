/** Entries are written beside the writer's lock, as settings are (docs/adr/0007). */
import type { LedgerEntry } from '../domain/ledger/entries.ts';
import { createLedgerWriter, type Appended } from '../store/ledger.ts';
import { openForSettings } from '../store/open.ts';

/**
 * Appends entries, all or none, whoever holds the lock.
 * @throws StoreError or SQLite's error; RangeError for an entry that cannot stand in a ledger
 */
export function appendEntries(
  dataFolder: string,
  entries: readonly LedgerEntry[],
  nowMs: number,
): Appended[] {
  const database = openForSettings(dataFolder);
  try {
    return createLedgerWriter(database.connection).append(entries, nowMs);
  } finally {
    database.close();
  }
}
