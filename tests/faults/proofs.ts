/** The proofs of durability: each tries one kind of fault as often as it is told, and counts what came of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { migrate } from '../../main/store/migrate.ts';
import { MIGRATIONS } from '../../main/store/migrations/index.ts';
import Database from 'better-sqlite3';
import { createLedgerReader, createLedgerWriter } from '../../main/store/ledger.ts';
import { DATABASE_NAME, openDatabase } from '../../main/store/open.ts';
import { createRandom, type Random } from '../bench/random.ts';
import { purchaseOf } from '../integration/ledger/ledgerLab.ts';
import {
  CHILD,
  faultVariables,
  judge,
  openFaultLab,
  runChild,
  versionOf,
  type FaultLab,
} from './lab.ts';
import { createDisk, MODES, readRecord, SECTOR_BYTES } from './replay.ts';

export type Counts = Readonly<Record<string, number>>;

/** More than a program writes in the time that it is given. */
const ENDLESS = 100_000;
const MOST_SAVED = 40;
const CYCLES_IN_A_LAB = 50;

/** Kills a writing program at random instants. `early`: it had saved nothing yet. */
export async function killLoop(cycles: number, seed: number): Promise<Counts> {
  const random = createRandom(seed);
  const sum = { cycles: 0, acknowledged: 0, lost: 0, corrupt: 0, early: 0 };
  let lab: FaultLab = openFaultLab();
  try {
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      if (cycle > 0 && cycle % CYCLES_IN_A_LAB === 0) {
        lab.dispose();
        lab = openFaultLab();
      }
      const before = lab.acknowledged().length;
      const child = spawn(
        process.execPath,
        [CHILD, lab.data, String(cycle * ENDLESS), String(ENDLESS)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      // By what it has saved, not by the clock: a busy machine would only kill programs that did nothing yet.
      const enough = before + random.integer(0, MOST_SAVED);
      while (lab.acknowledged().length < enough)
        await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill('SIGKILL');
      await ended;
      const acknowledged = lab.acknowledged();
      const { lost, isCorrupt } = judge(lab.data, acknowledged);
      sum.cycles += 1;
      sum.acknowledged += acknowledged.length - before;
      sum.lost += lost;
      sum.corrupt += isCorrupt ? 1 : 0;
      sum.early += acknowledged.length === before ? 1 : 0;
    }
  } finally {
    lab.dispose();
  }
  return sum;
}

/**
 * Cuts the power at every operation of a run, three ways each.
 * @param isFromNothing also while the database is made, which takes most of the time
 */
export function powerCuts(commits: number, seed: number, isFromNothing: boolean): Counts {
  const lab = openFaultLab();
  const sum = { operations: 0, states: 0, acknowledged: 0, lost: 0, corrupt: 0 };
  try {
    if (!isFromNothing) runChild(CHILD, [lab.data, '0', '0']);
    const disk = createDisk(lab.root);
    const run = runChild(
      CHILD,
      [lab.data, '0', String(commits)],
      faultVariables(lab.root, { log: lab.log }),
    );
    if (run.code !== 0) throw new Error(run.output);
    const operations = readRecord(lab.log);
    const acknowledged: number[] = [];
    const random = createRandom(seed);
    const after = path.join(lab.root, 'after');
    for (const operation of operations) {
      sum.operations += 1;
      if (operation.file === 'acknowledged') {
        acknowledged.push(Number(operation.data.toString()));
        continue;
      }
      disk.advance(operation);
      for (const mode of MODES) {
        fs.rmSync(after, { recursive: true, force: true });
        fs.mkdirSync(path.join(after, 'data'), { recursive: true });
        disk.cut(after, mode, random);
        const { lost, isCorrupt } = judge(path.join(after, 'data'), acknowledged);
        sum.states += 1;
        sum.lost += lost;
        sum.corrupt += isCorrupt ? 1 : 0;
      }
    }
    sum.acknowledged = acknowledged.length;
  } finally {
    lab.dispose();
  }
  return sum;
}

/** Lets the n-th call to the disk fail, for every n of a range: once or from then on, broken or full. */
export function diskFaults(from: number, to: number): Counts {
  const sum = { runs: 0, refused: 0, unnamed: 0, lost: 0, corrupt: 0 };
  for (let at = from; at <= to; at += 1) {
    for (const action of ['EIO', 'ENOSPC'] as const) {
      for (const isAlways of [false, true]) {
        const lab = openFaultLab();
        try {
          const variables = faultVariables(lab.data, { fault: { at, action, isAlways } });
          const { code } = runChild(CHILD, [lab.data, '0', '20'], variables);
          const acknowledged = lab.acknowledged();
          // The disk is well again: the next start must find everything that was acknowledged.
          const { lost, isCorrupt } = judge(lab.data, acknowledged);
          sum.runs += 1;
          sum.refused += code === 75 ? 1 : 0;
          sum.unnamed += code === 0 || code === 75 ? 0 : 1;
          sum.lost += lost;
          sum.corrupt += isCorrupt ? 1 : 0;
        } finally {
          lab.dispose();
        }
      }
    }
  }
  return sum;
}

const LEDGER_SINCE_VERSION = 3;
const OLD_ENTRIES = 20;

/**
 * Kills a migrating program at its calls to the disk, from every version that there ever was.
 * @param stride 1: at every call; 8: at every eighth
 */
export function migrationKills(stride: number): Counts {
  const sum = { versions: 0, kills: 0, between: 0, lost: 0, corrupt: 0 };
  for (let version = 1; version < MIGRATIONS.length; version += 1) {
    sum.versions += 1;
    for (let at = 1 + (version % stride), isKilled = true; isKilled; at += stride) {
      const lab = openFaultLab();
      try {
        const file = path.join(lab.data, DATABASE_NAME);
        const kept = makeOldDatabase(file, version);
        const variables = faultVariables(lab.data, { fault: { at, action: 'kill' } });
        const { signal } = runChild(CHILD, [lab.data, '0', '0'], variables);
        isKilled = signal === 'SIGKILL';
        if (!isKilled) continue;
        sum.kills += 1;
        const reached = versionOf(file);
        sum.between += reached >= version && reached <= MIGRATIONS.length ? 0 : 1;
        const { lost, isCorrupt } = judge(lab.data, kept);
        sum.lost += lost;
        sum.corrupt += isCorrupt || versionOf(file) !== MIGRATIONS.length ? 1 : 0;
      } finally {
        lab.dispose();
      }
    }
  }
  return sum;
}

/** @returns the entries in it */
function makeOldDatabase(file: string, version: number): number[] {
  const old = new Database(file);
  old.pragma('journal_mode = WAL');
  migrate(old, file, MIGRATIONS.slice(0, version));
  const indexes = Array.from({ length: OLD_ENTRIES }, (_, index) => index);
  if (version >= LEDGER_SINCE_VERSION) {
    createLedgerWriter(old).append(
      indexes.map((index) => purchaseOf(index)),
      1,
    );
  }
  old.close();
  return version >= LEDGER_SINCE_VERSION ? indexes : [];
}

const DAMAGED_ENTRIES = 400;

/** Damages a database in one place, in one of four ways, and opens it. */
export function damagedDatabases(count: number, seed: number): Counts {
  const lab = openFaultLab();
  const random = createRandom(seed);
  const sum = { databases: 0, refused: 0, detected: 0, harmless: 0, wrong: 0 };
  try {
    const run = runChild(CHILD, [lab.data, '0', String(DAMAGED_ENTRIES)]);
    if (run.code !== 0) throw new Error(run.output);
    const file = path.join(lab.data, DATABASE_NAME);
    const whole = fs.readFileSync(file);
    const right = entriesIn(lab.data);
    for (let index = 0; index < count; index += 1) {
      for (const suffix of ['-wal', '-shm']) fs.rmSync(file + suffix, { force: true });
      fs.writeFileSync(file, damage(whole, random));
      sum.databases += 1;
      const found = entriesIn(lab.data);
      if (found === 'refused' || found === 'detected') sum[found] += 1;
      else sum[found === right ? 'harmless' : 'wrong'] += 1;
    }
  } finally {
    lab.dispose();
  }
  return sum;
}

/** A flipped bit, a lost sector, foreign bytes or a lost end. */
function damage(whole: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(whole);
  const at = random.integer(0, bytes.length - 1);
  const sector = at - (at % SECTOR_BYTES);
  switch (random.integer(0, 3)) {
    case 0:
      bytes[at] = (bytes[at] as number) ^ (1 << random.integer(0, 7));
      return bytes;
    case 1:
      return bytes.fill(0, sector, sector + SECTOR_BYTES);
    case 2:
      return bytes.fill(random.integer(1, 255), at, at + random.integer(1, 64));
    default:
      return bytes.subarray(0, at);
  }
}

/** What the ledger says, as it is read by every face: refused, found broken, or its rows. */
function entriesIn(dataFolder: string): string {
  try {
    const { connection, close } = openDatabase(dataFolder, 'write-if-free');
    try {
      if (!createLedgerReader(connection).verify().isWhole) return 'detected';
      return JSON.stringify(
        connection.prepare('SELECT * FROM ledger_entry ORDER BY sequence').all(),
      );
    } finally {
      close();
    }
  } catch {
    return 'refused';
  }
}
