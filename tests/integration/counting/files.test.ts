/** Random corpora as real files with a real database, written and read in pieces, against the oracle in Python. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../bench/random.ts';
import { startOracle, type Oracle } from '../../oracle/oracleProcess.ts';
import { piecesOf, type Piece } from '../../oracle/pieces.ts';
import { asStored, placeOf, storedTotals } from '../../oracle/realFiles.ts';
import { randomStream, shuffled, type StreamFile } from '../../oracle/streams.ts';
import { createImporter, type Importer } from '../ingest/importer.ts';

/** Streams share a database, so that many lives cost few databases. */
const LABS = 50;
const STREAMS_A_LAB = 20;
const FIRST_SEED = 20_261_122;

let oracle: Oracle;
beforeAll(() => {
  oracle = startOracle();
});
afterAll(() => oracle.stop());

async function live(importer: Importer, pieces: readonly Piece[], random: Random): Promise<void> {
  for (const { path: place, bytes } of pieces) {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.appendFileSync(place, bytes);
    const chance = random.share();
    if (chance < 0.04) importer.restart();
    else if (chance < 0.08) importer.forgetCursors();
    if (random.chance(0.12)) await importer.look();
  }
  await importer.look();
}

/** What agents do to their files later: rewritten in place, replaced, shortened, deleted. */
function rewriteSome(importer: Importer, files: readonly StreamFile[], random: Random): void {
  for (const file of files) {
    const place = placeOf(importer, file);
    const lines = file.bytes.toString('latin1').split('\n');
    const fate = random.integer(0, 9);
    if (fate === 0) fs.rmSync(place);
    else if (fate === 1) fs.truncateSync(place, random.integer(0, file.bytes.length));
    else if (fate === 2 && file.agent === 'claude-code')
      fs.writeFileSync(place, Buffer.from(shuffled(lines, random).join('\n'), 'latin1'));
    else if (fate === 3) {
      fs.writeFileSync(`${place}.new`, file.bytes);
      fs.renameSync(`${place}.new`, place);
    }
  }
}

describe('real files and a real database', () => {
  it(`count ${LABS * STREAMS_A_LAB} random streams as the oracle does, whatever the pieces, restarts and rewrites`, async () => {
    let responses = 0;
    for (let lab = 0; lab < LABS; lab += 1) {
      const seed = FIRST_SEED + lab * STREAMS_A_LAB;
      const files = Array.from({ length: STREAMS_A_LAB }, (_, index) => randomStream(seed + index));
      const random = createRandom(seed);
      const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-counting-'));
      const importer = createImporter(root);
      try {
        const truth = await oracle.judge(files.flat());
        const totals = asStored(truth.totals);
        await live(importer, piecesOf(importer, files.flat(), random), random);
        expect(storedTotals(importer), `seed ${seed}`).toEqual(totals);
        expect(importer.reader().refusedLines(), `refused lines of seed ${seed}`).toBe(
          truth.refused + truth.partial,
        );
        rewriteSome(importer, files.flat(), random);
        await importer.look();
        importer.restart();
        importer.forgetCursors();
        await importer.look();
        expect(storedTotals(importer), `seed ${seed} after rewrites`).toEqual(totals);
        responses += Object.values(totals).reduce((sum, [count]) => sum + (count ?? 0), 0);
      } finally {
        importer.close();
        fs.rmSync(root, { recursive: true, force: true });
      }
    }
    expect(responses).toBeGreaterThan(LABS * STREAMS_A_LAB);
  });

  it('count files that are appended to while they are read', async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-counting-'));
    const importer = createImporter(root);
    try {
      const files = Array.from({ length: 150 }, (_, index) => randomStream(FIRST_SEED - index));
      const pieces = piecesOf(importer, files.flat(), createRandom(FIRST_SEED), 20);
      const writer = new Worker(new URL('./appender.ts', import.meta.url), { workerData: pieces });
      let hasEnded = false;
      const ended = new Promise((resolve) => writer.once('exit', resolve)).then((code) => {
        hasEnded = true;
        return code;
      });
      let looks = 0;
      while (!hasEnded) {
        await importer.look();
        // A look with nothing new never leaves this turn, and the thread's end is only told in another.
        await new Promise(setImmediate);
        looks += 1;
      }
      expect(await ended).toBe(0);
      expect(looks).toBeGreaterThan(1);
      await importer.look();
      const truth = await oracle.judge(files.flat());
      expect(storedTotals(importer)).toEqual(asStored(truth.totals));
      expect(importer.reader().refusedLines()).toBe(truth.refused + truth.partial);
    } finally {
      importer.close();
      fs.rmSync(root, { recursive: true, force: true });
    }
  });
});
