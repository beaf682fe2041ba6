/** Making the data folder, step by step. */
import fs from 'node:fs';
import path from 'node:path';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { StoreError, storeFailureOf } from './problems.ts';

/**
 * Makes the folder and those above it, for their owner alone. Node's own way of doing that goes on for ever where a file
 * system says of a new folder that the one around it is not there, as `/proc` does.
 * @throws StoreError for a place where no folder can be
 */
export function makeDataFolder(folder: string): void {
  let above = folder;
  const missing: string[] = [];
  while (!fs.existsSync(above) && path.dirname(above) !== above) {
    missing.unshift(above);
    above = path.dirname(above);
  }
  if (!isFolder(above)) throw notAFolder(above);
  for (const one of missing) makeOne(one);
}

/**
 * Makes nothing.
 * @throws StoreError where something else stands in the folder's place
 */
export function refuseDataFile(folder: string): void {
  if (fs.existsSync(folder) && !isFolder(folder)) throw notAFolder(folder);
}

function makeOne(folder: string): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another program may have been quicker.
    if (isFolder(folder)) return;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw notAFolder(folder);
    const failure = storeFailureOf(error);
    if (failure.kind !== 'database-failed') throw error;
    throw new StoreError(
      {
        kind: 'disk-read-only',
        message: inEnglish(
          'The folder {folder} cannot be made ({code}). TOLLGATE_DATA_DIR may name another one.',
          { folder, code },
        ),
      },
      { cause: error },
    );
  }
}

function notAFolder(file: string): StoreError {
  return new StoreError({
    kind: 'disk-read-only',
    message: inEnglish(
      'Tollgate’s data cannot be kept in {file}: it is not a folder. Move it away, or name a folder in TOLLGATE_DATA_DIR.',
      { file },
    ),
  });
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
