/** Changes to the saved settings, each remembered so that it can be taken back. Texts in, texts out. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import { SETTINGS_VERSION } from '../../preload/contract/settings.ts';
import {
  applyChange,
  isDocument,
  undoPatch,
  type SettingChange,
  type SettingsDocument,
  type SettingsPatch,
} from '../../preload/contract/settingsTree.ts';

/** What the store keeps, as it keeps it; null where there is nothing yet. */
export type SavedSettings = {
  readonly document: string | null;
  readonly journal: string | null;
  /** How the first versions kept their one preference; taken over, then gone. */
  readonly preferences: string | null;
};

/** What a change writes. */
export type NextSettings = {
  readonly document: string;
  readonly journal: string;
  /** A saved text that could not be read and is being replaced, to be kept aside; null: there is none. */
  readonly unreadable: string | null;
};

type JournalEntry = { readonly atMs: number; readonly patches: readonly SettingsPatch[] };

type Refusal = { readonly ok: false; readonly message: string };
export type ChangedSettings = { readonly ok: true; readonly next: NextSettings } | Refusal;
export type UndoneSettings =
  | {
      readonly ok: true;
      readonly next: NextSettings;
      readonly paths: readonly SettingPath[];
      /** When the change that is taken back was made. */
      readonly changedAtMs: number;
    }
  | Refusal;

/** Changes that can be taken back; the oldest is forgotten first. */
export const KEPT_CHANGES = 20;

/** The saved document, whatever stands in the store. `isReadable` is false for a text that is no document. */
export function readDocument({ document, preferences }: Omit<SavedSettings, 'journal'>): {
  readonly document: SettingsDocument;
  readonly isReadable: boolean;
} {
  if (document !== null) {
    const saved = jsonOf(document);
    return isDocument(saved)
      ? { document: saved, isReadable: true }
      : { document: {}, isReadable: false };
  }
  const earlier = preferences === null ? null : jsonOf(preferences);
  const isClock = isDocument(earlier) && earlier['resetDisplay'] === 'clock';
  return {
    document: isClock ? { appearance: { resetDisplay: 'clock' } } : {},
    isReadable: true,
  };
}

/**
 * Makes all changes or none.
 * @param atMs null: not remembered, because the same click takes it back
 */
export function changeSettings(
  saved: SavedSettings,
  changes: readonly SettingChange[],
  atMs: number | null,
): ChangedSettings {
  let { document } = readDocument(saved);
  const patches: SettingsPatch[] = [];
  for (const { path, value } of changes) {
    const changed = applyChange(document, path, value);
    if (!changed.ok) return changed;
    document = changed.document;
    patches.push(changed.patch);
  }
  const journal = journalOf(saved.journal);
  const entries = atMs === null ? journal : [...journal, { atMs, patches }].slice(-KEPT_CHANGES);
  return { ok: true, next: nextOf(saved, document, entries) };
}

/** Takes the latest remembered change back. */
export function undoSettings(saved: SavedSettings): UndoneSettings {
  const journal = journalOf(saved.journal);
  const last = journal.at(-1);
  if (!last) return { ok: false, message: inEnglish('There is no change left to take back.') };
  const document = last.patches.reduceRight(
    (changed, patch) => undoPatch(changed, patch),
    readDocument(saved).document,
  );
  return {
    ok: true,
    next: nextOf(saved, document, journal.slice(0, -1)),
    paths: last.patches.map(({ path }) => path),
    changedAtMs: last.atMs,
  };
}

function nextOf(
  saved: SavedSettings,
  document: SettingsDocument,
  journal: readonly JournalEntry[],
): NextSettings {
  const version = document['version'];
  // A newer Tollgate's number stays: it knows what it wrote.
  const isNewer = typeof version === 'number' && version > SETTINGS_VERSION;
  return {
    document: JSON.stringify(isNewer ? document : { ...document, version: SETTINGS_VERSION }),
    journal: JSON.stringify(journal),
    unreadable: readDocument(saved).isReadable ? null : saved.document,
  };
}

/** A journal that cannot be read is empty: undo is a comfort, the settings themselves are not in it. */
function journalOf(text: string | null): readonly JournalEntry[] {
  const journal = text === null ? [] : jsonOf(text);
  return Array.isArray(journal) ? journal.filter(isEntry) : [];
}

function isEntry(value: unknown): value is JournalEntry {
  return (
    isDocument(value) &&
    typeof value['atMs'] === 'number' &&
    Array.isArray(value['patches']) &&
    value['patches'].every(isPatch)
  );
}

function isPatch(value: unknown): value is SettingsPatch {
  if (!isDocument(value)) return false;
  const { path, depth } = value;
  return (
    Array.isArray(path) &&
    path.length > 0 &&
    path.every((step) => typeof step === 'string') &&
    Number.isInteger(depth) &&
    (depth as number) >= 1 &&
    (depth as number) <= path.length
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
