/** What providers say about money, from the tables of readings through the engine into ledger and reconciliation. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CreditUseReading } from '../../../main/domain/accountReadings.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { appendEntries } from '../../../main/engine/ledgerWriting.ts';
import { createAccountReadingWriter } from '../../../main/store/accountReadings.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { dollars } from '../../../main/domain/ledger/amount.ts';
import { anchorEntry } from '../../../main/domain/ledger/userEntries.ts';
import { MINUTE, NOW, openAskingLab, type AskingLab } from './askingLab.ts';

let lab: AskingLab;
let home: string;

beforeEach(() => {
  lab = openAskingLab();
  home = path.join(lab.home, '.claude');
});
afterEach(() => lab.close());

const key = () => ({ agent: 'claude-code', account: home }) as const;

const spent = (observedAtMs: number, minorUnits: number, currency = 'USD'): CreditUseReading => ({
  ...key(),
  source: 'claude-usage',
  observedAtMs,
  enabled: true,
  whyNot: null,
  spentThisPeriod: { currency, minorUnits, exponent: 2 },
  spendLimit: { kind: 'unlimited' },
  periodEndsAtMs: null,
});

/** As the questions to the agents' programs save them. */
function save(...readings: CreditUseReading[]): void {
  const database = openDatabase(lab.dataFolder, 'write-if-free');
  const writer = createAccountReadingWriter(database.connection);
  database.connection.transaction(() => readings.forEach(writer.addCreditUse))();
  database.close();
}

async function engineOnCredits(): Promise<Engine> {
  lab.work(home, 's');
  const engine = await lab.engine();
  const path = ['accounts', `claude-code|${home}`, 'draw'];
  const changed = await engine.changeSettings([{ path, value: 'credits' }]);
  expect(changed.ok).toBe(true);
  return engine;
}

async function statements(engine: Engine) {
  const accounts = await engine.money();
  return (accounts ?? []).flatMap(({ entries }) =>
    entries.filter(({ kind }) => kind.startsWith('reported-')),
  );
}

it('writes each new figure once, over looks and restarts', async () => {
  save(spent(NOW - 3 * MINUTE, 100), spent(NOW - 2 * MINUTE, 100), spent(NOW - MINUTE, 250));
  let engine = await engineOnCredits();
  await engine.look('full');
  await engine.look('full');
  const first = await statements(engine);
  expect(first.map(({ amount }) => amount?.units)).toEqual([1_000_000, 2_500_000]);
  await engine.close();
  save(spent(NOW - MINUTE, 250), spent(NOW, 260));
  engine = await lab.engine();
  await engine.look('full');
  await engine.look('full');
  expect((await statements(engine)).map(({ amount }) => amount?.units)).toEqual([
    1_000_000, 2_500_000, 2_600_000,
  ]);
  const ledger = (await engine.tables())?.money.ledger;
  expect(ledger?.verify()).toMatchObject({ isWhole: true, rows: 3 });
});

it('lays ours beside theirs in the terminal, and only a correction closes the difference', async () => {
  const engine = await engineOnCredits();
  await engine.look('full');
  const own = (await engine.money())?.find((one) => one.key.account === home);
  const estimated = own?.paidThisMonth.creditMicros ?? 0;
  expect(estimated).toBeGreaterThan(0);
  await engine.close();
  save(spent(NOW, 200));
  const again = await lab.engine();
  await again.look('full');
  await again.money();
  await again.close();
  type Row = { book: { currency: string; account: string }; drift: { units: number } | null };
  const drift = () =>
    (JSON.parse(lab.run('credits', 'reconcile', '--json').out) as Row[]).find(
      ({ book }) => book.account === home && book.currency === 'USD',
    )?.drift?.units;
  expect(drift()).toBe(2_000_000 - estimated);
  expect(lab.run('credits', 'correct', '--yes').code).toBe(0);
  expect(drift()).toBe(0);
});

it('deducts the provider’s own spend from a stated balance where two statements bracket it', async () => {
  const anchor = anchorEntry({ key: key(), amount: dollars(20_000_000), atMs: NOW - 3 * MINUTE });
  save(spent(NOW - 2 * MINUTE, 100), spent(NOW - MINUTE, 400));
  appendEntries(lab.dataFolder, [anchor], NOW);
  const engine = await engineOnCredits();
  await engine.look('full');
  const own = (await engine.money())?.find((one) => one.key.account === home);
  expect(own?.balance).toMatchObject({ reportedSpend: { units: 3_000_000 } });
});

it('never deducts dollars from a balance in another currency', async () => {
  const amount = { currency: 'EUR', exponent: 2, units: 1000 };
  appendEntries(lab.dataFolder, [anchorEntry({ key: key(), amount, atMs: NOW - 3 * MINUTE })], NOW);
  save(spent(NOW - 2 * MINUTE, 100, 'EUR'), spent(NOW - MINUTE, 130, 'EUR'));
  const engine = await engineOnCredits();
  await engine.look('full');
  const own = (await engine.money())?.find((one) => one.key.account === home);
  expect(own?.paidThisMonth.creditEvents).toBeGreaterThan(0);
  expect(own?.balance).toMatchObject({
    amount: { currency: 'EUR', units: 970 },
    isAtMost: true,
  });
});

it('writes the balance that an agent logs, in its own credits', async () => {
  const database = openDatabase(lab.dataFolder, 'write-if-free');
  const codex = lab.codexHome;
  createWriter(database.connection).saveCredits([
    {
      agent: 'codex',
      account: codex,
      hasCredits: true,
      isUnlimited: false,
      balance: '12.50',
      source: 'codex-rollout',
      observedAtMs: NOW,
    },
  ]);
  database.close();
  const engine = await lab.engine();
  await engine.look('full');
  await engine.look('full');
  expect(await statements(engine)).toMatchObject([
    { kind: 'reported-balance', account: codex, amount: { currency: 'credits', units: 1250 } },
  ]);
});
