/** The system's sandbox around the packaged program, run by a user without rights. Needs a screen. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { processTree } from '../e2e/support/processes.ts';
import { makeHome, NOBODY, PROGRAM } from './package.ts';

const isRoot = process.getuid?.() === 0;

/** The renderer of the window that a second start opens. */
async function rendererOf(app: ChildProcess, startAgain: () => Promise<unknown>): Promise<number> {
  for (let starts = 0; starts < 20; starts += 1) {
    const found = processTree(app.pid as number).find(({ command }) =>
      command.includes('--type=renderer'),
    );
    if (found) return found.pid;
    await startAgain();
  }
  throw new Error('no window was opened');
}

function statusOf(pid: number): Record<string, string> {
  const lines = fs.readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n');
  return Object.fromEntries(lines.map((line) => line.split(':\t') as [string, string]));
}

const namespaceOf = (pid: number | 'self', kind: string) =>
  fs.readlinkSync(`/proc/${pid}/ns/${kind}`);

it('holds the window’s process: system calls filtered, no rights to gain, a namespace of its own', async () => {
  const { folder, dispose } = makeHome(isRoot ? NOBODY : null);
  // Whoever has no rights may not read the desk's files: a copy of the key to its screen.
  const authority = path.join(folder, 'authority');
  const runtime = path.join(folder, 'runtime');
  fs.copyFileSync(process.env['XAUTHORITY'] as string, authority);
  fs.mkdirSync(runtime, { mode: 0o700 });
  if (isRoot) for (const file of [authority, runtime]) fs.chownSync(file, NOBODY, NOBODY);
  const options: SpawnOptions = {
    cwd: '/',
    env: {
      PATH: '/usr/bin:/bin',
      HOME: folder,
      DISPLAY: process.env['DISPLAY'],
      XAUTHORITY: authority,
      XDG_RUNTIME_DIR: runtime,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    },
    stdio: 'ignore',
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  };
  const start = () => spawn(PROGRAM, ['--disable-gpu'], options);
  const app = start();
  await new Promise((resolve) => setTimeout(resolve, STARTING_MS));
  const ended = once(app, 'exit');
  try {
    const renderer = await rendererOf(app, () => once(start(), 'exit'));
    expect(statusOf(renderer)).toMatchObject({ Seccomp: '2', NoNewPrivs: '1', CapEff: NO_RIGHTS });
    expect(namespaceOf(renderer, 'user')).not.toBe(namespaceOf('self', 'user'));
    expect(namespaceOf(renderer, 'net')).not.toBe(namespaceOf('self', 'net'));
    const commands = processTree(app.pid as number).map(({ command }) => command);
    expect(commands.filter((command) => command.includes('no-sandbox'))).toEqual([]);
  } finally {
    app.kill('SIGTERM');
    await ended;
    dispose();
  }
});

/** Enough for the first one to hold the lock; a second one that comes earlier would be the app. */
const STARTING_MS = 2000;
const NO_RIGHTS = '0000000000000000';
