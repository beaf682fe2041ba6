/** Real folders and a real sh for the bridge, under paths with everything that breaks careless quoting. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SCRIPT_SOURCE = readFileSync(
  new URL('../../../resources/bridge/tollgate-statusline.sh', import.meta.url),
  'utf8',
);

/** The shells that may stand behind `sh` on a user's machine, as far as this one has them. */
export const SHELLS: readonly (readonly string[])[] = [
  ['dash'],
  ['bash', '--posix'],
  ['busybox', 'sh'],
].filter(([program, ...rest]) => spawnSync(program ?? '', [...rest, '-c', ':']).status === 0);

export type Lab = {
  readonly root: string;
  readonly dataFolder: string;
  readonly configFolder: string;
  readonly settingsPath: string;
  dispose(): void;
};

export function openLab(): Lab {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-bridge-'));
  // Others may pass through, so that a test can act as another user.
  chmodSync(root, 0o755);
  const dataFolder = join(root, `it's a "dätä" $HOME \\ folder`);
  const configFolder = join(root, 'conf ïg');
  mkdirSync(configFolder);
  return {
    root,
    dataFolder,
    configFolder,
    settingsPath: join(configFolder, 'settings.json'),
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export const ID = '0123456789ab';

/** An installed bridge without an installer: the script and an empty state folder. */
export function layBridge(lab: Lab, ownCommand: string | null): Bridge {
  const folder = join(lab.dataFolder, 'bridge');
  const stateFolder = join(folder, `${ID}.d`);
  mkdirSync(stateFolder, { recursive: true });
  const script = join(folder, 'tollgate-statusline.sh');
  writeFileSync(script, SCRIPT_SOURCE, { mode: 0o700 });
  if (ownCommand !== null) writeFileSync(join(folder, `${ID}.command`), ownCommand);
  return { folder, script, stateFolder };
}

export type Bridge = {
  readonly folder: string;
  readonly script: string;
  readonly stateFolder: string;
};

export type Run = {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
};

/** A script that hangs must fail its test, not spin on behind it. */
const LONGEST_RUN_MS = 30_000;

/** Runs a program to its end with these bytes on stdin, in a process group of its own as agents do. */
export async function run(
  command: readonly string[],
  input: string | Buffer,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const [program = '', ...rest] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { ...options, stdio: 'pipe', detached: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    const deadline = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, LONGEST_RUN_MS);
    child.on('close', (status) => {
      clearTimeout(deadline);
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    // A command that does not read its input closes the pipe; that is its right.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
