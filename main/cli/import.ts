/** `tollgate import`: progress while it goes on, totals at the end. */
import { setTimeout as delay } from 'node:timers/promises';
import { inEnglish, say, sayCount } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import { formatCount, formatPercent } from '../../preload/contract/formatting.ts';
import type { ImportProgress } from '../../preload/contract/snapshot.ts';
import type { Tables } from '../engine/database.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import { print, printJson, reportFailure } from './output.ts';

/** How long another program may hold the database before it is taken for the app. */
const PATIENCE_MS = 2_000;
const TRY_AGAIN_MS = 50;

export async function runImport(startEngine: () => Engine, isJson: boolean): Promise<number> {
  const engine = startEngine();
  engine.warmUp();
  try {
    const tables = await tablesToWrite(engine);
    if (!tables) return reportFailure(engine.failure());
    if (!tables.writing) {
      complain(
        inEnglish('Tollgate is running and keeps this database up to date; nothing to import.'),
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
      const context = terminalContext();
      const count = (value: number) => formatCount(value, context);
      const lines = [
        sayCount(
          context,
          totals.filesRead,
          {
            one: 'Read {count} file ({megabytes} MB) in {seconds} s.',
            other: 'Read {count} files ({megabytes} MB) in {seconds} s.',
          },
          { megabytes: count(Math.round(totals.bytesRead / 1e6)), seconds },
        ),
        say(context, 'The database holds {answers} answers; {lines} lines could not be read.', {
          answers: count(totals.events),
          lines: count(totals.refusedLines),
        }),
      ];
      print(`${lines.join('\n')}\n`);
      for (const { path, code } of result.failed) {
        complain(inEnglish('Cannot be read ({code}): {path}', { code, path }));
      }
    }
    return EXIT.ok;
  } finally {
    await engine.close();
  }
}

/** A command that changes a setting holds the database for a moment only: that is no reason to give up. */
async function tablesToWrite(engine: Engine): Promise<Tables | null> {
  const endsAtMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const tables = await engine.tables();
    if (tables === null || tables.writing !== null || performance.now() > endsAtMs) return tables;
    await delay(TRY_AGAIN_MS);
  }
}

function showProgress(progress: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  const share = progress.bytesTotal === 0 ? 100 : (progress.bytesDone / progress.bytesTotal) * 100;
  process.stderr.write(
    `\r${formatPercent(share, terminalContext())}  ${say(terminalContext(), '{done} of {total} files', { done: `${progress.filesDone}`, total: `${progress.filesTotal}` })}\u001b[K`,
  );
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
