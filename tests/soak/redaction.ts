/** Lines of logs with a key in each, and as many without: no key may stay, and hardly a clean line may change. */
import fc from 'fast-check';
import { redact } from '../../main/domain/redaction.ts';
import { anyKey, cleanLine } from '../fixtures/keys.ts';

const lines = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1_000_000_000);
/** Sampled in portions, so that memory stays small. */
const PORTION = 10_000;
const MOST_ALTERED = 0.001;

let leaks = 0;
let altered = 0;
let done = 0;
for (let portion = 0; done < lines; portion += 1) {
  const size = Math.min(PORTION, lines - done);
  const samples = fc.sample(fc.tuple(anyKey, cleanLine, cleanLine), {
    numRuns: size,
    seed: seed + portion,
  });
  for (const [key, before, after] of samples) {
    if (redact(before) !== before) altered += 1;
    const clean = redact(`${before} ${key} ${after}`);
    if (clean.includes(key.slice(12, 36)) || clean.includes(key.slice(-16))) {
      leaks += 1;
      if (leaks < 10) console.log(`seed ${seed + portion}: ${clean}`);
    }
  }
  done += size;
}
console.log(`redaction lines=${done} leaks=${leaks} altered_clean=${altered} seed=${seed}`);
process.exitCode = leaks === 0 && altered <= done * MOST_ALTERED ? 0 : 1;
