/** Many random corpora, counted by the product and by the oracle side by side. */
import { createMemoryReader } from './inMemory.ts';
import type { Oracle } from './oracleProcess.ts';
import { randomStream } from './streams.ts';
import { differences, type Answer } from './totals.ts';

const BATCH = 500;

export type Tally = {
  readonly streams: number;
  readonly responses: number;
  readonly refused: number;
  /** What differed, with the seed that shows it again; the first few. */
  readonly failures: readonly string[];
};

/** Counts the corpora of `count` seeds from `firstSeed` on, in memory. */
export async function countManyStreams(
  oracle: Oracle,
  firstSeed: number,
  count: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<Tally> {
  const reader = createMemoryReader();
  const failures: string[] = [];
  let [responses, refused] = [0, 0];
  try {
    for (let done = 0; done < count && failures.length < 5; done += BATCH) {
      const size = Math.min(BATCH, count - done);
      const seeds = Array.from({ length: size }, (_, index) => firstSeed + done + index);
      const corpora = seeds.map((seed) => randomStream(seed));
      const asked = oracle.ask(corpora);
      const mine = corpora.map((files, index) => reader.count(files, seeds[index] as number));
      const truth = await asked;
      mine.forEach((answer, index) => {
        const right = truth[index] as Answer;
        responses += Object.values(right.totals).reduce((sum, row) => sum + row[0], 0);
        refused += right.refused;
        const found = differences(answer, right);
        if (found.length > 0) failures.push(`seed ${seeds[index]}: ${found.join('; ')}`);
      });
      onProgress(done + size);
    }
  } finally {
    reader.dispose();
  }
  return { streams: count, responses, refused, failures };
}
