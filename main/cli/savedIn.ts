/** The saved settings, for commands that need no engine. */
import type { SavedSettings } from '../domain/settingsJournal.ts';
import { hasDatabase } from '../store/open.ts';
import { createSettingsReader } from '../store/settings.ts';
import { openToRead } from './openToRead.ts';

/** What is saved; nothing where there is no database yet, and then none is made. */
export function savedIn(dataFolder: string): SavedSettings {
  if (!hasDatabase(dataFolder)) return { document: null, journal: null, preferences: null };
  const database = openToRead(dataFolder);
  try {
    return createSettingsReader(database.connection)();
  } finally {
    database.close();
  }
}
