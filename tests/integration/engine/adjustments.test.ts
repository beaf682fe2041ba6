/** What the user puts right in the glance, through the engine: the limit, the balance, and taking them back. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
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
async function saveReading(engine: Engine, usedPercent: number): Promise<void> {
  const tables = await engine.tables();
  tables?.writing?.writer.saveLimits([
    {
      ...{ agent: 'claude-code', account: home, kind: 'session', modelName: null },
      ...{ usedPercent, resetsAtMs: RESET, source: 'status-line', observedAtMs: lab.now() },
    },
  ]);
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
  const engine = await lab.engine();
  await saveReading(engine, 62);
  await engine.look('full');
  lab.passMs(MINUTE);
  await sayAtLimit(engine);
  lab.passMs(10 * MINUTE);
  const said = await session(engine);
  expect(said.window).toMatchObject({ usedPercent: 100, source: 'user', asOfMs: NOW + MINUTE });
  expect(said.snapshot.boundary).toMatchObject({ state: 'at-boundary', source: 'user' });
  expect(await engine.undoSettings()).toEqual({ ok: true, value: null });
  expect((await session(engine)).window).toMatchObject({ usedPercent: 62, source: 'status-line' });
});

it('ends by itself at the reset', async () => {
  const engine = await lab.engine();
  await saveReading(engine, 62);
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
  expect(await engine.stateMoney({ ...who, kind: 'anchor', amount, paidMicros: null })).toEqual({
    ok: true,
    value: null,
  });
  const balance = async () =>
    (await engine.look('full')).credits?.accounts.find(({ account }) => account === home)?.balance;
  expect((await balance())?.value).toEqual({
    currency: 'USD',
    minorUnits: 12_500_000,
    exponent: 6,
  });
  expect(await engine.undoMoney(who)).toEqual({ ok: true, value: null });
  expect((await balance()) ?? null).toBeNull();
  expect(await engine.undoMoney(who)).toMatchObject({ ok: false });
});

/** Micro-dollars of answers that credits paid for, and how many answers are of unknown side. */
async function paid(engine: Engine) {
  const money = (await engine.money())?.find((one) => one.key.account === home);
  return money && [money.paidThisMonth.creditMicros, money.paidThisMonth.unclearEvents];
}

async function storedWords(engine: Engine) {
  const tables = await engine.tables();
  return tables?.money.facts.userLimitReadings(lab.now());
}

it('a purchase of nothing is refused in words, and nothing is written', async () => {
  const engine = await lab.engine();
  await engine.look('full');
  const bought = {
    agent: 'claude-code',
    account: home,
    kind: 'purchase',
    paidMicros: null,
    amount: { currency: null, micros: -5_000_000 },
  } as const;
  expect(await engine.stateMoney(bought)).toEqual({
    ok: false,
    message: 'What was bought is an amount above zero.',
  });
  expect((await engine.tables())?.money.ledger.page(10).entries).toEqual([]);
});

it('“at the limit now” is stored, and decides who paid: what is answered after it is paid', async () => {
  const engine = await lab.engine();
  lab.passMs(3 * MINUTE);
  await saveReading(engine, 62);
  await engine.look('full');
  expect(await paid(engine)).toEqual([0, 0]);
  lab.passMs(2 * MINUTE);
  await sayAtLimit(engine);
  // The first was under way when it was said; the one after it is paid.
  for (const minutes of [1, 2]) {
    lab.passMs(minutes * MINUTE);
    lab.work(home, 's');
  }
  // A figure that lags behind does not make the plan pay.
  lab.passMs(2 * MINUTE);
  await saveReading(engine, 63);
  await engine.look('full');
  const [micros = 0] = (await paid(engine)) ?? [];
  expect(micros).toBeGreaterThan(0);
  const stored = { source: 'user', usedPercent: 100, kind: 'session', resetsAtMs: RESET };
  expect(await storedWords(engine)).toMatchObject([stored]);

  // Looked at again it is one reading, and it outlives the program.
  await engine.close();
  const second = await lab.engine();
  await second.look('full');
  await second.look('full');
  expect(await storedWords(second)).toHaveLength(1);
  expect((await paid(second))?.[0]).toBe(micros);

  // Taken back, it has decided nothing.
  expect(await second.undoSettings()).toEqual({ ok: true, value: null });
  await second.look('full');
  expect(await storedWords(second)).toEqual([]);
  expect((await paid(second))?.[0]).toBe(0);
});

it('after its reset the user’s word stands for what was paid before, whatever is said of the next window', async () => {
  const engine = await lab.engine();
  await saveReading(engine, 62);
  await engine.look('full');
  await sayAtLimit(engine);
  lab.passMs(3 * MINUTE);
  lab.work(home, 's');
  await engine.look('full');
  const before = await paid(engine);
  expect(before?.[0]).toBeGreaterThan(0);
  lab.passMs(90 * MINUTE);
  const change = { path: ['accounts', key(), 'limitReached'], value: null };
  await engine.changeSettings([change]);
  await engine.look('full');
  expect((await paid(engine))?.[0]).toBe(before?.[0]);
});
