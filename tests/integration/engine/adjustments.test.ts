/** What the user puts right in the glance, through the engine: the limit, the balance, and taking them back. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { MINUTE, NOW, openAskingLab, type AskingLab } from './askingLab.ts';

const RESET = NOW + 60 * MINUTE;

let lab: AskingLab;
let home: string;

beforeEach(() => {
  lab = openAskingLab();
  home = path.join(lab.home, '.claude');
  lab.work(home, 's');
});
afterEach(() => lab.close());

const key = () => `claude-code|${home}`;

/** The provider's own word that there is plan left, at this moment. */
function saveReading(usedPercent: number): void {
  const database = openDatabase(lab.dataFolder, 'write-if-free');
  createWriter(database.connection).saveLimits([
    {
      ...{ agent: 'claude-code', account: home, kind: 'session', modelName: null },
      ...{ usedPercent, resetsAtMs: RESET, source: 'status-line', observedAtMs: lab.now() },
    },
  ]);
  database.close();
}

async function sayAtLimit(engine: Engine): Promise<void> {
  const value = { window: 'session', saidAtMs: lab.now(), untilMs: RESET };
  const change = { path: ['accounts', key(), 'limitReached'], value };
  expect(await engine.changeSettings([change])).toEqual({ ok: true, value: null });
}

async function session(engine: Engine) {
  const snapshot = await engine.look('full');
  return { snapshot, window: snapshot.windows.find(({ kind }) => kind === 'session') };
}

it('“at the limit now” is the user’s reading until the reset, and can be taken back', async () => {
  saveReading(62);
  const engine = await lab.engine();
  await engine.look('full');
  await sayAtLimit(engine);
  lab.passMs(10 * MINUTE);
  const said = await session(engine);
  expect(said.window).toMatchObject({ usedPercent: 100, source: 'user', asOfMs: NOW });
  expect(said.snapshot.boundary).toMatchObject({ state: 'at-boundary', source: 'user' });
  expect(await engine.undoSettings()).toEqual({ ok: true, value: null });
  expect((await session(engine)).window).toMatchObject({ usedPercent: 62, source: 'status-line' });
});

it('ends by itself at the reset', async () => {
  saveReading(62);
  const engine = await lab.engine();
  await engine.look('full');
  await sayAtLimit(engine);
  lab.passMs(61 * MINUTE);
  const after = await session(engine);
  expect(after.snapshot.boundary.state).not.toBe('at-boundary');
  expect(after.window?.source).not.toBe('user');
});

it('“the balance is now” is an entry, and taking it back is another', async () => {
  const engine = await lab.engine();
  await engine.look('full');
  const who = { agent: 'claude-code', account: home } as const;
  const amount = { currency: null, micros: 12_500_000 };
  expect(await engine.stateBalance({ ...who, amount })).toEqual({ ok: true, value: null });
  const balance = async () =>
    (await engine.look('full')).credits?.accounts.find(({ account }) => account === home)?.balance;
  expect((await balance())?.value).toEqual({
    currency: 'USD',
    minorUnits: 12_500_000,
    exponent: 6,
  });
  expect(await engine.undoBalance(who)).toEqual({ ok: true, value: null });
  expect((await balance()) ?? null).toBeNull();
  expect(await engine.undoBalance(who)).toMatchObject({ ok: false });
});
