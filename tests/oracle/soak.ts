/** The long run behind `npm run soak`: random streams or damaged lines, product against oracle. */
import { readManyLines } from './manyLines.ts';
import { countManyStreams } from './manyStreams.ts';
import { startOracle } from './oracleProcess.ts';

const [, , kind, countText, seedText] = process.argv;
const [count, seed] = [Number(countText), Number(seedText)];
const startedAtMs = performance.now();
const seconds = () => Math.round((performance.now() - startedAtMs) / 1000);
let announced = 0;

function onProgress(done: number): void {
  if (done < announced + count / 20) return;
  announced = done;
  console.log(`${done} of ${count} after ${seconds()} s`);
}

const oracle = startOracle();
try {
  const tally =
    kind === 'lines'
      ? await readManyLines(oracle, seed, count, onProgress)
      : await countManyStreams(oracle, seed, count, onProgress);
  for (const failure of tally.failures) console.log(`DIFFERENT ${failure}`);
  const { failures, ...figures } = tally;
  console.log(JSON.stringify({ kind, seed, ...figures, differences: failures.length }));
  process.exitCode = failures.length > 0 ? 1 : 0;
} finally {
  await oracle.stop();
}
