/** The terminal command as a user runs it: what the live tests and the corpus test look through. */
import { fileURLToPath } from 'node:url';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { runProgram } from './runProgram.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/tollgate.mjs', import.meta.url));

export type HistoryRow = {
  readonly key: string;
  readonly agent: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  /** null when nothing in the row has a price. */
  readonly costMicros: number | null;
  readonly events: number;
  readonly unpricedEvents: number;
};

export type History = {
  readonly rows: readonly HistoryRow[];
  readonly refusedLines: number;
  readonly unpricedModels: readonly string[];
};

export type Grouping = 'day' | 'model' | 'project' | 'session' | 'window';

/** Where Tollgate keeps its data and finds the agents; the rest of the environment is the user's. */
export type CommandEnvironment = Readonly<Record<string, string>> & {
  readonly TOLLGATE_DATA_DIR: string;
  readonly HOME: string;
};

/** `status` answers scripts with its exit code too: 1 at the boundary, 69 without any data. */
export type Status = {
  readonly exitCode: number | null;
  readonly snapshot: Snapshot;
};

export async function readHistory(by: Grouping, env: CommandEnvironment): Promise<History> {
  const args = ['history', '--by', by, '--json'];
  const { exitCode, stdout, stderr } = await run(args, env);
  if (exitCode !== 0) throw new Error(`tollgate ${args.join(' ')}: ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as History;
}

export async function readStatus(env: CommandEnvironment): Promise<Status> {
  const { exitCode, stdout, stderr } = await run(['status', '--json'], env);
  if (stdout === '') throw new Error(`tollgate status printed nothing: ${exitCode}: ${stderr}`);
  return { exitCode, snapshot: JSON.parse(stdout) as Snapshot };
}

function run(args: readonly string[], env: CommandEnvironment) {
  return runProgram(process.execPath, [SCRIPT, ...args], { cwd: env.HOME, env });
}
