/**
 * How fast and how small the terminal command is on a large history, beside the fastest reader
 * there is for the same files: native ccusage. All commands take turns in one run, so that a busy
 * moment of the machine meets all of them.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNpmProgram } from '../live/npmProgram.ts';
import type { History } from '../live/tollgateCommand.ts';
import { openAppendedSession } from './appendedSession.ts';
import { type CachedCorpus, cachedCorpus, warmPageCache } from './corpusCache.ts';
import { type Command, type Measurement, measure, summarise } from './measure.ts';
import { atMost, type BenchLine, type BenchPart, type Target } from './report.ts';

/** The newest version whose Linux program is on the registry. */
const CCUSAGE_VERSION = '20.0.24';
const CLI = fileURLToPath(new URL('../../out/main/cli.cjs', import.meta.url));
const MIB = 1024 ** 2;
const MEGABYTE = 1_000_000;

/** ccusage counts some copies differently, but not by more than this. */
const PLAUSIBLE_DIFFERENCE = 0.15;

type Size = {
  readonly part: BenchPart['part'];
  readonly bytes: number;
  readonly files: number;
  readonly rounds: number;
  readonly importRatio: number;
  readonly peakMegabytes: number;
  /** Of `status` with nothing new. */
  readonly unchangedRatio: number | null;
};

const MONTHS: Size = {
  part: 'import',
  bytes: 100 * MIB,
  files: 2_000,
  rounds: 7,
  importRatio: 1,
  peakMegabytes: 300,
  unchangedRatio: null,
};
const YEARS: Size = {
  part: 'gigabyte',
  bytes: 1024 * MIB,
  files: 2_000,
  rounds: 7,
  importRatio: 0.75,
  peakMegabytes: 250,
  unchangedRatio: 0.1,
};

type Contender = 'node' | 'ccusage' | 'import' | 'unchanged' | 'appended';

const NAMES: Readonly<Record<Contender, string>> = {
  node: 'Node alone (floor)',
  ccusage: `ccusage ${CCUSAGE_VERSION}, native`,
  import: 'tollgate import, cold',
  unchanged: 'tollgate status, nothing new',
  appended: 'tollgate status, one line appended',
};

export const benchImport = (): Promise<BenchPart> => bench(MONTHS);
export const benchGigabyte = (): Promise<BenchPart> => bench(YEARS);

async function bench(size: Size): Promise<BenchPart> {
  const ccusage = await ensureCcusage();
  const corpus = cachedCorpus(size.bytes, size.files, 1);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-bench-'));
  const appended = openAppendedSession(corpus);
  try {
    const warm = path.join(folder, 'warm');
    await measure(tollgate(corpus, warm, ['import']));
    await checkTotals(corpus, warm, ccusage);

    const runs: Record<Contender, Measurement[]> = {
      node: [],
      ccusage: [],
      import: [],
      unchanged: [],
      appended: [],
    };
    for (let round = 0; round < size.rounds; round += 1) {
      // A system may give up cached pages within seconds: each of the two that read all finds them there.
      warmPageCache(corpus.home);
      const cold = path.join(folder, `cold-${round}`);
      runs.node.push(await measure(node(corpus)));
      runs.ccusage.push(await measure(ccusageDaily(ccusage, corpus)));
      warmPageCache(corpus.home);
      runs.import.push(await measure(tollgate(corpus, cold, ['import'])));
      fs.rmSync(cold, { recursive: true, force: true });
      // Whatever the last round appended is read here, so that the next one finds nothing new.
      await measure(tollgate(corpus, warm, ['status', '--json']));
      runs.unchanged.push(await measure(tollgate(corpus, warm, ['status', '--json'])));
      const before = await responsesToday(corpus, warm);
      appended.append();
      runs.appended.push(await measure(tollgate(corpus, warm, ['status', '--json'])));
      if ((await responsesToday(corpus, warm)) !== before + 1) {
        throw new Error('the appended line was not counted, so its time means nothing');
      }
    }
    return describe(corpus, size, runs);
  } finally {
    appended.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function ensureCcusage(): Promise<string> {
  return ensureNpmProgram({
    packageSpec: `ccusage@${CCUSAGE_VERSION}`,
    findExecutable: (installed) => {
      const name = `@ccusage/ccusage-${process.platform}-${process.arch}`;
      const file = path.join(installed, 'node_modules', name, 'bin', 'ccusage');
      return fs.existsSync(file) ? file : null;
    },
  });
}

function environment({ home }: CachedCorpus): Record<string, string> {
  return { HOME: home, PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', TZ: 'UTC' };
}

function node(corpus: CachedCorpus): Command {
  return { program: process.execPath, args: ['--eval', '0'], env: environment(corpus) };
}

function ccusageDaily(program: string, corpus: CachedCorpus): Command {
  return { program, args: ['daily', '--offline', '--json'], env: environment(corpus) };
}

function tollgate(corpus: CachedCorpus, dataFolder: string, words: readonly string[]): Command {
  return {
    program: process.execPath,
    args: [CLI, ...words],
    env: { ...environment(corpus), TOLLGATE_DATA_DIR: dataFolder },
  };
}

/** A fast answer that is wrong would win every benchmark. */
async function checkTotals(corpus: CachedCorpus, warm: string, ccusage: string): Promise<void> {
  const { total } = corpus.truth;
  const own = await measure(tollgate(corpus, warm, ['history', '--by', 'model', '--json']));
  const { rows } = JSON.parse(own.stdout) as History;
  const sum = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((part, row) => part + pick(row), 0);
  const counted = {
    inputTokens: sum((row) => row.inputTokens),
    outputTokens: sum((row) => row.outputTokens),
    cacheWriteTokens: sum((row) => row.cacheWriteTokens),
    cacheReadTokens: sum((row) => row.cacheReadTokens),
    events: sum((row) => row.events),
  };
  if (JSON.stringify(counted) !== JSON.stringify(total)) {
    throw new Error(
      `tollgate counted ${JSON.stringify(counted)}, right is ${JSON.stringify(total)}`,
    );
  }
  const other = await measure(ccusageDaily(ccusage, corpus));
  const { totals } = JSON.parse(other.stdout) as { totals: { outputTokens: number } };
  const difference = Math.abs(totals.outputTokens - total.outputTokens) / total.outputTokens;
  if (!(difference < PLAUSIBLE_DIFFERENCE)) {
    throw new Error(`ccusage counted ${totals.outputTokens} output tokens: not the same corpus`);
  }
}

async function responsesToday(corpus: CachedCorpus, warm: string): Promise<number> {
  const { stdout } = await measure(tollgate(corpus, warm, ['status', '--json']));
  const status = JSON.parse(stdout) as { totals: { today: { events: number } } | null };
  return status.totals?.today.events ?? 0;
}

function describe(
  corpus: CachedCorpus,
  size: Size,
  runs: Record<Contender, Measurement[]>,
): BenchPart {
  const { written } = corpus.truth;
  const ccusageMs = summarise(runs.ccusage.map(({ wallMs }) => wallMs)).median;
  const lineOf = (contender: Contender, judge?: (wallMs: number) => Target): BenchLine => {
    const wall = summarise(runs[contender].map(({ wallMs }) => wallMs));
    const cpu = summarise(runs[contender].map(({ cpuMs }) => cpuMs));
    const peak = summarise(runs[contender].map(({ peakBytes }) => peakBytes));
    const ratio = wall.median / ccusageMs;
    return {
      name: NAMES[contender],
      cells: [
        `${wall.median.toFixed(0)} (${wall.least.toFixed(0)}–${wall.most.toFixed(0)})`,
        cpu.median.toFixed(0),
        (peak.median / MEGABYTE).toFixed(0),
        ratio.toFixed(2),
      ],
      figures: {
        wallMs: wall.median,
        leastWallMs: wall.least,
        mostWallMs: wall.most,
        cpuMs: cpu.median,
        peakBytes: peak.median,
        ratioToCcusage: ratio,
      },
      ...(judge ? { target: judge(wall.median) } : {}),
    };
  };
  const { unchangedRatio } = size;
  const unchanged =
    unchangedRatio === null
      ? undefined
      : (wallMs: number): Target => ({
          ...atMost(wallMs / ccusageMs, unchangedRatio),
          text: `≤ ${unchangedRatio} × ccusage`,
        });
  const peakMegabytes = Math.max(...runs.import.map(({ peakBytes }) => peakBytes)) / MEGABYTE;
  return {
    part: size.part,
    title:
      `${written.files} files, ${(written.bytes / 1024 ** 2).toFixed(0)} MiB, ` +
      `${written.lines} lines, ${corpus.truth.total.events} responses; median of ${size.rounds}`,
    columns: ['wall ms', 'CPU ms', 'peak MB', '× ccusage'],
    lines: [
      lineOf('node'),
      lineOf('ccusage'),
      lineOf('import', (wallMs) => ({
        ...atMost(wallMs / ccusageMs, size.importRatio),
        text: `≤ ${size.importRatio} × ccusage`,
      })),
      {
        name: 'its largest peak memory',
        cells: ['', '', peakMegabytes.toFixed(0), ''],
        figures: { peakMegabytes },
        target: atMost(peakMegabytes, size.peakMegabytes, 'MB'),
      },
      lineOf('unchanged', unchanged),
      lineOf('appended'),
    ],
  };
}
