/** Changing a settings file that other programs rewrite from stale copies: write, look again, try again. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { Outcome } from '../../../preload/contract/channels.ts';
import { fingerprintOf, readSettings, replaceSettings } from './settingsFile.ts';

export const CHANGED_SINCE = inEnglish(
  'The file has changed since it was shown. Please look at the change again.',
);
const REWRITTEN = inEnglish(
  'Another program rewrote the file at the same moment. Please try again.',
);
const MOST_ATTEMPTS = 5;

export type FileChange = {
  readonly settingsPath: string;
  /** null stands for a file that does not exist. */
  readonly before: string | null;
  readonly after: string | null;
  readonly keepBackup: (text: string) => Promise<void>;
  /** Whether a text that somebody else wrote meanwhile has what the change was for. */
  readonly isReached: (text: string | null) => boolean;
};

/** Carries the change out, or says why the file is as the others left it. Throws system errors. */
export async function changeFile(change: FileChange): Promise<Outcome<null>> {
  const { settingsPath, before, after, isReached } = change;
  if (after === before) return { ok: true, value: null };
  if (before !== null) await change.keepBackup(before);
  const base = fingerprintOf(before);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (!(await replaceSettings(settingsPath, base, after))) {
      return { ok: false, message: CHANGED_SINCE };
    }
    const now = await readSettings(settingsPath);
    if (!now.ok) return now;
    if (now.value === after) return { ok: true, value: null };
    if (fingerprintOf(now.value) !== base) {
      return isReached(now.value) ? { ok: true, value: null } : { ok: false, message: REWRITTEN };
    }
  }
  return { ok: false, message: REWRITTEN };
}
