/**
 * Histories of unusual shapes: whether they are imported at all, how long it takes and how much memory. Each is
 * generated once and kept (`corpusCache.ts`), and what was counted is held against the generator's own truth.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedCorpus, warmPageCache, type CachedCorpus } from './corpusCache.ts';
import { measure, summarise, type Measurement } from './measure.ts';
import { atMost, type BenchLine, type BenchPart } from './report.ts';

const CLI = fileURLToPath(new URL('../../out/main/cli.cjs', import.meta.url));
const MIB = 1024 ** 2;
const MEGABYTE = 1_000_000;
const MOST_PEAK_MEGABYTES = 250;
const ROUNDS = 3;

const SHAPES = [
  { name: 'one file of 1 GiB', bytes: 1024 * MIB, files: 1 },
  { name: '100,000 files, 400 MiB', bytes: 400 * MIB, files: 100_000 },
] as const;

export async function benchShapes(): Promise<BenchPart> {
  const lines: BenchLine[] = [];
  for (const { name, bytes, files } of SHAPES) {
    const corpus = cachedCorpus(bytes, files, 1);
    warmPageCache(corpus.home);
    const runs: Measurement[] = [];
    for (let round = 0; round < ROUNDS; round += 1) runs.push(await importOnce(corpus));
    lines.push(lineOf(name, runs));
  }
  return {
    part: 'shapes',
    title: `cold import of unusual histories; median of ${ROUNDS}, largest peak`,
    columns: ['wall ms', 'CPU ms', 'peak MB'],
    lines,
  };
}

/** @throws when the import counted anything but the truth: a fast wrong answer is no figure */
async function importOnce({ home, truth }: CachedCorpus): Promise<Measurement> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-shapes-'));
  const env = {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TOLLGATE_DATA_DIR: folder,
  };
  try {
    const run = await measure({ program: process.execPath, args: [CLI, 'import', '--json'], env });
    const { events, filesRead } = JSON.parse(run.stdout) as { events: number; filesRead: number };
    if (events !== truth.total.events || filesRead !== truth.written.files) {
      throw new Error(
        `${events} answers in ${filesRead} files counted; right are ${truth.total.events} in ${truth.written.files}`,
      );
    }
    return run;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function lineOf(name: string, runs: readonly Measurement[]): BenchLine {
  const wallMs = summarise(runs.map((run) => run.wallMs)).median;
  const cpuMs = summarise(runs.map((run) => run.cpuMs)).median;
  const peakMegabytes = Math.max(...runs.map(({ peakBytes }) => peakBytes)) / MEGABYTE;
  return {
    name,
    cells: [wallMs.toFixed(0), cpuMs.toFixed(0), peakMegabytes.toFixed(0)],
    figures: { wallMs, cpuMs, peakMegabytes },
    target: atMost(peakMegabytes, MOST_PEAK_MEGABYTES, 'MB'),
  };
}
