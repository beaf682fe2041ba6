/**
 * What the app costs while nobody looks: time until the tray icon stands, memory, idle CPU; and the time until the
 * glance is painted. A bare Electron app takes turns with it: that part is not ours.
 *
 * TOLLGATE_BENCH_IDLE_SECONDS shortens the ten minutes of idling for a first impression.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cachedCorpus } from './corpusCache.ts';
import { glanceCosts, type GlanceCosts } from './glanceBench.ts';
import { idleCosts, restingBytes, type IdleCosts } from './idleBench.ts';
import { measure, summarise } from './measure.ts';
import { BARE_APP, OWN_APP, startApp, type Place } from './measuredApp.ts';
import { atMost, type BenchLine, type BenchPart } from './report.ts';

const CLI = path.join(OWN_APP, 'out', 'main', 'cli.cjs');
const CORPUS = { bytes: 100 * 1024 * 1024, files: 3_000, seed: 1 };
const START_ROUNDS = 5;
const SETTLING_MS = 12_000;
const IDLE_SECONDS = Number(process.env['TOLLGATE_BENCH_IDLE_SECONDS'] ?? 600);
const MEGABYTE = 1_000_000;

const TARGETS = {
  trayMs: 1_000,
  memoryRatio: 1.15,
  idlePoints: 0.2,
  blockMs: 50,
  warmMs: 50,
  coldRatio: 1.3,
};

/** Of Tollgate and of the bare app. */
type Pair = { readonly own: number; readonly floor: number };

type Found = {
  readonly trayMs: Pair;
  readonly bytes: Pair;
  readonly idle: IdleCosts;
  readonly glance: GlanceCosts;
  readonly blockMs: number;
};

export async function benchApp(): Promise<BenchPart> {
  const program = process.env['TOLLGATE_BENCH_ELECTRON'];
  if (!program) throw new Error('run this through scripts/bench.mjs');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-bench-'));
  try {
    const { home } = cachedCorpus(CORPUS.bytes, CORPUS.files, CORPUS.seed);
    const env: Record<string, string> = {
      ...(process.env as Record<string, string>),
      HOME: home,
      TOLLGATE_DATA_DIR: path.join(folder, 'data'),
      TOLLGATE_BENCH: '1',
    };
    const place = { electron: ownCopy(program, folder), env, folder };
    // An app that is in daily use: its history is imported already.
    await measure({ program: process.execPath, args: [CLI, 'import'], env });
    return describe({
      trayMs: await trayTimes(place),
      blockMs: await longestBlock(place),
      bytes: {
        floor: await restingBytes(place, BARE_APP),
        own: await restingBytes(place, OWN_APP),
      },
      glance: await glanceCosts(place),
      idle: await idleCosts(place, home, IDLE_SECONDS * 1000),
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Pages of a file are shared by all who run it: another Electron on this machine would make this one look smaller. */
function ownCopy(program: string, folder: string): string {
  const copy = path.join(folder, 'electron');
  fs.cpSync(path.dirname(fs.realpathSync(program)), copy, { recursive: true });
  return path.join(copy, path.basename(program));
}

async function trayTimes(place: Place): Promise<Pair> {
  const times = { floor: [] as number[], own: [] as number[] };
  for (let round = 0; round < START_ROUNDS; round += 1) {
    for (const [kind, appFolder] of [
      ['floor', BARE_APP],
      ['own', OWN_APP],
    ] as const) {
      const app = await startApp(place, appFolder);
      times[kind].push(app.trayMs);
      await app.stop();
    }
  }
  return { own: summarise(times.own).median, floor: summarise(times.floor).median };
}

/** The first import of the whole corpus under the app; main must stay free all the while. */
async function longestBlock(place: Place): Promise<number> {
  const { env, folder } = place;
  const data = path.join(folder, 'first-import');
  const empty = path.join(folder, 'empty-home');
  fs.mkdirSync(empty);
  const firstEnv = { ...env, TOLLGATE_DATA_DIR: data, TOLLGATE_BENCH_BLOCKS: '1' };
  // A terminal command is the yes to reading; over an empty home it reads nothing.
  await measure({
    program: process.execPath,
    args: [CLI, 'import'],
    env: { ...firstEnv, HOME: empty },
  });
  const app = await startApp({ ...place, env: firstEnv }, OWN_APP);
  await delay(SETTLING_MS);
  await app.stop();
  const found = /\[tollgate\] longest-block (\d+)/.exec(app.output())?.[1];
  if (found === undefined) throw new Error('the app did not say how long it was held up');
  return Number(found);
}

function describe({ trayMs, bytes, idle, glance, blockMs }: Found): BenchPart {
  return {
    part: 'app',
    title: `Tray only, no window; start: median of ${START_ROUNDS}; idle: ${IDLE_SECONDS} s, ${CORPUS.files} files, three live sessions`,
    columns: ['Tollgate', 'bare Electron', 'compared'],
    lines: [
      {
        name: 'spawn to tray icon, ms',
        cells: [ms(trayMs.own), ms(trayMs.floor), signed(trayMs.own - trayMs.floor, 0)],
        figures: { trayMs: trayMs.own, floorTrayMs: trayMs.floor },
        target: atMost(trayMs.own, TARGETS.trayMs, 'ms'),
      },
      memoryLine(bytes),
      {
        name: 'idle CPU, percent of one processor',
        cells: [
          idle.ownPercent.toFixed(2),
          idle.floorPercent.toFixed(2),
          `${signed(idle.points, 2)} ± ${idle.pointsError.toFixed(2)}`,
        ],
        figures: {
          idlePercent: idle.ownPercent,
          floorIdlePercent: idle.floorPercent,
          idlePoints: idle.points,
          idlePointsError: idle.pointsError,
        },
        target: atMost(idle.points, TARGETS.idlePoints, 'points more'),
      },
      ...glanceLines(glance),
      {
        name: 'main thread held up at most, start and first import, ms',
        cells: [ms(blockMs), '', ''],
        figures: { blockMs },
        target: atMost(blockMs, TARGETS.blockMs, 'ms'),
      },
    ],
  };
}

function memoryLine({ own, floor }: Pair): BenchLine {
  const ratio = own / floor;
  return {
    name: 'memory of all processes (PSS), MB',
    cells: [(own / MEGABYTE).toFixed(0), (floor / MEGABYTE).toFixed(0), `× ${ratio.toFixed(2)}`],
    figures: { memoryBytes: own, floorMemoryBytes: floor, ratioToFloor: ratio },
    target: { ...atMost(ratio, TARGETS.memoryRatio), text: `≤ ${TARGETS.memoryRatio} × bare` },
  };
}

function glanceLines({ own, floor, renderersLater }: GlanceCosts): BenchLine[] {
  const ratio = own.coldMs / floor.coldMs;
  return [
    {
      name: 'click to painted glance, cold, ms',
      cells: [ms(own.coldMs), ms(floor.coldMs), `× ${ratio.toFixed(2)}`],
      figures: { coldMs: own.coldMs, floorColdMs: floor.coldMs, ratioToFloor: ratio },
      target: { ...atMost(ratio, TARGETS.coldRatio), text: `≤ ${TARGETS.coldRatio} × bare` },
    },
    {
      name: 'click to painted glance, warm, ms',
      cells: [ms(own.warmMs), ms(floor.warmMs), signed(own.warmMs - floor.warmMs, 0)],
      figures: { warmMs: own.warmMs, floorWarmMs: floor.warmMs },
      target: atMost(own.warmMs, TARGETS.warmMs, 'ms'),
    },
    {
      name: 'renderers a minute after the glance was closed',
      cells: [String(renderersLater), '', ''],
      figures: { renderersLater },
      target: atMost(renderersLater, 0),
    },
  ];
}

function ms(value: number): string {
  return value.toFixed(0);
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
