/** Writing to the terminal, and what a snapshot means for a script that asks. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { complain } from './terminal.ts';
import fs from 'node:fs';
import type { BoundaryState, Snapshot } from '../../preload/contract/snapshot.ts';
import type { StoreFailure } from '../store/problems.ts';
import { EXIT } from './exitCodes.ts';
import { printable } from './ink.ts';

/** Writes all of a text before the program goes on, also into a pipe. */
export function print(text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += fs.writeSync(process.stdout.fd, bytes, written);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

/** Prints lines; foreign text in them has lost its control characters, colours of ours are kept. */
export function printLines(lines: readonly string[]): void {
  print(`${lines.map(keepInk).join('\n')}\n`);
}

/** Our colours are escape sequences of one shape; everything else is made printable. */
export function keepInk(line: string): string {
  return line
    .split(/(\u001b\[\d+m)/)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join('');
}

/** The next request is paid without a yes, or held back. */
export const AT_BOUNDARY: ReadonlySet<BoundaryState> = new Set([
  'at-boundary',
  'on-credits-without-consent',
  'stopped',
  'blocked-by-ceiling',
]);

/** Exit code of `status`. */
export function exitCodeOf(snapshot: Snapshot): number {
  if (AT_BOUNDARY.has(snapshot.boundary.state)) return EXIT.atBoundary;
  const isBusy = snapshot.problems.some(
    ({ kind, severity }) => kind === 'database-busy' && severity === 'error',
  );
  if (isBusy) return EXIT.busy;
  const hasData = snapshot.windows.length > 0 || (snapshot.totals?.last30Days.events ?? 0) > 0;
  const isEmpty = ['no-agent', 'no-sessions', 'first-run', 'unavailable'].includes(
    snapshot.verdict.kind,
  );
  return hasData || !isEmpty ? EXIT.ok : EXIT.noData;
}

/** Says why the database cannot be used. */
export function reportFailure(failure: StoreFailure | null): number {
  complain(failure?.message ?? inEnglish('The database cannot be opened.'));
  return failure?.kind === 'database-busy' ? EXIT.busy : EXIT.noData;
}
