/** Runs programs and measures them; medians, because a shared machine has outliers. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../live/runProgram.ts';

const HELPER = fileURLToPath(new URL('resources.py', import.meta.url));
const DEADLINE_MS = 5 * 60_000;

export type Measurement = {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly stdout: string;
};

export type Command = {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

export async function measure({ program, args, env }: Command): Promise<Measurement> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-measure-'));
  try {
    const resultFile = path.join(folder, 'result.json');
    const { stdout, stderr } = await runProgram(
      'python3',
      [HELPER, resultFile, program, ...args],
      // The helper must find Python, whatever home the measured program gets.
      { cwd: folder, env: { ...env, PATH: process.env['PATH'] ?? '' }, deadlineMs: DEADLINE_MS },
    );
    const result = JSON.parse(fs.readFileSync(resultFile, 'utf8')) as Measurement & {
      exitCode: number;
    };
    // The terminal command answers "at the boundary" with 1 and "nothing to show" with 69.
    if (![0, 1, 69].includes(result.exitCode)) {
      throw new Error(`${program} ${args.join(' ')} ended with ${result.exitCode}: ${stderr}`);
    }
    return { ...result, stdout };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export type Summary = {
  readonly median: number;
  readonly least: number;
  readonly most: number;
};

export function summarise(values: readonly number[]): Summary {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
  return { median, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}
