/** `tollgate backup` and `tollgate restore`: copies of the database, made and put back by hand. */
import path from 'node:path';
import { zoneOf } from '../domain/calendar.ts';
import type { Machine } from '../ports.ts';
import { listBackups, makeBackup, restoreBackup, type Backup } from '../store/backup.ts';
import { hasDatabase } from '../store/open.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines } from './output.ts';

export type BackupCommand =
  | { readonly name: 'backup'; readonly isJson: boolean; readonly action: 'make' | 'list' }
  | {
      readonly name: 'restore';
      readonly isJson: boolean;
      /** A copy's name or day; null: the latest. */
      readonly which: string | null;
      readonly isConfirmed: boolean;
    };

/** By hand as many may be kept as there are: only the app's daily copies push older ones out. */
const KEEP_ALL = Number.MAX_SAFE_INTEGER;
const BYTES_IN_MEGABYTE = 1_000_000;

/**
 * Carries out one of the two. @returns the exit code
 * @throws StoreError or SQLite's error
 */
export async function runBackups(
  command: BackupCommand,
  { dataFolder, machine, nowMs }: { dataFolder: string; machine: Machine; nowMs: number },
): Promise<number> {
  if (command.name === 'restore') return restore(command, dataFolder, nowMs);
  if (command.action === 'make') {
    if (!hasDatabase(dataFolder)) {
      process.stderr.write('There is no database to copy yet.\n');
      return EXIT.noData;
    }
    const made = await makeBackup(dataFolder, zoneOf(machine.timeZone).dayOf(nowMs), KEEP_ALL);
    say([made], command.isJson);
    return EXIT.ok;
  }
  const backups = listBackups(dataFolder);
  if (backups.length === 0 && !command.isJson) printLines(['There are no copies yet.']);
  else say(backups, command.isJson);
  return backups.length === 0 ? EXIT.noData : EXIT.ok;
}

function restore(
  { which, isConfirmed, isJson }: Extract<BackupCommand, { name: 'restore' }>,
  dataFolder: string,
  nowMs: number,
): number {
  const backups = listBackups(dataFolder);
  const chosen = which === null ? backups[0] : backups.find((one) => isCalled(one, which));
  if (!chosen) {
    process.stderr.write(
      which === null ? 'There are no copies.\n' : `There is no copy “${which}”.\n`,
    );
    return EXIT.noData;
  }
  if (!isConfirmed) {
    printLines([
      `This would put ${chosen.name} in the place of the database, which is kept beside it.`,
      'Entries and settings made since are then not in it; usage is read again from the agents’ files.',
      `To do it: tollgate restore ${chosen.isBeforeRemoval ? chosen.name : chosen.day} --yes`,
    ]);
    return EXIT.ok;
  }
  const former = restoreBackup(dataFolder, chosen, nowMs);
  if (isJson) printJson({ schemaVersion: 1, restored: chosen.name, former });
  else {
    printLines([`Restored ${chosen.name}.`]);
    if (former !== null) printLines([`What was there before: ${path.join(dataFolder, former)}`]);
  }
  return EXIT.ok;
}

function isCalled({ name, day }: Backup, word: string): boolean {
  return word === name || word === day;
}

function say(backups: readonly Backup[], isJson: boolean): void {
  if (isJson) printJson({ schemaVersion: 1, backups });
  else printLines(backups.map((one) => `${one.path}  ${megabytes(one.bytes)} MB`));
}

function megabytes(bytes: number): string {
  return (bytes / BYTES_IN_MEGABYTE).toFixed(1);
}
