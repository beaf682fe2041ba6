/** The saved settings, for commands that need no engine. */
import { displayContext } from '../../preload/contract/displayContext.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import { DEFAULT_ASK_SECONDS } from '../domain/gate.ts';
import type { SavedSettings } from '../domain/settingsJournal.ts';
import { readSettings } from '../engine/settings.ts';
import { dataFolderOf } from '../platform/machine.ts';
import type { Machine } from '../ports.ts';
import { hasDatabase } from '../store/open.ts';
import { createSettingsReader } from '../store/settings.ts';
import { openToRead } from './openToRead.ts';

/** What is saved; nothing where there is no database yet, and then none is made. */
export function savedIn(dataFolder: string, waitMs?: number): SavedSettings {
  if (!hasDatabase(dataFolder)) return { document: null, journal: null, preferences: null };
  const database = openToRead(dataFolder, waitMs);
  try {
    return createSettingsReader(database.connection)();
  } finally {
    database.close();
  }
}

/** The command itself waits longer, and then says what is the matter: in these words or in the machine's. */
const CONTEXT_WAIT_MS = 300;

/** How the user wants to be spoken to; as the machine does where no settings can be read. */
export function savedContext(machine: Machine): FormatContext {
  try {
    const saved = savedIn(dataFolderOf(machine, process.platform), CONTEXT_WAIT_MS);
    const { settings } = readSettings(saved);
    return displayContext(settings.appearance, machine);
  } catch {
    // The words must come, above all those about a database that cannot be read.
    return machine;
  }
}

/**
 * How long the gate's hooks shall be able to wait for the user, and whether not knowing closes. Settings that cannot be
 * read must keep nobody from installing or removing them; the app says so when the hooks wait for a shorter time than
 * is set.
 */
export function savedGate(dataFolder: string): { askSeconds: number; isStrict: boolean } {
  try {
    const { gate } = readSettings(savedIn(dataFolder, CONTEXT_WAIT_MS)).settings;
    return { askSeconds: gate.askSeconds, isStrict: gate.strict };
  } catch {
    return { askSeconds: DEFAULT_ASK_SECONDS, isStrict: false };
  }
}
