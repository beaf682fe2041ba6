/** The Python oracle as a process that judges batches of corpora, while this one does the same. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { StreamFile } from './streams.ts';
import type { Answer } from './totals.ts';

const PROGRAM = path.join(import.meta.dirname, 'oracle.py');
const MEMORY_FOLDER = '/dev/shm';

/** A folder for short-lived files, in memory where the system has such a place. */
export function temporaryFolder(): string {
  const parent = fs.existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : os.tmpdir();
  return fs.mkdtempSync(path.join(parent, 'tollgate-oracle-'));
}

export type Oracle = ReturnType<typeof startOracle>;

/**
 * Starts it; `stop` ends it and removes its files.
 * @throws Error when there is no Python 3
 */
export function startOracle() {
  const version = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0 || !version.stdout.startsWith('Python 3')) {
    throw new Error('The counting oracle needs Python 3: no program "python3" was found.');
  }
  const folder = temporaryFolder();
  const child = spawn('python3', [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let asked = 0;

  /** Judges corpora; answers come in the order of the questions. */
  async function ask(corpora: readonly (readonly StreamFile[])[]): Promise<Answer[]> {
    const batch = path.join(folder, `batch-${(asked += 1)}`);
    fs.writeFileSync(batch, Buffer.concat(corpora.flatMap(framed)));
    child.stdin.write(`${batch}\n`);
    const answer = await lines.next();
    fs.rmSync(batch);
    if (answer.done) throw new Error('The counting oracle ended; its reason stands above.');
    return JSON.parse(answer.value) as Answer[];
  }

  return {
    ask,
    async judge(files: readonly StreamFile[]): Promise<Answer> {
      return (await ask([files]))[0] as Answer;
    },
    async stop(): Promise<void> {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function framed(files: readonly StreamFile[]): Buffer[] {
  const header = files.map(({ agent, stem, folders, bytes }) => [
    agent,
    stem,
    folders,
    bytes.length,
  ]);
  return [Buffer.from(`${JSON.stringify(header)}\n`), ...files.map(({ bytes }) => bytes)];
}
