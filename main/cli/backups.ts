/** `tollgate backup` and `tollgate restore`: copies of the database, made and put back by hand. */
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
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
      complain(inEnglish('There is no database to copy yet.'));
      return EXIT.noData;
    }
    const made = await makeBackup(dataFolder, zoneOf(machine.timeZone).dayOf(nowMs), KEEP_ALL);
    tell([made], command.isJson);
    return EXIT.ok;
  }
  const backups = listBackups(dataFolder);
  if (backups.length === 0 && !command.isJson)
    printLines([say(terminalContext(), 'There are no copies yet.')]);
  else tell(backups, command.isJson);
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
    complain(
      which === null
        ? inEnglish('There are no copies.')
        : inEnglish('There is no copy “{which}”.', { which }),
    );
    return EXIT.noData;
  }
  if (!isConfirmed) {
    printLines([
      say(
        terminalContext(),
        'This would put {name} in the place of the database, which is kept beside it.',
        { name: chosen.name },
      ),
      say(
        terminalContext(),
        'Entries and settings made since are then not in it; usage is read again from the agents’ files.',
      ),
      say(terminalContext(), 'To do it: tollgate restore {name} --yes', {
        name: chosen.isBeforeRemoval ? chosen.name : chosen.day,
      }),
    ]);
    return EXIT.ok;
  }
  const former = restoreBackup(dataFolder, chosen, nowMs);
  if (isJson) printJson({ schemaVersion: 1, restored: chosen.name, former });
  else {
    printLines([say(terminalContext(), 'Restored {name}.', { name: chosen.name })]);
    if (former !== null)
      printLines([
        say(terminalContext(), 'What was there before: {path}', {
          path: path.join(dataFolder, former),
        }),
      ]);
  }
  return EXIT.ok;
}

function isCalled({ name, day }: Backup, word: string): boolean {
  return word === name || word === day;
}

function tell(backups: readonly Backup[], isJson: boolean): void {
  if (isJson) printJson({ schemaVersion: 1, backups });
  else printLines(backups.map((one) => `${one.path}  ${megabytes(one.bytes)} MB`));
}

function megabytes(bytes: number): string {
  return (bytes / BYTES_IN_MEGABYTE).toFixed(1);
}
