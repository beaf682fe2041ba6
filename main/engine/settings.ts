/** The settings as the engine uses them: noticed when any program changes them, changed without its own lock. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { displayContext } from '../../preload/contract/displayContext.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../preload/contract/settingsTree.ts';
import type {
  ParsedSettings,
  RejectedSetting,
  SettingChange,
} from '../../preload/contract/settingsTree.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Shell } from '../../preload/contract/snapshot.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import {
  changeSettings,
  readDocument,
  undoSettings,
  type ChangedSettings,
  type SavedSettings,
  type UndoneSettings,
} from '../domain/settingsJournal.ts';
import { openForSettings } from '../store/open.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { createSettingsWriter, type SettingsWriter } from '../store/settings.ts';
import type { Trouble } from './problemBook.ts';

/** Reads settings between looks, and changes them with the engine's own connection or a borrowed one. */
export function createSettingsDesk(dataFolder: string) {
  let seen: string | null = null;
  let parsed: ParsedSettings = { settings: DEFAULT_SETTINGS, rejected: [] };
  let failure: StoreFailure | null = null;

  function edit(
    own: SettingsWriter | null,
    work: (writer: SettingsWriter) => ChangedSettings | UndoneSettings,
  ): Outcome<null> {
    try {
      const answer = own ? work(own) : withSettingsWriter(dataFolder, work);
      return answer.ok ? { ok: true, value: null } : answer;
    } catch (error) {
      return { ok: false, message: storeFailureOf(error).message };
    }
  }

  return {
    /** Looks at what is saved now; @returns whether it is different from the last time */
    look(read: () => SavedSettings): boolean {
      try {
        const saved = read();
        failure = null;
        const text = `${saved.document ?? ''}\n${saved.preferences ?? ''}`;
        if (text === seen) return false;
        seen = text;
        parsed = readSettings(saved);
        return true;
      } catch (error) {
        failure = storeFailureOf(error);
        return false;
      }
    },
    /** What main acts on; null while nothing was read, when the defaults are only a guess. */
    shell: (): Shell | null => (seen === null ? null : shellOf(parsed.settings)),
    /** As of the last look. */
    parsed: (): ParsedSettings => parsed,
    failure: (): StoreFailure | null => failure,
    troubles: (): Trouble[] => refusedSettings(parsed.rejected),
    /** How to write figures and times. */
    display: (system: FormatContext): FormatContext =>
      displayContext(parsed.settings.appearance, system),
    /** @param atMs null: not to be taken back by `undo` */
    change: (
      own: SettingsWriter | null,
      changes: readonly SettingChange[],
      atMs: number | null,
    ): Outcome<null> => edit(own, (writer) => changeSaved(writer, changes, atMs)),
    undo: (own: SettingsWriter | null): Outcome<null> => edit(own, undoSaved),
  };
}

export type SettingsDesk = ReturnType<typeof createSettingsDesk>;

function shellOf({ appearance, startAtLogin, lookForUpdates }: Settings): Shell {
  const { theme, trayDigits, trayTitle, shortcut } = appearance;
  return { theme, trayDigits, trayTitle, shortcut, startAtLogin, lookForUpdates };
}

/** The saved settings, with what is wrong in them. */
export function readSettings(saved: SavedSettings): ParsedSettings {
  const { document, isReadable } = readDocument(saved);
  const parsed = parseSettings(document);
  const unreadable = {
    path: '',
    why: inEnglish('the saved settings cannot be read; the defaults hold'),
  };
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
  const settings = named.join('; ');
  const more = rejected.length - named.length;
  return [
    {
      kind: 'settings-refused',
      severity: 'notice',
      message:
        more > 0
          ? inEnglish(
              'Some saved settings are not used, and their defaults hold: {settings}, and {more} more.',
              { settings, more },
            )
          : inEnglish('Some saved settings are not used, and their defaults hold: {settings}.', {
              settings,
            }),
      path: null,
      count: rejected.length,
    },
  ];
}
