/** How long a look takes in the running app: from a line on the disk to the snapshot that has it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Engine } from '../../main/engine/engine.ts';
import { engineOver } from '../fixtures/engineOver.ts';
import { openAppendedSession } from './appendedSession.ts';
import { cachedCorpus } from './corpusCache.ts';
import { summarise } from './measure.ts';
import { atMost, type BenchLine, type BenchPart } from './report.ts';

const MIB = 1024 ** 2;
const HISTORIES = [
  { bytes: 100 * MIB, files: 2_000, targetMs: 50 },
  { bytes: 100 * MIB, files: 20_000, targetMs: 250 },
] as const;
const ROUNDS = 15;

export async function benchRefresh(): Promise<BenchPart> {
  const lines: BenchLine[] = [];
  for (const history of HISTORIES) lines.push(...(await looksAt(history)));
  return {
    part: 'refresh',
    title: `A look by a running engine; median of ${ROUNDS}`,
    columns: ['ms'],
    lines,
  };
}

async function looksAt({ bytes, files, targetMs }: (typeof HISTORIES)[number]) {
  const corpus = cachedCorpus(bytes, files, 1);
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-bench-'));
  const session = openAppendedSession(corpus);
  const engine = engineOver({ home: corpus.home, dataFolder });
  try {
    await engine.allowReading();
    session.append();
    await engine.look('full');
    const appended = await timeLooks(engine, 'hot', session.append);
    const listed = await timeLooks(engine, 'full', session.append);
    const quiet = await timeLooks(engine, 'hot', null);
    const among = `${files.toLocaleString('en')} files`;
    return [
      line(`${among}: after one append, the latest files`, appended, targetMs),
      line(`${among}: after one append, everything listed`, listed, targetMs),
      line(`${among}: nothing new`, quiet, null),
    ];
  } finally {
    await engine.close();
    session.remove();
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function timeLooks(
  engine: Engine,
  kind: 'full' | 'hot',
  append: (() => void) | null,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = (await engine.look('hot')).totals?.today.events ?? 0;
    append?.();
    const startedAt = performance.now();
    const snapshot = await engine.look(kind);
    times.push(performance.now() - startedAt);
    const isCounted = (snapshot.totals?.today.events ?? 0) > before;
    if (append && !isCounted) {
      throw new Error('the appended line was not counted, so its time means nothing');
    }
  }
  return times;
}

function line(name: string, times: readonly number[], limitMs: number | null): BenchLine {
  const { median, least, most } = summarise(times);
  return {
    name,
    cells: [`${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)})`],
    figures: { ms: median, leastMs: least, mostMs: most },
    ...(limitMs === null ? {} : { target: atMost(median, limitMs, 'ms') }),
  };
}
