/**
 * What the app costs while nobody looks: time until the tray icon stands, memory, and idle CPU. A
 * bare Electron app with a tray icon and nothing else takes turns with it: that part is not ours.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cachedCorpus } from './corpusCache.ts';
import { measure, summarise } from './measure.ts';
import { cpuMs, proportionalBytes } from './processTree.ts';
import { atMost, type BenchPart } from './report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BARE_APP = fileURLToPath(new URL('bare-app', import.meta.url));
const CLI = path.join(ROOT, 'out', 'main', 'cli.js');
const CORPUS = { bytes: 100 * 1024 * 1024, files: 2_000, seed: 1 };
const START_ROUNDS = 5;
const START_DEADLINE_MS = 30_000;
const SETTLING_MS = 12_000;
/** The engine looks less often when nobody has worked for a minute after the start; and code is compiled by then. */
const RESTING_AFTER_MS = 75_000;
const IDLE_MS = 60_000;
const MEGABYTE = 1_000_000;

const TARGETS = { trayMs: 1_000, memoryRatio: 1.15, idlePoints: 0.2, blockMs: 50 };

type Costs = {
  readonly trayMs: number;
  readonly memoryBytes: number;
  /** Percent of one processor. */
  readonly idlePoints: number;
};

export async function benchApp(): Promise<BenchPart> {
  const electron = process.env['TOLLGATE_BENCH_ELECTRON'];
  if (!electron) throw new Error('run this through scripts/bench.mjs');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-bench-'));
  try {
    const { home } = cachedCorpus(CORPUS.bytes, CORPUS.files, CORPUS.seed);
    const env: Record<string, string> = {
      ...(process.env as Record<string, string>),
      HOME: home,
      TOLLGATE_DATA_DIR: path.join(folder, 'data'),
      TOLLGATE_BENCH: '1',
    };
    // An app that is in daily use: its history is imported already.
    await measure({ program: process.execPath, args: [CLI, 'import'], env });

    const start = (appFolder: string) => startApp(electron, appFolder, env, folder);
    const trayTimes = { floor: [] as number[], own: [] as number[] };
    for (let round = 0; round < START_ROUNDS; round += 1) {
      for (const [times, appFolder] of [
        [trayTimes.floor, BARE_APP],
        [trayTimes.own, ROOT],
      ] as const) {
        const app = await start(appFolder);
        times.push(app.trayMs);
        await app.stop();
      }
    }
    const blockMs = await longestBlock(electron, env, folder);
    const floor = await idleCosts(await start(BARE_APP));
    const own = await idleCosts(await start(ROOT));
    return describe(
      { ...floor, trayMs: summarise(trayTimes.floor).median },
      { ...own, trayMs: summarise(trayTimes.own).median },
      blockMs,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The first import of the whole corpus under the app; main must stay free all the while. */
async function longestBlock(
  electron: string,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<number> {
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
  const app = await startApp(electron, ROOT, firstEnv, folder);
  await delay(SETTLING_MS);
  await app.stop();
  const found = /\[tollgate\] longest-block (\d+)/.exec(app.output())?.[1];
  if (found === undefined) throw new Error('the app did not say how long it was held up');
  return Number(found);
}

type RunningApp = {
  readonly processId: number;
  readonly trayMs: number;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
};

async function startApp(
  electron: string,
  appFolder: string,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<RunningApp> {
  const userData = fs.mkdtempSync(path.join(folder, 'user-data-'));
  // Chromium has no sandbox for root; the flags are the same for both apps.
  const flags = [
    `--user-data-dir=${userData}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const child = spawn(electron, [...flags, appFolder], {
    cwd: appFolder,
    env: { ...env, TOLLGATE_START_MS: String(Date.now()) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const trayMs = await trayTime(child);
  return {
    processId: child.pid as number,
    trayMs,
    output: () => output,
    stop: async () => {
      const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
      child.kill('SIGTERM');
      await Promise.race([exited, delay(5_000)]);
      endGroup(child);
      fs.rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The app itself says when its icon is registered: only it knows, and both say it the same way. */
function trayTime(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason: string): void => {
      clearTimeout(deadline);
      endGroup(child);
      reject(new Error(`${reason}. Its output:\n${output.slice(-2_000)}`));
    };
    const deadline = setTimeout(() => fail('the app showed no tray icon'), START_DEADLINE_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /\[tollgate\] tray-visible (\d+(?:\.\d+)?)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(deadline);
      resolve(Number(found));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`the app ended with ${code}`));
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

async function idleCosts(app: RunningApp): Promise<Omit<Costs, 'trayMs'>> {
  try {
    await delay(RESTING_AFTER_MS);
    const startedAt = performance.now();
    const before = cpuMs(app.processId);
    await delay(IDLE_MS);
    const used = cpuMs(app.processId) - before;
    return {
      idlePoints: (used / (performance.now() - startedAt)) * 100,
      memoryBytes: proportionalBytes(app.processId),
    };
  } finally {
    await app.stop();
  }
}

function describe(floor: Costs, own: Costs, blockMs: number): BenchPart {
  const memoryRatio = own.memoryBytes / floor.memoryBytes;
  const idlePoints = own.idlePoints - floor.idlePoints;
  return {
    part: 'app',
    title: `Tray only, no window; start: median of ${START_ROUNDS}; idle: ${IDLE_MS / 1000} s`,
    columns: ['Tollgate', 'bare Electron', 'compared'],
    lines: [
      {
        name: 'spawn to tray icon, ms',
        cells: [
          own.trayMs.toFixed(0),
          floor.trayMs.toFixed(0),
          signed(own.trayMs - floor.trayMs, 0),
        ],
        figures: { trayMs: own.trayMs, floorTrayMs: floor.trayMs },
        target: atMost(own.trayMs, TARGETS.trayMs, 'ms'),
      },
      {
        name: 'memory of all processes (PSS), MB',
        cells: [
          (own.memoryBytes / MEGABYTE).toFixed(0),
          (floor.memoryBytes / MEGABYTE).toFixed(0),
          `× ${memoryRatio.toFixed(2)}`,
        ],
        figures: {
          memoryBytes: own.memoryBytes,
          floorMemoryBytes: floor.memoryBytes,
          ratioToFloor: memoryRatio,
        },
        target: {
          ...atMost(memoryRatio, TARGETS.memoryRatio),
          text: `≤ ${TARGETS.memoryRatio} × bare`,
        },
      },
      {
        name: 'idle CPU, percent of one processor',
        cells: [own.idlePoints.toFixed(2), floor.idlePoints.toFixed(2), signed(idlePoints, 2)],
        figures: { idlePercent: own.idlePoints, floorIdlePercent: floor.idlePoints },
        target: atMost(idlePoints, TARGETS.idlePoints, 'points more'),
      },
      {
        name: 'main thread held up at most, start and first import, ms',
        cells: [blockMs.toFixed(0), '', ''],
        figures: { blockMs },
        target: atMost(blockMs, TARGETS.blockMs, 'ms'),
      },
    ],
  };
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
