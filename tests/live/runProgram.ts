/** Runs a program to its end with nothing inherited: its own environment, no stdin, a deadline. */
import { spawn } from 'node:child_process';

export type RunResult = {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type RunOptions = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly deadlineMs?: number;
};

const DEFAULT_DEADLINE_MS = 120_000;

/** Rejects when the deadline passes, after ending the program's whole process group. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, deadlineMs = DEFAULT_DEADLINE_MS }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    let isLate = false;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const deadline = setTimeout(() => {
      isLate = true;
      endGroup(child.pid);
    }, deadlineMs);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(deadline);
      if (!isLate) resolve({ exitCode, stdout, stderr });
      else reject(new Error(`${program} ran longer than ${deadlineMs} ms.\n${stdout}\n${stderr}`));
    });
  });
}

function endGroup(groupId: number | undefined): void {
  if (groupId === undefined) return;
  try {
    process.kill(-groupId, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
