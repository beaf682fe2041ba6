/** The settings as the engine uses them: noticed when any program changes them, changed without its own lock. */
import { displayContext } from '../../preload/contract/displayContext.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../preload/contract/settingsTree.ts';
import type { ParsedSettings, RejectedSetting } from '../../preload/contract/settingsTree.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import {
  changeSettings,
  readDocument,
  undoSettings,
  type ChangedSettings,
  type SavedSettings,
  type SettingChange,
  type UndoneSettings,
} from '../domain/settingsJournal.ts';
import { openForSettings } from '../store/open.ts';
import { createSettingsWriter, type SettingsWriter } from '../store/settings.ts';
import type { Trouble } from './problemBook.ts';

/** Remembers the settings between looks. */
export function createSettingsWatch() {
  let seen: string | null = null;
  let parsed: ParsedSettings = { settings: DEFAULT_SETTINGS, rejected: [] };
  return {
    /** Takes what is saved now; @returns whether it is different from the last time */
    look(saved: SavedSettings): boolean {
      const text = `${saved.document ?? ''}\n${saved.preferences ?? ''}`;
      if (text === seen) return false;
      seen = text;
      parsed = readSettings(saved);
      return true;
    },
    settings: (): Settings => parsed.settings,
    /** How to write figures and times. */
    display: (system: FormatContext): FormatContext =>
      displayContext(parsed.settings.appearance, system),
    troubles: (): Trouble[] => refusedSettings(parsed.rejected),
  };
}

export type SettingsWatch = ReturnType<typeof createSettingsWatch>;

/** The saved settings, with what is wrong in them. */
export function readSettings(saved: SavedSettings): ParsedSettings {
  const { document, isReadable } = readDocument(saved);
  const parsed = parseSettings(document);
  const unreadable = { path: '', why: 'the saved settings cannot be read; the defaults hold' };
  return isReadable ? parsed : { ...parsed, rejected: [unreadable, ...parsed.rejected] };
}

/**
 * Changes settings, all or none. @param atMs null: not to be taken back by `undoSaved`
 * @throws SQLite's error when it cannot be saved
 */
export function changeSaved(
  writer: SettingsWriter,
  changes: readonly SettingChange[],
  atMs: number | null,
): ChangedSettings {
  return writer.editSettings((saved) => {
    const answer = changeSettings(saved, changes, atMs);
    return { next: answer.ok ? answer.next : null, answer };
  });
}

/** Takes the latest change back. @throws SQLite's error when it cannot be saved */
export function undoSaved(writer: SettingsWriter): UndoneSettings {
  return writer.editSettings((saved) => {
    const answer = undoSettings(saved);
    return { next: answer.ok ? answer.next : null, answer };
  });
}

/**
 * Lends a writer for settings, whoever holds the lock.
 * @throws StoreError or SQLite's error
 */
export function withSettingsWriter<T>(dataFolder: string, work: (writer: SettingsWriter) => T): T {
  const database = openForSettings(dataFolder);
  try {
    return work(createSettingsWriter(database.connection));
  } finally {
    database.close();
  }
}

function refusedSettings(rejected: readonly RejectedSetting[]): Trouble[] {
  if (rejected.length === 0) return [];
  const named = rejected
    .slice(0, 3)
    .map(({ path, why }) => (path === '' ? why : `${path} (${why})`));
  const more = rejected.length > named.length ? `, and ${rejected.length - named.length} more` : '';
  return [
    {
      kind: 'settings-refused',
      severity: 'notice',
      message: `Some saved settings are not used, and their defaults hold: ${named.join('; ')}${more}.`,
      path: null,
      count: rejected.length,
    },
  ];
}
