/** The terminal command, run as a user runs it, on the same data folder as the app. */
import { execFile } from 'node:child_process';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import type { TestHome } from './home.ts';
import { fromRoot } from './paths.ts';

export type TerminalAnswer = {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
};

export function tollgate(home: TestHome, ...words: readonly string[]): Promise<TerminalAnswer> {
  const args = [fromRoot('scripts', 'tollgate.mjs'), ...words];
  return new Promise((resolve) => {
    const options = { env: home.env, timeout: 20_000, maxBuffer: 1 << 26 };
    execFile(process.execPath, args, options, (error, output, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output, errors });
    });
  });
}

export async function statusJson(home: TestHome): Promise<Snapshot> {
  return JSON.parse((await tollgate(home, 'status', '--json')).output) as Snapshot;
}

/** The part of `history --json` that the tests look at. */
export type HistoryJson = {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly refusedLines: number;
};

export async function historyJson(
  home: TestHome,
  ...words: readonly string[]
): Promise<HistoryJson> {
  return JSON.parse((await tollgate(home, 'history', '--json', ...words)).output) as HistoryJson;
}

/** The user's yes, given in the terminal; a test that is not about the first run begins after it. */
export async function allowReading(home: TestHome): Promise<void> {
  await tollgate(home, 'status', '--json');
}
