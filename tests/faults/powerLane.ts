/** A thread that judges its share of the states in which a cut of the power may leave a recorded run. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { hash } from 'node:crypto';
import { MIGRATIONS } from '../../main/store/migrations/index.ts';
import { DATABASE_NAME, openDatabase } from '../../main/store/open.ts';
import { createRandom } from '../bench/random.ts';
import { lookAt, sayProgress, versionOf, type Found } from './lab.ts';
import { usageIn, type OldDatabase } from './oldDatabase.ts';
import { noPowerCuts, type PowerCounts } from './powerCounts.ts';
import { createDisk, MODES, readRecord, type Remains } from './replay.ts';

/** `before`: a copy of the folder as it was when the record in `log` began. */
export type PowerLane = {
  readonly before: string;
  readonly log: string;
  readonly seed: number;
  readonly lane: number;
  readonly lanes: number;
  /** What the database held; null: nothing. */
  readonly old: OldDatabase | null;
};

type Judged = Found & { readonly isBetween: boolean; readonly isUsageLost: boolean };

/** Where a flush costs nothing: what is judged is what lies there, not how it got there. */
const MEMORY = '/dev/shm';

function judgeShare({ before, log, seed, lane, lanes, old }: PowerLane): PowerCounts {
  const sum = noPowerCuts();
  const place = fs.existsSync(MEMORY) ? MEMORY : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(place, 'tollgate-after-'));
  const disk = createDisk(before);
  const acknowledged: number[] = [...(old?.entries ?? [])];
  // Equal remains come one after the other: while nothing is flushed.
  let known = new Map<string, Judged>();
  try {
    readRecord(log).forEach((operation, index) => {
      const isOurs = Math.floor(index / SHARE_OPERATIONS) % lanes === lane;
      sum.operations += isOurs ? 1 : 0;
      if (operation.file === 'acknowledged') {
        acknowledged.push(Number(operation.data.toString()));
        sum.acknowledged += isOurs ? 1 : 0;
        return;
      }
      disk.advance(operation);
      if (!isOurs) return;
      if (sum.operations % PROGRESS_OPERATIONS === 0) sayProgress('power', sum);
      if (operation.kind === 'F' || operation.kind === 'U') known = new Map();
      // From its own seed, so that a share is judged alike however many threads there are.
      const random = createRandom(seed + index * 7919);
      for (const mode of MODES) {
        const remains = disk.cut(mode, random);
        const found = known.get(remains.identity) ?? judge(remains, folder, old);
        sum.different += known.has(remains.identity) ? 0 : 1;
        known.set(remains.identity, found);
        sum.states += 1;
        sum.between += found.isBetween ? 1 : 0;
        sum.lost += acknowledged.filter((entry) => !found.entries.has(entry)).length;
        sum.lost += found.isUsageLost ? 1 : 0;
        sum.corrupt += found.isCorrupt ? 1 : 0;
      }
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return sum;
}

/** Long enough for what lies between two flushes, short enough that the shares weigh the same. */
const SHARE_OPERATIONS = 64;
const PROGRESS_OPERATIONS = 1024;

function judge(remains: Remains, folder: string, old: OldDatabase | null): Judged {
  fs.rmSync(folder, { recursive: true, force: true });
  const data = path.join(folder, 'data');
  fs.mkdirSync(data, { recursive: true });
  remains.writeTo(folder);
  const file = path.join(data, DATABASE_NAME);
  const reached = old === null ? MIGRATIONS.length : versionOf(file);
  const isBetween = old !== null && (reached < old.version || reached > MIGRATIONS.length);
  const found = lookOnce(data, file);
  const isUsageLost = old !== null && !found.isCorrupt && usageIn(file) !== old.usage;
  return { ...found, isBetween, isUsageLost };
}

const looked = new Map<string, Found>();

/**
 * Opens what was left as the next start would, which takes up what the log holds and moves it into the database.
 * What is judged then is a function of that file's bytes, and most cuts leave the same.
 */
function lookOnce(data: string, file: string): Found {
  try {
    openDatabase(data, 'write-if-free').close();
  } catch {
    return lookAt(data);
  }
  if (fs.existsSync(`${file}-wal`)) return lookAt(data);
  const bytes = hash('sha256', fs.readFileSync(file), 'hex');
  const found = looked.get(bytes) ?? lookAt(data);
  looked.set(bytes, found);
  return found;
}

parentPort?.postMessage(judgeShare(workerData as PowerLane));
