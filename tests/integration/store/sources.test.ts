/** What asked sources leave behind: histories that only grow, and what outlives a restart. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CreditUseReading, PlanReading } from '../../../main/domain/accountReadings.ts';
import type { LimitReading } from '../../../main/domain/limits.ts';
import {
  createAccountReadingReader,
  createAccountReadingWriter,
} from '../../../main/store/accountReadings.ts';
import { createAskReader, createAskWriter, type AskPage } from '../../../main/store/askBook.ts';
import { createMoneyFactsReader } from '../../../main/store/moneyFacts.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { createTelemetryReader, createTelemetryWriter } from '../../../main/store/telemetry.ts';

const statement = { agent: 'claude-code', account: '/a', source: 'claude-usage' } as const;

const creditUse = (changes: Partial<CreditUseReading> = {}): CreditUseReading => ({
  ...statement,
  observedAtMs: 1000,
  enabled: true,
  whyNot: null,
  spentThisPeriod: { currency: 'USD', minorUnits: 1234, exponent: 2 },
  spendLimit: { kind: 'limit', money: { currency: 'USD', minorUnits: 5000, exponent: 2 } },
  periodEndsAtMs: 9000,
  ...changes,
});

const plan = (changes: Partial<PlanReading> = {}): PlanReading => ({
  ...statement,
  observedAtMs: 1000,
  isSignedIn: true,
  billing: 'subscription',
  plan: 'max',
  tier: null,
  email: null,
  organisation: null,
  isIncludedUseAllowed: null,
  ...changes,
});

const window: LimitReading = {
  ...statement,
  kind: 'session',
  modelName: null,
  usedPercent: 93.5,
  resetsAtMs: 9000,
  observedAtMs: 1000,
};

const page = (changes: Partial<AskPage> = {}): AskPage => ({
  source: 'claude-usage',
  account: '/a',
  lastAskedAtMs: 5,
  failures: 0,
  notBeforeMs: 0,
  problem: null,
  unknownKinds: [],
  ...changes,
});

const answer = {
  windows: [window],
  credits: null,
  creditUse: creditUse(),
  plan: plan(),
  mark: { fingerprint: 'f', firstSeenAtMs: 1000 },
};

let folder: string;
let database: OpenDatabase;

function open(): void {
  database = openDatabase(folder, 'write-if-free');
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-sources-'));
  open();
});
afterEach(() => {
  database.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const readings = () => createAccountReadingReader(database.connection);
const asks = () => createAskReader(database.connection);
const askWriter = () => createAskWriter(database.connection, createWriter(database.connection));
const count = (table: string) =>
  database.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('readings of accounts', () => {
  it.each([
    creditUse(),
    creditUse({ enabled: false, whyNot: 'out_of_credits', spendLimit: { kind: 'unlimited' } }),
    creditUse({
      enabled: null,
      spentThisPeriod: null,
      spendLimit: { kind: 'unknown' },
      periodEndsAtMs: null,
    }),
    creditUse({ spentThisPeriod: { currency: 'JPY', minorUnits: 0, exponent: 0 } }),
  ])('come back as they went in, unknown staying unknown (%#)', (reading) => {
    createAccountReadingWriter(database.connection).addCreditUse(reading);
    expect(readings().newestCreditUse()).toEqual([reading]);
    expect(readings().creditUseSince(1000)).toEqual([reading]);
    expect(readings().creditUseSince(1001)).toEqual([]);
  });

  it('keep every field of a plan', () => {
    const full = plan({
      source: 'claude-auth',
      tier: 'max_5x',
      email: 'someone@example.com',
      organisation: 'An organisation',
      isIncludedUseAllowed: false,
    });
    createAccountReadingWriter(database.connection).addPlan(full);
    expect(readings().newestPlans()).toEqual([full]);
  });

  it('are a history of which the newest of each source is read, an account’s newest first', () => {
    const writer = createAccountReadingWriter(database.connection);
    const auth = plan({ source: 'claude-auth', observedAtMs: 1500 });
    const other = plan({ account: '/b', observedAtMs: 1 });
    for (const one of [plan({ observedAtMs: 2000, plan: 'pro' }), plan(), auth, other]) {
      writer.addPlan(one);
    }
    expect(readings().newestPlans()).toEqual([
      plan({ observedAtMs: 2000, plan: 'pro' }),
      auth,
      other,
    ]);
    expect(count('plan_reading')).toBe(4);
  });

  it('are never changed: the first statement of a moment stays', () => {
    const writer = createAccountReadingWriter(database.connection);
    writer.addCreditUse(creditUse());
    writer.addCreditUse(creditUse({ enabled: false }));
    expect(readings().newestCreditUse()).toEqual([creditUse()]);
    for (const table of ['credit_use_reading', 'plan_reading']) {
      writer.addPlan(plan());
      const change = () => database.connection.exec(`UPDATE ${table} SET account = '/b'`);
      expect(change).toThrow('readings are never changed');
    }
  });
});

describe('limits', () => {
  it('of two statements of one instant keep the stronger, which then is news', () => {
    const writer = createWriter(database.connection);
    const newest = () => createMoneyFactsReader(database.connection).newestReadingIds().limits;
    const stored = () => createReader(database.connection, ['claude-code']).limitReadingsSince(0);
    const later = { ...window, observedAtMs: 2000 };
    const full = { ...window, usedPercent: 98, resetsAtMs: 9100 };
    writer.saveLimits([window, later]);
    const before = newest();
    writer.saveLimits([window, { ...window, usedPercent: 12 }]);
    expect(newest()).toBe(before);
    writer.saveLimits([full]);
    expect(stored()).toEqual([full, later]);
    expect(newest()).toBeGreaterThan(before);
    writer.saveLimits([window]);
    expect(stored()).toEqual([full, later]);
  });
});

describe('the book of questions', () => {
  it('keeps everything across a restart', () => {
    const failed = page({
      failures: 3,
      notBeforeMs: 77,
      problem: { kind: 'timed-out', message: 'No answer.', atMs: 6 },
      unknownKinds: ['lunar'],
    });
    askWriter().save(page(), answer);
    askWriter().save(failed);
    database.close();
    open();
    expect(asks().pages()).toEqual([failed]);
    expect(asks().mark({ source: 'claude-usage', account: '/a' })).toEqual(answer.mark);
    expect(asks().mark({ source: 'claude-usage', account: '/b' })).toBeNull();
    const reader = createReader(database.connection, ['claude-code']);
    expect(reader.limitReadingsSince(0)).toEqual([window]);
  });

  it('saves an answer heard twice once', () => {
    askWriter().save(page(), answer);
    askWriter().save(page({ lastAskedAtMs: 9 }), answer);
    for (const table of ['limit_reading', 'credit_use_reading', 'plan_reading', 'ask_state']) {
      expect([table, count(table)]).toEqual([table, 1]);
    }
  });

  it('saves nothing of an answer that cannot be saved whole', () => {
    askWriter().save(page());
    const broken = { ...answer, mark: { fingerprint: 'f', firstSeenAtMs: -1 } };
    expect(() => askWriter().save(page({ failures: 1 }), broken)).toThrow('CHECK');
    expect(asks().pages()).toEqual([page()]);
    expect([count('limit_reading'), count('credit_use_reading'), count('plan_reading')]).toEqual([
      0, 0, 0,
    ]);
  });

  it('knows how fresh the windows and the plan of an account are', () => {
    askWriter().save(page(), answer);
    const who = { agent: 'claude-code', account: '/a' } as const;
    expect(asks().newestWindowAtMs(who, 0, 1000)).toBe(1000);
    expect(asks().newestWindowAtMs(who, 1001, 2000)).toBeNull();
    expect(asks().newestWindowAtMs(who, 0, 999)).toBeNull();
    expect(asks().newestWindowAtMs({ ...who, account: '/b' }, 0, 1000)).toBeNull();
    expect(asks().newestPlanAtMs({ source: 'claude-usage', account: '/a' })).toBe(1000);
    expect(asks().newestPlanAtMs({ source: 'claude-auth', account: '/a' })).toBeNull();
  });
});

describe('telemetry', () => {
  const request = (
    requestId: string | null,
    sessionId: string,
    agentCostMicros: number | null,
  ) => ({
    agent: 'claude-code' as const,
    sessionId,
    requestId,
    model: 'm',
    atMs: 5,
    inputTokens: 1,
    outputTokens: 1,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    agentCostMicros,
  });

  it('counts a request once, and apart where no transcript tells of its session', () => {
    const writer = createTelemetryWriter(database.connection);
    const reader = createTelemetryReader(database.connection);
    expect(reader.sums()).toMatchObject({
      requests: 0,
      newestAtMs: null,
      onlyHereCostMicros: null,
    });
    database.connection.exec(
      "INSERT INTO session (agent, session_key) VALUES ('claude-code', 'known'), ('codex', 'other')",
    );
    const sent = [
      request('r1', 'known', 70),
      request('r2', 'other', 5),
      request(null, 'other', null),
    ];
    writer.addRequests(sent);
    writer.addRequests(sent);
    writer.addRefused('claude-code', 2);
    writer.addRefused('claude-code', 3);
    expect(reader.sums()).toEqual({
      requests: 3,
      newestAtMs: 5,
      onlyHereRequests: 2,
      onlyHereSessions: 1,
      onlyHereCostMicros: 5,
      refused: 5,
    });
    expect(createReader(database.connection, ['claude-code']).countedEvents()).toBe(0);
  });
});
