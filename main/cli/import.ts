/** `tollgate import`: progress while it goes on, totals at the end. */
import { formatPercent } from '../../preload/contract/formatting.ts';
import type { ImportProgress } from '../../preload/contract/snapshot.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import { print, printJson, reportFailure } from './output.ts';

/** Between groups of three digits. Intl would say the same, and take longer to start than 10 MB take to read. */
const GROUP_ENDS = /\B(?=(?:\d{3})+$)/g;

const WORDS = { locale: 'en', timeZone: 'UTC' };

export async function runImport(startEngine: () => Engine, isJson: boolean): Promise<number> {
  const engine = startEngine();
  engine.warmUp();
  try {
    const tables = await engine.tables();
    if (!tables) return reportFailure(engine.failure());
    if (!tables.writing) {
      process.stderr.write(
        'Tollgate is running and keeps this database up to date; nothing to import.\n',
      );
      return EXIT.busy;
    }
    await engine.allowReading();
    const startedMs = performance.now();
    const result = await engine.update(showProgress);
    if (!result) return reportFailure(engine.failure());
    clearProgress();
    const totals = {
      filesRead: result.filesRead,
      bytesRead: result.bytesRead,
      events: tables.reader.countedEvents(),
      refusedLines: tables.reader.refusedLines(),
      unreadableFiles: result.failed.length,
    };
    if (isJson) printJson(totals);
    else {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      const count = (value: number) => String(value).replace(GROUP_ENDS, ',');
      print(
        `Read ${count(totals.filesRead)} files (${count(Math.round(totals.bytesRead / 1e6))} MB) in ${seconds} s.\n` +
          `The database holds ${count(totals.events)} answers; ${count(totals.refusedLines)} lines could not be read.\n`,
      );
      for (const { path, code } of result.failed) {
        process.stderr.write(`Cannot be read (${code}): ${path}\n`);
      }
    }
    return EXIT.ok;
  } finally {
    await engine.close();
  }
}

function showProgress(progress: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  const share = progress.bytesTotal === 0 ? 100 : (progress.bytesDone / progress.bytesTotal) * 100;
  process.stderr.write(
    `\r${formatPercent(share, WORDS)}  ${progress.filesDone} of ${progress.filesTotal} files\u001b[K`,
  );
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
