/**
 * Runs a user's own program for one short conversation over its input and output, in an empty folder, and
 * leaves nothing behind: no process of its group, no folder.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemErrorCode } from '../bridge/fileErrors.ts';
import { createLineSplitter } from './lines.ts';

/** What to do after a line of the program's output. */
export type Step<T> =
  | { readonly kind: 'wait'; readonly say?: readonly string[] }
  | { readonly kind: 'done'; readonly value: T };

/** A conversation as plain functions: it knows no process. */
export type Dialogue<T> = {
  /** Lines said at the start. */
  readonly opening: readonly string[];
  take(line: string): Step<T>;
  /** The value of the whole output when the program has ended by itself; null when it answered nothing. */
  atEnd(output: string): T | null;
};

export type ProgramRun = {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly temporaryFolder: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
};

export type ProgramProblem = {
  readonly kind:
    | 'program-missing'
    | 'program-refused'
    | 'timed-out'
    | 'ended-early'
    | 'too-much-output'
    | 'cancelled'
    | 'no-folder';
  readonly message: string;
};

export type ProgramOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ProgramProblem };

/** A program that has answered ends by itself when its input is closed; this long it may take. */
const GRACE_MS = 2_000;
const POLL_MS = 10;
/** Real answers are tens of kilobytes. */
const LONGEST_OUTPUT_CHARACTERS = 4 * 1024 * 1024;

/** Asks a program. It is gone when the promise resolves, and so is its folder. Never rejects for its faults. */
export async function askProgram<T>(
  run: ProgramRun,
  dialogue: Dialogue<T>,
): Promise<ProgramOutcome<T>> {
  let folder: string;
  try {
    folder = await mkdtemp(join(run.temporaryFolder, 'tollgate-ask-'));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return problem('no-folder', inEnglish('No temporary folder could be made ({code}).', { code }));
  }
  try {
    return await converse(run, folder, dialogue);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function converse<T>(
  run: ProgramRun,
  folder: string,
  dialogue: Dialogue<T>,
): Promise<ProgramOutcome<T>> {
  if (run.signal?.aborted) return problem('cancelled', inEnglish('Tollgate is quitting.'));
  const child = spawn(run.program, run.args, {
    cwd: folder,
    env: run.environment,
    stdio: ['pipe', 'pipe', 'ignore'],
    // A group of its own, so that whatever it starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const outcome = await hear(child, run, dialogue);
  child.stdin.end();
  await within(outcome.ok ? GRACE_MS : 0, gone);
  endGroup(child);
  await within(GRACE_MS, gone);
  await groupGone(child);
  child.stdout.destroy();
  return outcome;
}

function hear<T>(
  child: ReturnType<typeof spawn> & { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream },
  run: ProgramRun,
  dialogue: Dialogue<T>,
): Promise<ProgramOutcome<T>> {
  return new Promise((resolve) => {
    let output = '';
    const lines = createLineSplitter();
    const cancel = () => settle(problem('cancelled', 'Tollgate is quitting.'));
    const late = () =>
      settle(problem('timed-out', `The program gave no answer within ${run.deadlineMs} ms.`));
    const timer = setTimeout(late, run.deadlineMs);
    const settle = (outcome: ProgramOutcome<T>): void => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', cancel);
      child.stdout.removeAllListeners('data');
      // What still comes is read and dropped, so that the program can end.
      child.stdout.resume();
      resolve(outcome);
    };
    const say = (said: readonly string[]): void => {
      for (const line of said) child.stdin.write(`${line}\n`);
    };
    run.signal?.addEventListener('abort', cancel);
    // The program may end without listening to the end; its exit says so.
    child.stdin.on('error', () => undefined);
    child.once('error', (error) => settle(startProblem(error)));
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      output += chunk;
      if (output.length > LONGEST_OUTPUT_CHARACTERS) {
        return settle(
          problem('too-much-output', 'The program wrote more than any answer is long.'),
        );
      }
      for (const line of lines.take(chunk)) {
        const step = dialogue.take(line);
        if (step.kind === 'done') return settle({ ok: true, value: step.value });
        say(step.say ?? []);
      }
    });
    child.once('close', (exitCode: number | null) => {
      const value = dialogue.atEnd(output);
      settle(value === null ? endedEarly(exitCode) : { ok: true, value });
    });
    say(dialogue.opening);
    // A program that reads to the end of its input must see one.
    if (dialogue.opening.length === 0) child.stdin.end();
  });
}

function problem(kind: ProgramProblem['kind'], message: string): ProgramOutcome<never> {
  return { ok: false, problem: { kind, message } };
}

function endedEarly(exitCode: number | null): ProgramOutcome<never> {
  const message =
    exitCode === null
      ? inEnglish('The program ended by a signal without an answer.')
      : inEnglish('The program ended with exit code {code} without an answer.', { code: exitCode });
  return problem('ended-early', message);
}

function startProblem(error: unknown): ProgramOutcome<never> {
  const code = systemErrorCode(error);
  return code === 'ENOENT'
    ? problem('program-missing', inEnglish('The program is not there.'))
    : problem(
        'program-refused',
        inEnglish('The system does not start the program ({code}).', {
          code: code ?? 'unknown',
        }),
      );
}

/** Resolves when the event does, or after `ms` without it. */
async function within(ms: number, event: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([event, limit]);
  clearTimeout(timer);
}

/** Ends whatever is left of the program and of what it started. */
function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows knows no process groups; this ends the tree. Not tried on a real Windows yet.
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' }).on(
      'error',
      () => undefined,
    );
    return;
  }
  signalGroup(child.pid, 'SIGKILL');
}

/** What the program started is not our child, so its end is looked for: a signal takes a moment. */
async function groupGone({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || process.platform === 'win32') return;
  for (let waitedMs = 0; waitedMs < GRACE_MS && signalGroup(pid, 0); waitedMs += POLL_MS) {
    await delay(POLL_MS);
  }
}

/** Whether the group still had a member that took the signal. */
function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-groupId, signal);
  } catch (error) {
    // ESRCH: all of the group has ended; macOS says EPERM while its last member is being buried.
    if (['ESRCH', 'EPERM'].includes(systemErrorCode(error) ?? '')) return false;
    throw error;
  }
}
