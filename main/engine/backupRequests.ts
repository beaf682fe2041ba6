/** Copies of the database, made and put back from the Settings page. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { BackupView, Restored } from '../../preload/contract/backups.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { listBackups, makeBackup, restoreBackup, type Backup } from '../store/backup.ts';
import { storeFailureOf } from '../store/problems.ts';

/** By hand as many may be kept as there are: only the daily copies push older ones out. */
const KEEP_ALL = Number.MAX_SAFE_INTEGER;

export function backups(dataFolder: string): Promise<Outcome<readonly BackupView[]>> {
  return answered(() => listBackups(dataFolder).map(viewOf));
}

/** @param day today, local */
export function backUpNow(dataFolder: string, day: string): Promise<Outcome<BackupView>> {
  return answered(async () => viewOf(await makeBackup(dataFolder, day, KEEP_ALL)));
}

/** Only after every connection of this program was closed. @param name as listed */
export function putBack(
  dataFolder: string,
  name: string,
  nowMs: number,
): Promise<Outcome<Restored>> {
  const chosen = listBackups(dataFolder).find((one) => one.name === name);
  if (!chosen)
    return Promise.resolve({
      ok: false,
      message: inEnglish('There is no copy {name}.', { name }),
    });
  return answered(() => ({ former: restoreBackup(dataFolder, chosen, nowMs) }));
}

function viewOf({ name, day, isBeforeRemoval, bytes }: Backup): BackupView {
  return { name, day, isBeforeRemoval, bytes };
}

/** A full disk or a damaged copy is an answer. */
async function answered<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, message: storeFailureOf(error).message };
  }
}
