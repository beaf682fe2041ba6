/** The database for a command that only asks. */
import { openDatabase, openForSettings, type OpenDatabase } from '../store/open.ts';
import { StoreError } from '../store/problems.ts';

/**
 * A database of an earlier version is brought up first, as any command does, if nobody else uses it.
 * @param waitMs how long to wait for a program that has locked it
 * @throws StoreError or SQLite's error when it cannot be read
 */
export function openToRead(dataFolder: string, waitMs?: number): OpenDatabase {
  try {
    return openDatabase(dataFolder, 'read', waitMs);
  } catch (error) {
    // Locked: waiting a second time would not help either.
    const isLocked = !(error instanceof StoreError) || error.cause !== undefined;
    if (isLocked || error.failure.kind !== 'database-busy') throw error;
    return openForSettings(dataFolder);
  }
}
