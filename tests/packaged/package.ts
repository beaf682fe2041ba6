/** The packaged program under test: what `npm run package -- --for-tests` has left. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const DIST = path.join(import.meta.dirname, '..', '..', 'dist');

/** The folder that is handed out. */
export const PACKAGE = path.join(DIST, 'linux-unpacked');
/** The same with one fuse changed, for tests that have to look inside. */
export const DRIVABLE = path.join(DIST, 'for-tests');
export const PROGRAM = path.join(PACKAGE, 'tollgate');
export const COMMAND = path.join(PACKAGE, 'resources', 'bin', 'tollgate');
export const ARCHIVE = path.join(PACKAGE, 'resources', 'app.asar');

/** A user without rights, as Debian has it. */
export const NOBODY = 65_534;

export type Answer = {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
};

/** A home of its own; readable for the user who is to run something in it. */
export function makeHome(userId: number | null): { folder: string; dispose: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-packaged-'));
  if (userId !== null) fs.chownSync(folder, userId, userId);
  return { folder, dispose: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** Runs something of the package where there is no screen. @param userId null: whoever runs the tests */
export function run(
  program: string,
  words: readonly string[],
  { home, userId = null, variables = {} }: RunOptions,
): Answer {
  const as = userId === null ? {} : { uid: userId, gid: userId };
  const env = { PATH: '/usr/bin:/bin', HOME: home, TZ: 'UTC', LANG: 'C.UTF-8', ...variables };
  const options = { encoding: 'utf8', timeout: 30_000, cwd: '/', env, ...as } as const;
  const { status, stdout, stderr } = spawnSync(program, words, options);
  return { code: status, output: stdout, errors: stderr };
}

type RunOptions = {
  readonly home: string;
  readonly userId?: number | null;
  readonly variables?: Readonly<Record<string, string>>;
};
