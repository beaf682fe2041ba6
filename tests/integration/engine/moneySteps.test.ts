/** Who paid for what, kept in step by the engine: it is what a rebuild makes, whatever comes in which order. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepMoney, type StepInput } from '../../../main/engine/moneySteps.ts';
import { accountText } from '../../../main/domain/figures.ts';
import { isPaidEvent } from '../../../main/domain/ledger/spend.ts';
import {
  splitEvents,
  type AccountKey,
  type SplitEvent,
} from '../../../main/domain/ledger/split.ts';
import type { CreditsReading, LimitReading } from '../../../main/domain/limits.ts';
import { createMoneyTables, type MoneyTables } from '../../../main/store/money.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import { createWriter, type Writer } from '../../../main/store/saveBatches.ts';
import { parseSettings } from '../../../preload/contract/settingsTree.ts';
import { createRandom, type Random } from '../../bench/random.ts';
import { batchOf, factOf } from '../../fixtures/savedLog.ts';
import { historyOf, shuffled, type AccountHistory } from '../../soak/history.ts';

const HISTORIES = 40;
const EVER = Number.MAX_SAFE_INTEGER;
const NOW = Date.UTC(2026, 10, 22, 12);

let folder: string;
let database: OpenDatabase;
let tables: MoneyTables;
let writer: Writer;
let settings: Record<string, unknown>;

function open(): void {
  database = openDatabase(folder, 'write-if-free');
  writer = createWriter(database.connection);
  tables = createMoneyTables(database.connection, true);
}

function restart(): void {
  database.close();
  open();
}

function begin(): void {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-money-'));
  settings = {};
  open();
}

function end(): void {
  database.close();
  fs.rmSync(folder, { recursive: true, force: true });
}

beforeEach(begin);
afterEach(end);

const inputOf = (changes: Partial<StepInput> = {}): StepInput => ({
  settings: parseSettings({ accounts: settings }).settings,
  priceVersion: 'prices 1',
  firstFolderOf: (agent) => `/first/${agent}`,
  stepEvents: 2,
  nowMs: NOW,
  ...changes,
});

/** Steps until nothing is left; the number of steps that saved something. */
function settle(changes: Partial<StepInput> = {}): number {
  let steps = 0;
  for (;;) {
    const { isNew, isBehind } = stepMoney(tables, inputOf(changes));
    if (isNew) steps += 1;
    if (!isBehind) return steps;
  }
}

const logOf = (key: AccountKey) => ({ ...key, path: `${key.account}/log` });

function save(key: AccountKey, event: SplitEvent, isMany = false): void {
  const fact = factOf({
    groupKey: `${key.account}|${event.key}`,
    sessionId: `${key.account}|${event.sessionId}`,
    project: event.project,
    model: event.model,
    atMs: event.atMs,
    startedAtMs: event.startedAtMs,
    outputTokens: event.tokens,
    mode: event.isAlwaysPaid ? 'fast' : 'standard',
  });
  const batch = batchOf(logOf(key), { facts: [{ fact, costMicros: event.costMicros }] });
  if (isMany) writer.saveFilesOfMany([batch]);
  else writer.saveFiles([batch]);
}

const paidOf = (key: AccountKey) => [...tables.paid.paidBetween(key, 0, EVER)];

/** What the table should hold, by the pure rule over everything at once. */
function expectedOf(history: AccountHistory) {
  const events = history.events.map((event) => ({
    ...event,
    sessionId: `${history.account}|${event.sessionId}`,
  }));
  const evidence = { ...history.evidence, enabled: [], signals: [] };
  return splitEvents(events, evidence)
    .filter(isPaidEvent)
    .map(({ atMs, side, because, costMicros, sessionId, project, model }) =>
      JSON.stringify([atMs, side, because, costMicros, sessionId, project, model]),
    )
    .sort();
}

const storedOf = (key: AccountKey) =>
  paidOf(key)
    .map(({ atMs, side, because, costMicros, sessionId, project, model }) =>
      JSON.stringify([atMs, side, because, costMicros, sessionId, project, model]),
    )
    .sort();

/** A source says one thing about a limit at one moment; of several the table keeps the first. */
function distinct(readings: readonly LimitReading[]): LimitReading[] {
  const key = ({ kind, source, observedAtMs }: LimitReading) => `${kind}|${source}|${observedAtMs}`;
  return [...new Map(readings.map((reading) => [key(reading), reading])).values()];
}

/** Saves everything in a random order, with steps and restarts in between. */
function live(histories: readonly AccountHistory[], random: Random): void {
  const arrivals = histories.flatMap((history) => {
    // Copies of one answer know the same message before it.
    const early = history.earlyCopies.map((copy) => {
      const { startedAtMs } = history.events.find(({ key }) => key === copy.key)!;
      return { ...copy, startedAtMs, tokens: 0 };
    });
    return [
      ...history.events.map((event) => () => save(history, event, random.chance(0.2))),
      ...early.map((event) => () => save(history, event)),
      ...history.evidence.readings.map((reading) => () => {
        if (random.chance(0.5)) writer.saveLimits([reading]);
        else writer.saveFiles([batchOf(logOf(history), { limits: [reading] })]);
      }),
    ];
  });
  for (const arrive of shuffled(arrivals, random)) {
    arrive();
    if (random.chance(0.5)) stepMoney(tables, inputOf());
    if (random.chance(0.03)) restart();
  }
  writer.decideAll();
}

describe('step by step', () => {
  it('the table is what the rule makes of everything at once, and a rebuild changes nothing', () => {
    let rows = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      end();
      begin();
      const histories = historyOf(seed).accounts.map((history) => {
        const account = `${history.account}-${seed}`;
        const readings = distinct(history.evidence.readings.map((one) => ({ ...one, account })));
        return { ...history, account, evidence: { ...history.evidence, readings } };
      });
      for (const history of histories) {
        settings[accountText(history)] = { draw: history.evidence.draw };
      }
      live(histories, createRandom(seed));
      settle();
      for (const history of histories) {
        expect([seed, storedOf(history)]).toEqual([seed, expectedOf(history)]);
        rows += paidOf(history).length;
      }
    }
    expect(rows).toBeGreaterThan(100);
  }, 120_000);

  it('nothing new means nothing saved', () => {
    save(KEY, eventAt(NOW));
    writer.saveLimits([usedUp]);
    expect(settle()).toBeGreaterThan(0);
    const changes = database.connection.prepare('SELECT total_changes()').pluck();
    const before = changes.get();
    expect(stepMoney(tables, inputOf())).toEqual({ isNew: false, isBehind: false });
    expect(changes.get()).toBe(before);
  });
});

const KEY: AccountKey = { agent: 'claude-code', account: '/home/u/.claude' };
const eventAt = (atMs: number, changes: Partial<SplitEvent> = {}): SplitEvent => ({
  key: `at ${atMs}`,
  sessionId: 's',
  project: '/p',
  model: 'claude-opus-5',
  atMs,
  startedAtMs: atMs,
  costMicros: 1000,
  tokens: 1,
  isAlwaysPaid: false,
  ...changes,
});
const usedUp: LimitReading = {
  ...KEY,
  kind: 'session',
  modelName: null,
  usedPercent: 100,
  resetsAtMs: NOW + 60_000,
  source: 'status-line',
  observedAtMs: NOW - 3_600_000,
};
const because = () => paidOf(KEY).map((event) => `${event.side} ${event.because}`);

describe('settings and prices', () => {
  beforeEach(() => {
    save(KEY, eventAt(NOW - 1000));
    writer.saveLimits([usedUp]);
    settle();
  });

  it('another draw puts all of the past on its side', () => {
    expect(because()).toEqual(['credits plan-used-up']);
    settings[accountText(KEY)] = { draw: 'api-key' };
    settle();
    expect(because()).toEqual([]);
    settings[accountText(KEY)] = { plan: 'enterprise-usage' };
    settle();
    expect(because()).toEqual(['credits credits-only']);
  });

  it('credits that are off hold from when they were switched, and no longer than until switched again', () => {
    const at = (minutes: number) => NOW + minutes * 60_000;
    settings[accountText(KEY)] = { creditsEnabled: false };
    settle({ nowMs: at(10) });
    save(KEY, eventAt(at(20)));
    settle({ nowMs: at(21) });
    settings[accountText(KEY)] = {};
    settle({ nowMs: at(30) });
    restart();
    save(KEY, eventAt(at(40)));
    settle({ nowMs: at(41) });
    expect(paidOf(KEY).map(({ atMs, because: why }) => [atMs, why])).toEqual([
      [NOW - 1000, 'plan-used-up'],
      [at(40), 'not-reported'],
    ]);
    const positions = tables.paidState().accounts[accountText(KEY)]!.switches;
    expect(positions).toEqual([
      { fromMs: at(10), isEnabled: false },
      { fromMs: at(30), isEnabled: null },
    ]);
  });

  it('other prices are taken over', () => {
    database.connection.exec('UPDATE usage_event SET cost_micros = 7');
    expect(settle()).toBe(0);
    settle({ priceVersion: 'prices 2' });
    expect(paidOf(KEY).map(({ costMicros }) => costMicros)).toEqual([7]);
  });

  it('a model that the plan never pays for is paid from the first request on', () => {
    settings[accountText(KEY)] = { plan: 'pro' };
    save(KEY, eventAt(NOW + 120_000, { model: 'claude-fable-5' }));
    settle();
    expect(because()).toEqual(['credits plan-used-up', 'credits always-paid']);
    expect(tables.paid.newestPaid(KEY, NOW)).toMatchObject({
      atMs: NOW - 1000,
      because: 'plan-used-up',
    });
    expect(tables.paid.newestPaid(KEY, NOW - 1000)).toBeNull();
  });
});

describe('what a provider said about credits', () => {
  const said = (observedAtMs: number, hasCredits: boolean | null): CreditsReading => ({
    ...KEY,
    hasCredits,
    isUnlimited: null,
    balance: null,
    source: 'codex-rollout',
    observedAtMs,
  });

  it('none between two statements means that the plan paid; a late statement is taken in', () => {
    const at = (minutes: number) => NOW + minutes * 60_000;
    for (const minutes of [5, 50, 100]) save(KEY, eventAt(at(minutes)));
    writer.saveFiles([batchOf(logOf(KEY), { credits: [said(at(0), false), said(at(40), false)] })]);
    settle();
    const open = () => paidOf(KEY).map(({ atMs }) => atMs);
    expect(open()).toEqual([at(100)]);
    writer.saveFiles([batchOf(logOf(KEY), { credits: [said(at(3), true), said(at(20), null)] })]);
    settle();
    expect(open()).toEqual([at(5), at(100)]);
    writer.saveFiles([batchOf(logOf(KEY), { credits: [said(at(120), false)] })]);
    settle();
    expect(open()).toEqual([at(5)]);
  });
});

describe('events of unknown account', () => {
  it('belong to the first folder until their files tell more', () => {
    save(KEY, eventAt(NOW));
    database.connection.exec('UPDATE usage_event SET account_id = NULL');
    restart();
    settle();
    const first = { agent: 'claude-code', account: '/first/claude-code' } as const;
    expect([paidOf(first).length, paidOf(KEY).length]).toEqual([1, 0]);
    save(KEY, eventAt(NOW));
    settle();
    expect([paidOf(first).length, paidOf(KEY).length]).toEqual([0, 1]);
  });
});

describe('a program that ends half way', () => {
  it('goes on where it was: what was saved and not yet derived is not forgotten', () => {
    for (let index = 0; index < 9; index += 1) save(KEY, eventAt(NOW + index));
    stepMoney(tables, inputOf());
    expect(paidOf(KEY)).toHaveLength(2);
    restart();
    settle();
    expect(paidOf(KEY)).toHaveLength(9);
    save(KEY, eventAt(NOW - 5));
    restart();
    settle();
    expect(paidOf(KEY)).toHaveLength(10);
  });

  it('a state that cannot be read, and a database of before, are derived from the beginning', () => {
    save(KEY, eventAt(NOW));
    settle();
    database.connection.exec("UPDATE setting SET value = '{' WHERE key = 'paidEventState'");
    database.connection.exec('DELETE FROM paid_event');
    settle();
    expect(paidOf(KEY)).toHaveLength(1);
  });

  it('a step that fails changes nothing, and the next one does it', () => {
    save(KEY, eventAt(NOW));
    database.connection.exec(
      "CREATE TEMP TRIGGER fail BEFORE INSERT ON main.paid_event BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(() => settle()).toThrow('no');
    expect(tables.changedFromMs()).toBe(NOW);
    database.connection.exec('DROP TRIGGER fail');
    settle();
    expect(paidOf(KEY)).toHaveLength(1);
    expect(tables.changedFromMs()).toBeNull();
  });
});

describe('beside another writer', () => {
  it('what is stored is read, and nothing is derived', () => {
    save(KEY, eventAt(NOW));
    settle();
    const other = openDatabase(folder, 'read');
    const reading = createMoneyTables(other.connection, false);
    save(KEY, eventAt(NOW + 1));
    expect(stepMoney(reading, inputOf())).toEqual({ isNew: false, isBehind: false });
    expect(reading.paid.spentBetween(KEY, 0, EVER).unclearEvents).toBe(1);
    other.close();
  });
});
