/** Two accounts, two profiles: the boundary of each, the moment that one is changed, and what a budget spans. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../main/store/open.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { copyProfile, removeProfile } from '../../../preload/contract/profiles.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

let lab: HomeLab;
let work: string;
let home: string;

beforeEach(async () => {
  lab = await openHomeLab(() => NOW);
  work = path.join(lab.home, '.config', 'claude');
  home = path.join(lab.home, '.claude');
  const at = new Date(NOW - 60_000).toISOString();
  for (const [index, folder] of [work, home].entries()) {
    lab.writeAnswers(folder, `s${index}`, [{ id: `a${index}`, input: 100_000, output: 5000, at }]);
  }
  await lab.close();
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  createWriter(connection).saveLimits(
    [work, home].map((account) => ({
      agent: 'claude-code' as const,
      account,
      kind: 'session' as const,
      modelName: null,
      usedPercent: 85,
      resetsAtMs: NOW + HOUR,
      source: 'status-line' as const,
      observedAtMs: NOW - 1000,
    })),
  );
  close();
  await lab.restart();
});
afterEach(() => lab.dispose());

const key = (folder: string) => `claude-code|${folder}`;

async function boundaryOf(folder: string) {
  await lab.look();
  const { boundaries } = await lab.look();
  return boundaries.find(({ account }) => account === folder);
}

const saved = async () => (await lab.engine().settings()).settings;

async function makeProfile(): Promise<void> {
  const made = copyProfile(await saved(), 'General', 'Work');
  if (!made.ok) throw new Error(made.message);
  await lab.set(...made.changes);
  await lab.set({ path: ['accounts', key(work), 'profile'], value: 'Work' });
}

it('each account’s gate closes where its own profile says, at once', async () => {
  expect(await boundaryOf(work)).toMatchObject({ state: 'on-plan', gatePercent: null });
  await makeProfile();
  await lab.set({ path: ['profiles', 'Work', 'gate', 'closesAtPercent'], value: 80 });
  expect(await boundaryOf(work)).toMatchObject({ state: 'at-boundary', gatePercent: 80 });
  expect(await boundaryOf(home)).toMatchObject({ state: 'on-plan', gatePercent: null });
  const removed = removeProfile(await saved(), 'Work');
  if (!removed.ok) throw new Error(removed.message);
  await lab.set(...removed.changes);
  expect(await boundaryOf(work)).toMatchObject({ state: 'on-plan', gatePercent: null });
  expect(await lab.engine().undoSettings()).toMatchObject({ ok: true });
  expect(await boundaryOf(work)).toMatchObject({ state: 'at-boundary', gatePercent: 80 });
});

it('a profile’s monthly budget spans the accounts that follow it, and no other', async () => {
  await makeProfile();
  await lab.set(
    { path: ['profiles', 'Work', 'monthlyBudgetMicros'], value: 30_000_000 },
    ...[work, home].map((folder) => ({
      path: ['accounts', key(folder), 'draw'],
      value: 'credits',
    })),
  );
  await lab.look();
  const accounts = async () => {
    await lab.look();
    return (await lab.engine().money()) ?? [];
  };
  const budgets = async (folder: string) =>
    (await accounts()).find((one) => one.key.account === folder)?.credits.budgets ?? [];
  const [own] = await budgets(work);
  expect(own).toMatchObject({ id: 'profile Work', period: 'month', limitMicros: 30_000_000 });
  expect(own?.spentMicros).toBeGreaterThan(0);
  expect(await budgets(home)).toEqual([]);
  await lab.set({ path: ['accounts', key(home), 'profile'], value: 'Work' });
  const [both] = await budgets(home);
  expect(both?.spentMicros).toBe(2 * (own?.spentMicros ?? 0));
});
