/**
 * The power cut at every operation of a recorded run, three ways each: while entries are appended, and while a
 * database of an older version is brought to the present one. Several threads judge, each its own share.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { MIGRATIONS } from '../../main/store/migrations/index.ts';
import { CHILD, faultVariables, openFaultLab, runChild, type FaultLab } from './lab.ts';
import { makeOldDatabase, type OldDatabase } from './oldDatabase.ts';
import { sumOfCuts, type PowerCounts } from './powerCounts.ts';
import type { PowerLane } from './powerLane.ts';

const LANES = 2;

/**
 * Pages of the log after which it is moved into the database: a twentieth of the product's, so that a long run
 * is cut within that, and at a log that begins anew, again and again.
 */
const CHECKPOINT_PAGES = 200;
/** Runs that are shorter than this keep the product's own number. */
const SHORT_RUN = 500;

/**
 * Cuts the power at every operation of a run.
 * @param isFromNothing also while the database is made, which takes most of the time
 */
export async function powerCuts(
  commits: number,
  seed: number,
  isFromNothing: boolean,
): Promise<PowerCounts> {
  const lab = openFaultLab();
  try {
    if (!isFromNothing) runChild(CHILD, [lab.data, '0', '0']);
    return await cutsOf(lab, commits, seed, null);
  } finally {
    lab.dispose();
  }
}

/**
 * Cuts the power at every operation of every migration.
 * @param versions from which versions; without them from every one that there ever was
 */
export async function migrationPowerCuts(
  seed: number,
  versions = MIGRATIONS.slice(1).map((_, index) => index + 1),
): Promise<PowerCounts> {
  const runs: PowerCounts[] = [];
  for (const version of versions) {
    const lab = openFaultLab();
    try {
      const old = makeOldDatabase(lab.data, version);
      runs.push(await cutsOf(lab, 0, seed + version, old));
    } finally {
      lab.dispose();
    }
  }
  return sumOfCuts(runs);
}

/** Records a run of the child on a copy of what is there, and judges every cut of it. */
async function cutsOf(lab: FaultLab, commits: number, seed: number, old: OldDatabase | null) {
  const before = `${lab.root}-before`;
  fs.cpSync(lab.root, before, { recursive: true });
  try {
    const pages = commits < SHORT_RUN ? [] : [String(CHECKPOINT_PAGES)];
    const words = [lab.data, '0', String(commits), ...pages];
    const run = runChild(CHILD, words, faultVariables(lab.root, { log: lab.log }));
    if (run.code !== 0) throw new Error(run.output);
    const lane = { before, log: lab.log, seed, lanes: LANES, old };
    const counts = await Promise.all(
      Array.from({ length: LANES }, (_, index) => inThread({ ...lane, lane: index })),
    );
    return sumOfCuts(counts);
  } finally {
    fs.rmSync(before, { recursive: true, force: true });
  }
}

function inThread(workerData: PowerLane): Promise<PowerCounts> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(import.meta.dirname, 'powerLane.ts'), { workerData });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread ended without its counts')));
  });
}
