/**
 * A real pseudo-terminal for an interactive program. Node has none of its own; Python's standard
 * library does, and `pty.spawn` joins it to our pipes without a script file.
 */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunOptions } from './runProgram.ts';

export type Terminal = {
  type(keys: string): void;
  /** Waits for text drawn since the last successful wait; returns what was drawn until then. */
  waitFor(pattern: RegExp): Promise<string>;
  /** Waits until nothing was typed or drawn for so long. */
  waitUntilQuiet(quietMs: number): Promise<void>;
  waitForExit(): Promise<void>;
  /** Everything drawn so far. */
  screenText(): string;
  close(): void;
};

const RELAY = 'import pty, sys; pty.spawn(sys.argv[1:])';
const SIZED = 'stty rows 40 cols 120; exec "$@"';
const POLL_MS = 50;
const DEFAULT_DEADLINE_MS = 60_000;

export function openTerminal(
  program: string,
  args: readonly string[],
  { cwd, env, deadlineMs = DEFAULT_DEADLINE_MS }: RunOptions,
): Terminal {
  const command = ['sh', '-c', SIZED, 'sh', program, ...args];
  const child = spawn('python3', ['-c', RELAY, ...command], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let drawn = '';
  let seen = 0;
  let lastActivityAtMs = Date.now();
  let hasExited = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      drawn += chunk;
      lastActivityAtMs = Date.now();
    });
  }
  child.once('exit', () => (hasExited = true));
  child.once('error', (error) => {
    drawn += error.message;
    hasExited = true;
  });
  // Keys typed after the program ended go nowhere.
  child.stdin.on('error', () => {});

  const poll = async (isDone: () => boolean, wish: string): Promise<void> => {
    const deadlineAtMs = Date.now() + deadlineMs;
    while (!isDone()) {
      if (hasExited || Date.now() > deadlineAtMs) {
        throw new Error(`the terminal never showed ${wish}. Its last words:\n${tail()}`);
      }
      await delay(POLL_MS);
    }
  };
  const tail = (): string => withoutEscapes(drawn).slice(-1_500);

  return {
    type: (keys) => {
      lastActivityAtMs = Date.now();
      child.stdin.write(keys);
    },
    waitFor: async (pattern) => {
      const fresh = (): string => withoutEscapes(drawn.slice(seen));
      await poll(() => pattern.test(fresh()), String(pattern));
      const text = fresh();
      seen = drawn.length;
      return text;
    },
    waitUntilQuiet: (quietMs) =>
      poll(() => Date.now() - lastActivityAtMs > quietMs, 'a quiet screen'),
    waitForExit: async () => {
      const deadlineAtMs = Date.now() + deadlineMs;
      while (!hasExited) {
        if (Date.now() > deadlineAtMs) throw new Error(`the program did not exit:\n${tail()}`);
        await delay(POLL_MS);
      }
    },
    screenText: () => withoutEscapes(drawn),
    close: () => {
      if (child.pid === undefined || hasExited) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    },
  };
}

/** Cursor moves become blanks, so that words stay apart. */
function withoutEscapes(text: string): string {
  return text
    .replaceAll(/\u001b\[[0-9;?<>=]*[ -/]*[@-~]/g, ' ')
    .replaceAll(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g, ' ')
    .replaceAll(/\u001b[()][A-Z0-9]|\u001b[=>78]/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
