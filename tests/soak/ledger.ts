/** Random histories against the oracle: splits, balances, drifts, months and attribution, to the micro-dollar. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../bench/random.ts';
import { historyOf, type History } from './history.ts';
import { ledgerAnswer, questionOf } from './ledgerAnswers.ts';

const ORACLE = fileURLToPath(new URL('../oracle/ledger_oracle.py', import.meta.url));
const BATCH = 500;

export type SoakResult = {
  readonly histories: number;
  readonly differences: number;
  /** Seed of the first history that differs, and both answers, to begin the search with. */
  readonly first: { readonly seed: number; readonly ours: string; readonly oracle: string } | null;
  /** How often each reason for a side came up: a reason that never does is not tested. */
  readonly reasons: Readonly<Record<string, number>>;
};

/** Answers of the oracle to a batch of questions at a time. */
function startOracle() {
  const child = spawn('python3', [ORACLE], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(questions: readonly string[]): Promise<string[]> {
      // The blank at the end of the last line asks for all answers so far.
      if (!child.stdin.write(`${questions.join('\n')} \n`)) await once(child.stdin, 'drain');
      const answers: string[] = [];
      while (answers.length < questions.length) {
        const line: IteratorResult<string, unknown> = await lines.next();
        if (line.done) throw new Error('the oracle ended early');
        answers.push(line.value);
      }
      return answers;
    },
    async stop(): Promise<void> {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

function answerOf(seed: number, history: History): string {
  try {
    return ledgerAnswer(history, createRandom(seed ^ 0x5bd1e995));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Compares `histories` histories, beginning with a seed. Deterministic: a difference is found again by its seed. */
export async function soakLedger(count: number, firstSeed: number): Promise<SoakResult> {
  const oracle = startOracle();
  const reasons: Record<string, number> = {};
  let differences = 0;
  let first: SoakResult['first'] = null;
  try {
    for (let done = 0; done < count; done += BATCH) {
      const size = Math.min(BATCH, count - done);
      const seeds = Array.from({ length: size }, (_, index) => firstSeed + done + index);
      const histories = seeds.map(historyOf);
      const asked = oracle.ask(histories.map(questionOf));
      const ours = seeds.map((seed, index) => answerOf(seed, histories[index] as History));
      for (const [index, theirs] of (await asked).entries()) {
        const mine = ours[index] as string;
        for (const [, reason = ''] of mine.matchAll(/"event-\d+","[a-z-]+","([a-z-]+)"/g)) {
          reasons[reason] = (reasons[reason] ?? 0) + 1;
        }
        if (mine === theirs) continue;
        differences += 1;
        first ??= { seed: seeds[index] as number, ours: mine, oracle: theirs };
      }
    }
  } finally {
    await oracle.stop();
  }
  return { histories: count, differences, first, reasons };
}
