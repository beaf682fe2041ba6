/** Detectors from end to end: readings and logs in, the engine's looks, notifications out. Real SQLite throughout. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CreditUseReading } from '../../../main/domain/accountReadings.ts';
import type { CreditsReading } from '../../../main/domain/limits.ts';
import { dollars } from '../../../main/domain/ledger/amount.ts';
import { purchaseEntry } from '../../../main/domain/ledger/userEntries.ts';
import { createAlertDesk } from '../../../main/engine/alertDesk.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { appendEntries } from '../../../main/engine/ledgerWriting.ts';
import { createAccountReadingWriter } from '../../../main/store/accountReadings.ts';
import { DATABASE_NAME } from '../../../main/store/open.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import type { NotificationRequest } from '../../../preload/contract/alerts.ts';
import Database from 'better-sqlite3';
import { claudeLine } from '../cli/logLines.ts';
import { MINUTE, openAskingLab, type AskingLab } from './askingLab.ts';

let lab: AskingLab;
let home: string;
let shown: NotificationRequest[];

beforeEach(() => {
  lab = openAskingLab();
  home = path.join(lab.home, '.claude');
  shown = [];
});
afterEach(() => lab.close());

/** An engine that has made its first pictures: what it sees from now on is compared with them. */
async function watching(): Promise<Engine> {
  const desk = createAlertDesk({
    clock: lab.now,
    show: (request) => {
      shown.push(request);
      return Promise.resolve({ ok: true });
    },
  });
  const engine = await lab.engine({}, true, [desk]);
  await look(engine);
  await look(engine);
  return engine;
}

/** A look a quarter of an hour later, so that everything is read again, and what it brought on screen. */
async function look(engine: Engine): Promise<string[]> {
  lab.passMs(15 * MINUTE);
  await engine.look('full');
  await engine.look('full');
  // The pump's steps are promises that are all settled by then.
  await new Promise((resolve) => setImmediate(resolve));
  return shown.map(({ title }) => title);
}

/** A second connection, as another program's: the engine holds the writer's lock. */
function save(work: (database: Database.Database) => void): void {
  const database = new Database(path.join(lab.dataFolder, DATABASE_NAME));
  database.transaction(() => work(database)).immediate();
  database.close();
}

function saveSpent(minorUnits: number): void {
  const reading: CreditUseReading = {
    agent: 'claude-code',
    account: home,
    source: 'claude-usage',
    observedAtMs: lab.now(),
    enabled: true,
    whyNot: null,
    spentThisPeriod: { currency: 'USD', minorUnits, exponent: 2 },
    spendLimit: { kind: 'unlimited' },
    periodEndsAtMs: null,
  };
  save((database) => createAccountReadingWriter(database).addCreditUse(reading));
}

function saveBalance(balance: string): void {
  const reading: CreditsReading = {
    agent: 'codex',
    account: lab.codexHome,
    hasCredits: true,
    isUnlimited: false,
    balance,
    source: 'codex-rollout',
    observedAtMs: lab.now(),
  };
  save((database) => createWriter(database).saveCredits([reading]));
}

/** An answer of Claude Code, with what its request asked of the cache. */
function answer(id: string, changes: object): void {
  const line = JSON.parse(claudeLine({ id, at: new Date(lab.now()).toISOString() })) as object;
  const file = path.join(home, 'projects', 'p', 'session-1.jsonl');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, `${JSON.stringify({ ...line, ...changes })}\n`);
}

it('month-to-date spend that nothing here explains was spent elsewhere, told once', async () => {
  lab.work(home, 's');
  const engine = await watching();
  saveSpent(100);
  expect(await look(engine)).toEqual([]);
  saveSpent(600);
  expect(await look(engine)).toEqual(['Credits were spent without use on this computer']);
  expect(await look(engine)).toHaveLength(1);
  saveSpent(620);
  // Twenty cents are late lines.
  expect(await look(engine)).toHaveLength(1);
});

it('what this machine paid for explains a rise', async () => {
  const engine = await watching();
  await engine.changeSettings([
    { path: ['accounts', `claude-code|${home}`, 'draw'], value: 'credits' },
  ]);
  saveSpent(100);
  await look(engine);
  for (let index = 0; index < 40; index += 1) {
    const message = { id: `m${index}`, role: 'assistant', model: 'claude-opus-5' };
    const usage = { input_tokens: 100_000, output_tokens: 1000 };
    answer(`m${index}`, { message: { ...message, usage } });
  }
  await engine.look('full');
  const paid = (await engine.money())?.find(({ key }) => key.account === home)?.paidThisMonth;
  const cents = Math.round((paid?.creditMicros ?? 0) / 10_000);
  expect(cents).toBeGreaterThan(100);
  lab.passMs(MINUTE);
  saveSpent(100 + cents);
  expect(await look(engine)).toEqual([]);
  // What was answered just before a reading may be counted after it: not until that is settled.
  saveSpent(100 + cents);
  await look(engine);
  saveSpent(100 + cents + 200);
  expect(await look(engine)).toEqual(['Credits were spent without use on this computer']);
});

it('a balance that falls without any use here is told; with use it may be that', async () => {
  lab.work(home, 's');
  const engine = await watching();
  saveBalance('12.50');
  await look(engine);
  saveBalance('9.00');
  expect(await look(engine)).toEqual(['The balance fell without use on this computer']);
  expect(shown[0]?.body).toMatch(/from 12\.5\scredits to 9\scredits/);
});

it('a balance that rises was reloaded, unless a purchase is in the ledger', async () => {
  lab.work(home, 's');
  const engine = await watching();
  saveBalance('2.00');
  await look(engine);
  saveBalance('22.00');
  expect(await look(engine)).toEqual(['Credits were reloaded automatically']);
  const key = { agent: 'codex', account: lab.codexHome } as const;
  const amount = { currency: 'credits', units: 2000, exponent: 2 };
  appendEntries(lab.dataFolder, [purchaseEntry({ key, amount, atMs: lab.now() }, null)], lab.now());
  lab.passMs(MINUTE);
  saveBalance('42.00');
  expect(await look(engine)).toHaveLength(1);
});

it('with a rate that the user entered, the same is told in dollars, and a purchase explains it', async () => {
  lab.work(home, 's');
  const engine = await watching();
  const set = await engine.changeSettings([{ path: ['rates', 'credits'], value: 1_000_000 }]);
  expect(set.ok).toBe(true);
  saveBalance('2.00');
  await look(engine);
  const key = { agent: 'codex', account: lab.codexHome } as const;
  const entry = purchaseEntry({ key, amount: dollars(20_000_000), atMs: lab.now() }, null);
  appendEntries(lab.dataFolder, [entry], lab.now());
  lab.passMs(MINUTE);
  saveBalance('22.00');
  expect(await look(engine)).toEqual([]);
  saveBalance('32.00');
  expect(await look(engine)).toEqual(['Credits were reloaded automatically']);
});

it('a shorter cache lifetime in a session’s log is a hint that credits have begun', async () => {
  answer('one', { promptCacheRequested: '1h' });
  const engine = await watching();
  answer('two', { promptCacheRequested: '5m' });
  expect(await look(engine)).toEqual(['Requests may be drawing on credits']);
  answer('three', { promptCacheRequested: '5m' });
  expect(await look(engine)).toHaveLength(1);
});

it('a model that the price table does not name is told once', async () => {
  lab.work(home, 's');
  const engine = await watching();
  lab.passMs(15 * MINUTE);
  const message = { id: 'x', role: 'assistant', model: 'claude-unheard-of-9' };
  answer('x', { message: { ...message, usage: { input_tokens: 5, output_tokens: 5 } } });
  await engine.look('full');
  await new Promise((resolve) => setImmediate(resolve));
  expect(shown.map(({ title }) => title)).toEqual([
    'The price table is too old for a model in use',
  ]);
  expect(shown[0]?.body).toContain('claude-unheard-of-9');
  await engine.look('full');
  expect(shown).toHaveLength(1);
});
