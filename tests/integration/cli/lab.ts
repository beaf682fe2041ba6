/** A user's machine in a folder: a home with agents' files, a data folder, and the terminal command. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import type { History } from '../../live/tollgateCommand.ts';

export const COMMAND = fileURLToPath(new URL('../../../scripts/tollgate.mjs', import.meta.url));
/** The command itself, built: for tests that must kill it and nothing else. */
const BUNDLE = fileURLToPath(new URL('../../../out/main/cli.cjs', import.meta.url));

export type Answer = { readonly code: number | null; readonly out: string; readonly err: string };

export type Lab = ReturnType<typeof openLab>;

/** One lab; `dispose` removes it. */
export function openLab() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-core-'));
  // Others may pass through, so that a test can act as another user.
  fs.chmodSync(root, 0o755);
  const home = path.join(root, 'home');
  const projects = path.join(home, '.claude', 'projects');
  const codexHome = path.join(home, '.codex');
  const dataFolder = path.join(root, 'data');
  fs.mkdirSync(projects, { recursive: true });
  const env: Record<string, string> = {
    HOME: home,
    TOLLGATE_DATA_DIR: dataFolder,
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };

  function run(...words: string[]): Answer {
    const options = { env, cwd: home, encoding: 'utf8', timeout: 20_000 } as const;
    const result = spawnSync(process.execPath, [COMMAND, ...words], {
      ...options,
      maxBuffer: 1 << 28,
    });
    return { code: result.status, out: result.stdout, err: result.stderr };
  }

  const start = (...words: string[]) =>
    spawn(process.execPath, [BUNDLE, ...words], { env, cwd: home, stdio: 'pipe' });

  function json<T>(...words: string[]): T {
    const answer = run(...words, '--json');
    if (answer.out === '') throw new Error(`${words.join(' ')}: ${answer.code}: ${answer.err}`);
    return JSON.parse(answer.out) as T;
  }

  return {
    root,
    home,
    projects,
    codexHome,
    dataFolder,
    env,
    run,
    history: (by = 'day', ...words: string[]) => json<History>('history', '--by', by, ...words),
    status: () => json<Snapshot>('status'),
    /** Writes a file below a folder, with the folders above it. */
    write(file: string, content: string | Buffer): string {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
      return file;
    },
    /** Starts the command as one process of its own, without waiting. */
    start,
    /** Starts a command that stays and writes the database. @returns the way to end it */
    async startWatching(): Promise<() => Promise<void>> {
      const app = start('status', '--watch', '--json');
      await once(app.stdout, 'data');
      return async () => {
        app.kill('SIGKILL');
        await once(app, 'exit');
      };
    },
    dispose: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

/** What the rows of a history add up to. */
export function sumOf({ rows }: History) {
  const sum = (of: (row: History['rows'][number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    events: sum((row) => row.events),
    inputTokens: sum((row) => row.inputTokens),
    outputTokens: sum((row) => row.outputTokens),
    cacheWriteTokens: sum((row) => row.cacheWriteTokens),
    cacheReadTokens: sum((row) => row.cacheReadTokens),
  };
}
