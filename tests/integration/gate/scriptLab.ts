/** Runs the gate's script under the shells of this machine, with a clock and an input of the test's. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { GateQuestion } from '../../../main/domain/gate.ts';

export const SCRIPT_PATH = new URL('../../../resources/gate/tollgate-gate.sh', import.meta.url)
  .pathname;

/** The shells that may stand behind `sh` on a user's machine, as far as this one has them. */
export const SHELLS: readonly string[] = ['dash', 'bash --posix', 'busybox sh'].filter((shell) => {
  const [program = '', ...rest] = shell.split(' ');
  return spawnSync(program, [...rest, '-c', ':']).status === 0;
});

export type ScriptCase = {
  readonly text: string | null;
  readonly question: GateQuestion & { readonly projectFolder: string };
  /**
   * Whether the session is told in the environment alone, as our plugin for OpenCode does, or in the input, beside the
   * session of an agent that has started this one in the environment.
   */
  readonly isSessionInEnvironment: boolean;
  /** Whose answers are wanted; absent: those of Claude Code. */
  readonly form?: 'user-message' | undefined;
};

/** What the script printed and its exit code. */
export type ScriptAnswer = {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
};

/**
 * One shell works through all cases: starting a process for each from here would take far longer. The
 * functions stand in for the clock, and end a script that would wait; the folder that it runs in need not be there.
 */
const DRIVER = `
while IFS= read -r place; do
  { IFS= read -r account; IFS= read -r event; IFS= read -r strict; IFS= read -r session; IFS= read -r project; IFS= read -r WORK; } <"$place/question"
  CLAUDE_CODE_SESSION_ID=$session CLAUDE_PROJECT_DIR=$project WORK=$WORK \
    $SHELL_UNDER_TEST -c 'date() { echo "$NOW"; }; sleep() { kill -TERM "$$"; }; PWD=$WORK; . "$0"' \
    "$place/tollgate-gate.sh" "$account" "$event" $strict \
    <"$place/input" >"$place/stdout" 2>"$place/stderr"
  echo "$?" >"$place/code"
done
`;

/** Answers in the order of the cases. `nowMs` is what the clock says; a script that would wait is ended. */
export function runCases(
  shell: string,
  cases: readonly ScriptCase[],
  nowMs: number,
): readonly ScriptAnswer[] {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-gate-'));
  try {
    const places = cases.map((one, index) => layCase(path.join(root, String(index)), one));
    const result = spawnSync('dash', ['-c', DRIVER], {
      input: `${places.join('\n')}\n`,
      env: {
        PATH: process.env['PATH'],
        SHELL_UNDER_TEST: shell,
        NOW: String(Math.floor(nowMs / 1000)),
      },
      cwd: '/',
    });
    if (result.status !== 0) throw new Error(`the driver failed: ${String(result.stderr)}`);
    return places.map((place) => {
      const read = (name: string) => fs.readFileSync(path.join(place, name), 'utf8');
      return { stdout: read('stdout'), stderr: read('stderr'), code: Number(read('code')) };
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

function layCase(
  place: string,
  { text, question, isSessionInEnvironment, form }: ScriptCase,
): string {
  fs.mkdirSync(place);
  fs.symlinkSync(SCRIPT_PATH, path.join(place, 'tollgate-gate.sh'));
  if (text !== null) fs.writeFileSync(path.join(place, 'gate.state'), text);
  const { accountId, event, isStrict, sessionId, projectFolder, model } = question;
  const { workingFolder = projectFolder } = question;
  const around = sessionId === null || isSessionInEnvironment ? sessionId : strangerTo(sessionId);
  const words = [...(isStrict ? ['strict'] : []), ...(form ? [form] : [])].join(' ');
  const lines = [accountId, event, words, around ?? '', projectFolder, workingFolder];
  fs.writeFileSync(path.join(place, 'question'), `${lines.join('\n')}\n`);
  const input = {
    ...(sessionId === null || isSessionInEnvironment
      ? {}
      : { [form === 'user-message' ? 'conversation_id' : 'session_id']: sessionId }),
    hook_event_name: 'x',
    ...(model === null ? {} : { to_model: model }),
  };
  fs.writeFileSync(path.join(place, 'input'), JSON.stringify(input));
  return place;
}

function strangerTo(sessionId: string): string {
  return sessionId === 's-1' ? 's-2' : 's-1';
}

/** Runs one program to its end without waiting for others. */
export function runScript(
  folder: string,
  words: readonly string[],
  options: {
    readonly input?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly shell?: string;
    readonly cwd?: string;
  } = {},
): Promise<ScriptAnswer> {
  return new Promise((resolve, reject) => {
    const script = path.join(folder, 'tollgate-gate.sh');
    const env = { PATH: process.env['PATH'], ...options.env };
    const place = options.cwd === undefined ? {} : { cwd: options.cwd };
    const child = spawn(options.shell ?? 'sh', [script, ...words], {
      stdio: 'pipe',
      env,
      ...place,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ stdout, stderr, code: code ?? -1 }));
    // A script that does not read its input closes the pipe; that is its right.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '{}');
  });
}
