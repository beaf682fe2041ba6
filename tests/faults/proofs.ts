/** Disks that fail, and databases that were damaged: each proof counts what came of it. */
import fs from 'node:fs';
import path from 'node:path';
import { createLedgerReader } from '../../main/store/ledger.ts';
import { DATABASE_NAME, openDatabase } from '../../main/store/open.ts';
import { createRandom, type Random } from '../bench/random.ts';
import { CHILD, faultVariables, judge, openFaultLab, runChild } from './lab.ts';
import { SECTOR_BYTES } from './replay.ts';

export type Counts = Readonly<Record<string, number>>;

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
