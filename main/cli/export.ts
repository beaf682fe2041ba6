/** `tollgate export`: the history, the ledger or the answers for other programs, the events for another Tollgate. */
import fs from 'node:fs';
import path from 'node:path';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { complain } from './terminal.ts';
import type { ExportFormat, ExportKind } from '../../preload/contract/review/exports.ts';
import type { Engine } from '../engine/engine.ts';
import type { Machine } from '../ports.ts';
import { exportPieces, writeExport } from '../review/exportFile.ts';
import type { ExportContext } from '../review/exportTables.ts';
import { EXIT } from './exitCodes.ts';
import { openToRead } from './openToRead.ts';
import { print, reportFailure } from './output.ts';

export type ExportCommand = {
  readonly name: 'export';
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly sinceDay: string | null;
  readonly untilDay: string | null;
  /** Null: to standard output. */
  readonly file: string | null;
};

type ExportPlace = {
  readonly startEngine: () => Engine;
  readonly dataFolder: string;
  readonly machine: Machine;
};

/** Reads what is new first, so that an export is never older than the history command. */
export async function runExport(
  command: ExportCommand,
  { startEngine, dataFolder, machine }: ExportPlace,
): Promise<number> {
  const fault = command.file === null ? null : placeFault(command.file);
  if (fault !== null) {
    complain(fault);
    return EXIT.usage;
  }
  const engine = startEngine();
  await engine.allowReading();
  await engine.update();
  // Who paid is derived from what is saved: an export must not know less than the credits command.
  await engine.money();
  const { timeZone } = await engine.display();
  const failure = engine.failure();
  await engine.close();
  if (failure) return reportFailure(failure);
  const database = openToRead(dataFolder);
  try {
    const context: ExportContext = { database, machine, timeZone, clock: Date.now };
    if (command.file !== null) return save(command, command.file, context);
    const { rows, pieces } = exportPieces(command, context);
    for (const piece of pieces) print(piece);
    return rows > 0 ? EXIT.ok : EXIT.noData;
  } finally {
    database.close();
  }
}

function save(command: ExportCommand, file: string, context: ExportContext): number {
  let rows: number;
  try {
    rows = writeExport(command, file, context);
  } catch (error) {
    // What the database says is told as such.
    const { syscall, code = '' } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    complain(inEnglish('Cannot be written ({code}): {file}', { code, file }));
    return EXIT.failed;
  }
  complain(
    rows === 1
      ? inEnglish('Saved 1 row to {file}', { file })
      : inEnglish('Saved {count} rows to {file}', { count: rows, file }),
  );
  return rows > 0 ? EXIT.ok : EXIT.noData;
}

/** Why there can be no such file, seen before everything is read; null: nothing stands against it. */
function placeFault(file: string): string | null {
  const look = (place: string) => {
    try {
      return fs.statSync(place);
    } catch {
      return null;
    }
  };
  const folder = path.dirname(path.resolve(file));
  if (!look(folder)?.isDirectory()) return inEnglish('There is no folder {folder}.', { folder });
  const there = look(file);
  if (there === null || there.isFile()) return null;
  return there.isDirectory()
    ? inEnglish('{file} is a folder, not a file.', { file })
    : // It would be replaced by a file, as /dev/stdout would.
      inEnglish('{file} is not a file. Without --out the export goes to standard output.', {
        file,
      });
}
