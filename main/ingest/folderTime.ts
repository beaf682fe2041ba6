/** The time of a folder as a cheap answer to whether its entries are still the same. */
import fs from 'node:fs';

/** Stands for a folder that is not there. */
export const NO_FOLDER = -1;
const NO_ANSWER = -2;
/** The grain of times is two seconds on the coarsest disks. */
const SETTLED_AFTER_MS = 3000;

/** When an entry last came, went or was renamed, in milliseconds; a negative number where there is no such time. */
export function folderTime(folder: string): number {
  try {
    return fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? NO_FOLDER;
  } catch {
    return NO_ANSWER;
  }
}

/** Whether a folder changed so shortly before it was listed that it may have changed again without its time telling. */
export function mayHaveChanged(timeMs: number, listedAtMs: number): boolean {
  return timeMs > listedAtMs - SETTLED_AFTER_MS;
}
