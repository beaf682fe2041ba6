/** Many damaged lines, read by the product and judged by the oracle side by side. */
import { createFuzz, type FuzzedFile } from './fuzzLines.ts';
import { createMemoryReader, type MemoryReader } from './inMemory.ts';
import type { Oracle } from './oracleProcess.ts';
import type { StreamFile } from './streams.ts';
import { differences, type Answer, type Row } from './totals.ts';

/** Lines a transcript, and transcripts and rollouts a round. */
const LINES = 4000;
const ROLLOUTS = 20;

export type LineTally = {
  readonly lines: number;
  readonly valid: number;
  readonly refused: number;
  /** Lines with damage in the model's words alone, which the reader skips: counted as they were meant. */
  readonly spared: number;
  readonly failures: readonly string[];
};

/** Judges at least this many lines from one seed. */
export async function readManyLines(
  oracle: Oracle,
  seed: number,
  count: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<LineTally> {
  const fuzz = createFuzz(seed);
  const reader = createMemoryReader();
  const failures: string[] = [];
  let [lines, valid, refused, spared] = [0, 0, 0, 0];
  try {
    while (lines < count && failures.length < 5) {
      const fuzzed = [
        fuzz.transcript(LINES),
        ...Array.from({ length: ROLLOUTS }, () => fuzz.rollout()).flat(),
      ];
      const judged = await judge(oracle, reader, fuzzed, seed);
      lines += fuzzed.reduce((sum, file) => sum + file.lines, 0);
      valid += responsesOf(judged.oracle);
      refused += judged.oracle.refused;
      spared += judged.spared;
      failures.push(...judged.differences.map((text) => `seed ${seed}, by line ${lines}: ${text}`));
      onProgress(lines);
    }
  } finally {
    reader.dispose();
  }
  return { lines, valid, refused, spared, failures };
}

async function judge(
  oracle: Oracle,
  reader: MemoryReader,
  fuzzed: readonly FuzzedFile[],
  seed: number,
) {
  const files = fuzzed.map(({ file }) => file);
  const asked = oracle.judge(files);
  const product = reader.count(files, seed, 'lines');
  const strict = await asked;
  const { answer, spared } = await withSpared(oracle, files, strict, product);
  return { oracle: strict, spared, differences: differences(product, answer) };
}

/** Marks around what a model wrote. */
const WORDS_BEGIN = '"content":[';
const WORDS_END = '],"stop_reason":';

/**
 * The reader need not look at what a model wrote, so damage there may go unseen: such lines may count, but
 * only with the figures that the oracle finds in them without those words.
 */
export async function withSpared(
  oracle: Oracle,
  files: readonly StreamFile[],
  strict: Answer,
  product: Answer,
): Promise<{ answer: Answer; spared: number }> {
  if (differences(product, strict).length === 0) return { answer: strict, spared: 0 };
  const wordless = files.flatMap((file) =>
    brokenLinesWithoutWords(file.bytes).map((line) => [
      { ...file, bytes: Buffer.from(line, 'latin1') },
    ]),
  );
  const meant = await oracle.ask(wordless);
  const totals = { ...strict.totals };
  let agreed = 0;
  for (const line of meant) {
    const after = withLine(totals, line.totals);
    if (after.length === 0 || !after.every(([key, row]) => fits(row, product.totals[key])))
      continue;
    Object.assign(totals, Object.fromEntries(after));
    // An adviser's part of such a line may be refused where the line as a whole is not.
    agreed += 1 - line.refused;
  }
  // A line without use may be passed over instead of refused.
  const possible = agreed + meant.filter((line) => responsesOf(line) + line.refused === 0).length;
  const spared = strict.refused - product.refused;
  const isPossible = spared >= agreed && spared <= possible;
  const refused = isPossible ? product.refused : strict.refused;
  return { answer: { ...strict, totals, refused }, spared };
}

/** Sums of the keys that a line adds to. */
function withLine(totals: Answer['totals'], line: Answer['totals']): [string, Row][] {
  return Object.entries(line).map(([key, row]) => {
    const before = totals[key] ?? [0, 0, 0, 0, 0, 0, 0];
    return [key, before.map((count, index) => count + (row[index] as number)) as Row];
  });
}

function fits(row: Row, within: Row | undefined): boolean {
  return row.every((count, index) => count <= (within?.[index] ?? 0));
}

/** The lines that are no JSON, as long as a model's words stand in them, without those words. */
function brokenLinesWithoutWords(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => line.replace(/[\r\t ]+$/, ''))
    .filter((line) => line.includes(WORDS_END) && !isJson(line))
    .map((line) => {
      const begin = line.indexOf(WORDS_BEGIN) + WORDS_BEGIN.length;
      const end = line.indexOf(WORDS_END, begin);
      if (begin < WORDS_BEGIN.length || end < 0) return '';
      // Damaged words may have held the mark by which a line with use is known.
      return `${line.slice(0, begin)}{"usage":0}${line.slice(end)}`;
    })
    .filter((line) => line !== '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function responsesOf({ totals }: Answer): number {
  return Object.values(totals).reduce((sum, row) => sum + row[0], 0);
}
