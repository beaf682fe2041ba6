/** The terminal command, run as a user runs it, on the same data folder as the app. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import type { TestHome } from './home.ts';
import { fromRoot, PACKAGED_APP } from './paths.ts';

export type TerminalAnswer = {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
};

export function tollgate(home: TestHome, ...words: readonly string[]): Promise<TerminalAnswer> {
  const [program, ...before] = terminalProgram();
  const args = [...before, ...words];
  return new Promise((resolve) => {
    const options = { env: home.env, timeout: 20_000, maxBuffer: 1 << 26 };
    execFile(program, args, options, (error, output, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, output, errors });
    });
  });
}

/** A package brings its own command. */
function terminalProgram(): readonly [string, ...string[]] {
  if (PACKAGED_APP === null) return [process.execPath, fromRoot('scripts', 'tollgate.mjs')];
  return [path.join(path.dirname(PACKAGED_APP), 'resources', 'bin', 'tollgate')];
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
