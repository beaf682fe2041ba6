/** The app alone, without Playwright, under a trace of what it asks of the system. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { TestHome } from './home.ts';
import { APP_ARGUMENTS, electronProgram, PROJECT_ROOT } from './paths.ts';
import { processTree } from './processes.ts';

export type TracedApp = {
  readonly pid: number;
  readonly process: ChildProcess;
  /** Lines of the trace so far, one for each system call. */
  calls(): string[];
  end(): Promise<void>;
};

/** Starts the app and writes down its calls of these kinds, of all processes and threads. */
export function startTraced(home: TestHome, ...calls: readonly string[]): TracedApp {
  const file = path.join(home.folder, `trace-${Date.now()}.txt`);
  const trace = ['-f', '--seccomp-bpf', '-qq', '-s', '256', '-e', `trace=${calls.join(',')}`];
  const child = spawn('strace', [...trace, '-o', file, electronProgram(), ...APP_ARGUMENTS], {
    cwd: PROJECT_ROOT,
    env: home.env,
    stdio: 'ignore',
  });
  return {
    pid: child.pid as number,
    process: child,
    calls: () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []),
    end: () => endTree(child),
  };
}

/** The app alone, without Playwright and without a trace. */
export function startAlone(home: TestHome): ChildProcess {
  return spawn(electronProgram(), [...APP_ARGUMENTS], {
    cwd: PROJECT_ROOT,
    env: home.env,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
}

/** Ends a program and what it started; strace alone would leave the app running. */
export async function endTree(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  for (const { pid, command } of processTree(child.pid as number)) {
    if (signal === 'SIGKILL' || !command.startsWith('strace')) sendSignal(pid, signal);
  }
  const forced = setTimeout(() => void endTree(child, 'SIGKILL'), 8000);
  await ended;
  clearTimeout(forced);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
