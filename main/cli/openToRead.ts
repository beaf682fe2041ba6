/** The database for a command that only asks. */
import { openDatabase, openForSettings, type OpenDatabase } from '../store/open.ts';
import { storeFailureOf } from '../store/problems.ts';

/**
 * A database of an earlier version is brought up first, as any command does, if nobody else uses it.
 * @throws StoreError or SQLite's error when it cannot be read
 */
export function openToRead(dataFolder: string): OpenDatabase {
  try {
    return openDatabase(dataFolder, 'read');
  } catch (error) {
    if (storeFailureOf(error).kind !== 'database-busy') throw error;
    return openForSettings(dataFolder);
  }
}
