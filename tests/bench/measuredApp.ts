/** An app under measurement: Tollgate or the bare one, started the same way. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const OWN_APP = fileURLToPath(new URL('../..', import.meta.url));
export const BARE_APP = fileURLToPath(new URL('bare-app', import.meta.url));

const START_DEADLINE_MS = 30_000;

export type Place = {
  /** The program. */
  readonly electron: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where each start gets a data folder of its own. */
  readonly folder: string;
};

export type RunningApp = {
  readonly processId: number;
  readonly trayMs: number;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
};

/** Switches for both apps; Chromium has no sandbox for root. */
export function flagsFor(userData: string): string[] {
  return [`--user-data-dir=${userData}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}

/** Starts an app; resolves when its tray icon stands. */
export async function startApp(
  { electron, env, folder }: Place,
  appFolder: string,
): Promise<RunningApp> {
  const userData = fs.mkdtempSync(path.join(folder, 'user-data-'));
  const child = spawn(electron, [...flagsFor(userData), appFolder], {
    cwd: appFolder,
    env: { ...env, TOLLGATE_START_MS: String(Date.now()) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const trayMs = await trayTime(child);
  return {
    processId: child.pid as number,
    trayMs,
    output: () => output,
    stop: async () => {
      const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
      child.kill('SIGTERM');
      await Promise.race([exited, delay(5_000)]);
      endGroup(child);
      fs.rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The app itself says when its icon is registered: only it knows, and both say it the same way. */
function trayTime(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason: string): void => {
      clearTimeout(deadline);
      endGroup(child);
      reject(new Error(`${reason}. Its output:\n${output.slice(-2_000)}`));
    };
    const deadline = setTimeout(() => fail('the app showed no tray icon'), START_DEADLINE_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /\[tollgate\] tray-visible (\d+(?:\.\d+)?)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(deadline);
      resolve(Number(found));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`the app ended with ${code}`));
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
