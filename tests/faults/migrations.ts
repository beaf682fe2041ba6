/** Programs killed while they bring an older database to the present version. */
import fs from 'node:fs';
import path from 'node:path';
import { MIGRATIONS } from '../../main/store/migrations/index.ts';
import { DATABASE_NAME } from '../../main/store/open.ts';
import {
  CHILD,
  faultVariables,
  judge,
  openFaultLab,
  runChild,
  sayProgress,
  versionOf,
  type Fault,
} from './lab.ts';
import { makeOldDatabase, usageIn, type OldDatabase } from './oldDatabase.ts';

/** `kills` before a call, `torn` in the middle of a write: half of it is there. */
type MigrationCounts = {
  versions: number;
  kills: number;
  torn: number;
  between: number;
  lost: number;
  corrupt: number;
};

/**
 * Kills a migrating program at its calls to the disk, before each and half-way through each write, from every
 * version that there ever was.
 * @param stride 1: at every call; 8: at every eighth
 */
export function migrationKills(stride: number): MigrationCounts {
  const sum = { versions: 0, kills: 0, torn: 0, between: 0, lost: 0, corrupt: 0 };
  for (let version = 1; version < MIGRATIONS.length; version += 1) {
    sum.versions += 1;
    const made = openFaultLab();
    try {
      const old = makeOldDatabase(made.data, version);
      for (const action of ['kill', 'torn'] as const) {
        let at = 1 + (version % stride);
        while (killAt({ at, action }, made.data, old, sum)) at += stride;
      }
    } finally {
      made.dispose();
    }
    sayProgress('migrations', sum);
  }
  return sum;
}

/** @returns false when the program had ended before that call */
function killAt(fault: Fault, made: string, old: OldDatabase, sum: MigrationCounts): boolean {
  const lab = openFaultLab();
  try {
    fs.cpSync(made, lab.data, { recursive: true });
    const file = path.join(lab.data, DATABASE_NAME);
    const variables = faultVariables(lab.data, { fault });
    const { signal, code, output } = runChild(CHILD, [lab.data, '0', '0'], variables);
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(output);
    if (signal !== 'SIGKILL') return false;
    sum[fault.action === 'kill' ? 'kills' : 'torn'] += 1;
    const reached = versionOf(file);
    sum.between += reached >= old.version && reached <= MIGRATIONS.length ? 0 : 1;
    const { lost, isCorrupt } = judge(lab.data, old.entries);
    sum.lost += lost + (isCorrupt || usageIn(file) === old.usage ? 0 : 1);
    sum.corrupt += isCorrupt || versionOf(file) !== MIGRATIONS.length ? 1 : 0;
    return true;
  } finally {
    lab.dispose();
  }
}
