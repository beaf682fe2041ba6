/**
 * Reads and replaces the user's settings file. The only code that writes into an agent's folder.
 *
 * The file is contested: the agent and other tools rewrite it without a lock. So the new content goes
 * to a temporary file beside it, the content is compared once more at the last moment, and only then is
 * it renamed into place; whoever dies in between leaves the old file or the new one, never a part.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { createHash } from 'node:crypto';
import { constants, readFileSync, renameSync, rmSync } from 'node:fs';
import { access, lstat, open, readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Outcome } from '../../../preload/contract/channels.ts';
import { systemErrorCode } from './fileErrors.ts';

/** A configuration folder with every link resolved. */
export type SettingsPlace = { readonly folder: string; readonly settingsPath: string };

const SETTINGS_NAME = 'settings.json';
const OWNER_ONLY = 0o600;
const ABSENT = 'absent';

/** Tells one content of a settings file from another; a missing file has a fingerprint, too. */
export function fingerprintOf(text: string | null): string {
  return text === null ? ABSENT : `sha256-${createHash('sha256').update(text).digest('hex')}`;
}

/** Follows links, so that a file kept elsewhere by a dotfile manager is edited there and stays linked. */
export async function locateSettings(folder: string, name = SETTINGS_NAME): Promise<SettingsPlace> {
  const resolved = await realpath(folder);
  const named = join(resolved, name);
  const isThere = await lstat(named).then(
    () => true,
    (error: unknown) => systemErrorCode(error) !== 'ENOENT' && Promise.reject(error as Error),
  );
  return { folder: resolved, settingsPath: isThere ? await realpath(named) : named };
}

/** The file's text, exactly; null when there is no file. */
export async function readSettings(path: string): Promise<Outcome<string | null>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return { ok: true, value: null };
    throw error;
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { ok: true, value: decoder.decode(bytes) };
  } catch {
    return { ok: false, message: inEnglish('This file is not UTF-8 text: {path}', { path }) };
  }
}

/**
 * Puts `text` in the place of a file that still has the expected content. False: the content is
 * another one now, and nothing was written. A null text takes the file away.
 */
export async function replaceSettings(
  path: string,
  expectedFingerprint: string,
  text: string | null,
): Promise<boolean> {
  if (text === null) {
    return changeNow(path, expectedFingerprint, () => rmSync(path, { force: true }));
  }
  const temporary = join(dirname(path), `.${basename(path)}.tollgate.tmp`);
  await rm(temporary, { force: true });
  try {
    await writeLike(path, temporary, text);
    const isDone = changeNow(path, expectedFingerprint, () => renameSync(temporary, path));
    if (!isDone) return false;
  } finally {
    await rm(temporary, { force: true });
  }
  await flushFolder(dirname(path));
  return true;
}

/**
 * The last look and the change in one breath: nothing else of this program runs between them, and another
 * program has microseconds. No system call that Node has would leave it none.
 */
function changeNow(path: string, expectedFingerprint: string, change: () => void): boolean {
  const isUnchanged = fingerprintOf(textNow(path)) === expectedFingerprint;
  if (isUnchanged) change();
  return isUnchanged;
}

function textNow(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a new file with the mode and the owner of the one it will replace. */
async function writeLike(path: string, temporary: string, text: string): Promise<void> {
  const model = await stat(path).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
  // Renaming would also replace a file that its owner has made read-only on purpose.
  if (model !== null) await access(path, constants.W_OK);
  const file = await open(temporary, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(text);
    if (model !== null) {
      const made = await file.stat();
      const hasOtherOwner = made.uid !== model.uid || made.gid !== model.gid;
      if (hasOtherOwner) await file.chown(model.uid, model.gid);
      await file.chmod(model.mode & 0o7777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself durable. Windows cannot open a folder, and needs no flush of it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
