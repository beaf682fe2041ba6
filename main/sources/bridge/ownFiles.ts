/** Files of Tollgate's own in the data folder: for the owner only, whole at any moment, flushed. */
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode } from './fileErrors.ts';

const OWNER_FOLDER = 0o700;
export const OWNER_FILE = 0o600;
export const OWNER_SCRIPT = 0o700;

/**
 * Keeps a settings file as it was before a change, under the name of the bridge or gate that changes it;
 * never overwrites an earlier back-up.
 */
export async function writeBackup(
  folder: string,
  id: string,
  text: string,
  nowMs: number,
): Promise<void> {
  await makeFolder(folder);
  const timestamp = new Date(nowMs).toISOString().replaceAll(/[-:]/g, '');
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? '' : `-${attempt}`;
    const name = `settings-${id}-${timestamp}${suffix}.json`;
    try {
      await writeNew(join(folder, name), text, OWNER_FILE);
      return;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Makes a folder that only its owner may enter. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: OWNER_FOLDER });
  await chmod(path, OWNER_FOLDER);
}

/** A hook or a status line may read the file at any moment, so it is old or new and never a part. */
export async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.tmp`;
  await rm(temporary, { force: true });
  await writeNew(temporary, text, mode);
  await rename(temporary, path);
}

/** Writes a file that must not be there yet. */
export async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** null when there is no file. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
