/** What was acknowledged stays, whatever happens to the program, the power or the disk. */
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../main/store/migrations/index.ts';
import { killLoop } from '../../faults/kills.ts';
import { migrationKills } from '../../faults/migrations.ts';
import { migrationPowerCuts, powerCuts } from '../../faults/power.ts';
import { damagedDatabases, diskFaults, type Counts } from '../../faults/proofs.ts';

const SEED = 20_261_122;
const report = (name: string, counts: Counts) => console.log(`${name} ${JSON.stringify(counts)}`);

it('kill -9 at random instants: nothing lost, nothing broken', { timeout: 300_000 }, async () => {
  const counts = await killLoop(100, SEED);
  report('kill9', counts);
  expect(counts).toMatchObject({ cycles: 100, lost: 0, corrupt: 0 });
  expect(counts.acknowledged).toBeGreaterThan(100);
});

it('power cut at every write: nothing lost, nothing broken', { timeout: 300_000 }, async () => {
  const counts = await powerCuts(40, SEED, false);
  report('power-cut', counts);
  expect(counts).toMatchObject({ acknowledged: 40, lost: 0, corrupt: 0 });
  expect(counts.different).toBeGreaterThan(300);
});

it('power cut at every write of the latest migration', { timeout: 300_000 }, async () => {
  const counts = await migrationPowerCuts(SEED, [MIGRATIONS.length - 1]);
  report('migration-power-cut', counts);
  expect(counts).toMatchObject({ between: 0, lost: 0, corrupt: 0 });
  expect(counts.different).toBeGreaterThan(10);
});

it(
  'a disk that fails or is full at its n-th call: said by name, nothing lost',
  { timeout: 300_000 },
  () => {
    const counts = diskFaults(1, 25);
    report('disk-faults', counts);
    expect(counts).toMatchObject({ runs: 100, unnamed: 0, lost: 0, corrupt: 0 });
    expect(counts['refused']).toBeGreaterThan(20);
  },
);

it(
  'killed at every 32nd call, and in every 32nd write, of every migration: old or new, never between',
  { timeout: 300_000 },
  () => {
    const counts = migrationKills(32);
    report('migration-kills', counts);
    expect(counts).toMatchObject({ between: 0, lost: 0, corrupt: 0 });
    expect(counts.kills).toBeGreaterThan(10);
    expect(counts.torn).toBeGreaterThan(10);
  },
);

it('a damaged ledger is refused or found broken, and never believed', { timeout: 300_000 }, () => {
  const counts = damagedDatabases(300, SEED);
  report('damaged', counts);
  expect(counts).toMatchObject({ databases: 300, wrong: 0 });
  expect(counts['refused']).toBeGreaterThan(20);
  expect(counts['detected']).toBeGreaterThan(20);
});
