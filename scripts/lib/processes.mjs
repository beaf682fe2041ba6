// Starting other programs: in the foreground (as if the user had started them), or in a group of
// their own with a deadline.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Stop } from './stop.mjs';

const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const GRACE_BEFORE_KILL_MS = 5_000;

/**
 * Runs a program in the user's terminal and waits for it. Signals sent to this process are passed
 * on. Ctrl-C is the exception: a terminal sends it to both processes already, and a second one
 * would count as "stop at once" in many programs.
 *
 * `onStdout`, when given, receives the program's standard output instead of the terminal.
 */
export function runInForeground(command, args, { cwd, env, onStdout } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['inherit', onStdout ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio });
    const stopForwarding = forwardSignals((signal) => child.kill(signal));
    if (onStdout) child.stdout.on('data', onStdout);
    child.once('error', (error) => {
      stopForwarding();
      reject(new Stop(`cannot start ${command}: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve({ code, signal });
    });
  });
}

/** Ends this process the way the other one ended, including death by the same signal. */
export function leaveAs({ code, signal }) {
  if (signal) process.kill(process.pid, signal);
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
}

/**
 * Runs a program as the leader of its own process group. When the deadline passes, or this process
 * is told to stop, the whole group goes: a test's browsers and servers must not outlive it.
 *
 * With `capture` the output is collected and returned instead of shown.
 */
export function runInGroup(command, args, { cwd, env, capture = false, deadlineMs }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio, detached: true });
    let output = '';
    let timedOut = false;
    let interruptedBy = null;
    const collect = (chunk) => (output += chunk);
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);

    const deadline = setTimeout(() => {
      timedOut = true;
      endGroup(child.pid);
    }, deadlineMs);
    const stopForwarding = forwardSignals((signal) => {
      interruptedBy = signal;
      endGroup(child.pid);
    }, true);

    const finish = (code, signal) => {
      clearTimeout(deadline);
      stopForwarding();
      signalGroup(child.pid, 'SIGKILL');
      const seconds = (performance.now() - started) / 1000;
      resolve({ code, signal, timedOut, interruptedBy, output, seconds });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(127, null);
    });
    // 'exit' and not 'close': a leftover grandchild may hold the pipes open for ever.
    child.once('exit', (code, signal) => setTimeout(() => finish(code, signal), capture ? 50 : 0));
  });
}

function forwardSignals(handle, evenFromTerminal = false) {
  const fromTerminal = Boolean(process.stdin.isTTY || process.stdout.isTTY) && !evenFromTerminal;
  const listeners = FORWARDED_SIGNALS.map((signal) => {
    const listener = () => {
      if (signal !== 'SIGINT' || !fromTerminal) handle(signal);
    };
    process.on(signal, listener);
    return [signal, listener];
  });
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}

function endGroup(groupId) {
  signalGroup(groupId, 'SIGTERM');
  setTimeout(() => signalGroup(groupId, 'SIGKILL'), GRACE_BEFORE_KILL_MS).unref();
}

function signalGroup(groupId, signal) {
  if (!groupId) return;
  if (process.platform === 'win32') return void trySignal(groupId, signal);
  trySignal(-groupId, signal);
}

function trySignal(target, signal) {
  try {
    process.kill(target, signal);
  } catch {
    // Already gone, which is what was wanted.
  }
}
