/** The way over the sums finds the same latest use as going through the events does, however far the sums have come. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UsageFact } from '../../../main/domain/usage.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';
import type { FileBatch } from '../../../main/store/records.ts';
import { createRollupWriter } from '../../../main/store/rollup.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { createRandom } from '../../bench/random.ts';

const START_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const ACCOUNTS = ['/home/u/.claude', '/home/u/work', '/home/u/old', '/home/u/never'] as const;

let folder: string;
let database: OpenDatabase;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-latest-'));
  database = openDatabase(folder, 'write-if-free');
});
afterEach(() => {
  database.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

let written = 0;

function factAt(atMs: number): UsageFact {
  written += 1;
  return {
    groupKey: `msg_${written}`,
    kind: 'direct',
    requestId: `req_${written}`,
    sessionId: `session-${written % 7}`,
    parentSessionId: null,
    isReplaySuspect: false,
    project: null,
    model: 'm',
    atMs,
    startedAtMs: atMs,
    inputTokens: 1,
    outputTokens: 1,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
    cacheReadTokens: 0,
    webSearches: 0,
    mode: 'standard',
    isUsOnly: false,
  };
}

function save(account: string, instants: readonly number[]): void {
  written += 1;
  const name = `file-${written}`;
  const batch: FileBatch = {
    cursor: {
      agent: 'claude-code',
      path: name,
      identity: name,
      size: 1,
      modifiedAtMs: 1,
      readOffset: 1,
      contentHash: '',
      parserState: null,
      refused: {},
      hasPartialLine: false,
    },
    account,
    movedFrom: null,
    facts: instants.map((atMs) => ({ fact: factAt(atMs), costMicros: 1 })),
    limits: [],
    credits: [],
  };
  createWriter(database.connection).saveFiles([batch]);
}

/** Compares every account with the events themselves. @param beforeMs what is later lies in the future */
function expectRight(beforeMs = Infinity): (number | null)[] {
  const { connection } = database;
  const reader = createReader(connection, ['claude-code', 'codex']);
  const latest = connection
    .prepare<[string, number], number | null>(
      `SELECT max(at_ms) FROM usage_event JOIN account ON account.id = account_id
       WHERE folder = ? AND at_ms < ? AND is_counted = 1`,
    )
    .pluck();
  return ACCOUNTS.map((account) => {
    const found = reader.latestEventOf('claude-code', account, beforeMs);
    expect([account, found]).toEqual([account, latest.get(account, beforeMs) ?? null]);
    expect(reader.latestEventOf('codex', account, beforeMs)).toBeNull();
    return found;
  });
}

it('is found behind thousands of events of another account, and beyond the sums', () => {
  const rollup = () => createRollupWriter(database.connection);
  expect(expectRight()).toEqual([null, null, null, null]);
  save(ACCOUNTS[2], [START_MS + 7, START_MS + 40 * MINUTE_MS + 3]);
  expectRight();
  save(
    ACCOUNTS[0],
    Array.from({ length: 5000 }, (_, index) => START_MS + index * MINUTE_MS),
  );
  expectRight();
  while (rollup().step());
  expect(expectRight()[2]).toBe(START_MS + 40 * MINUTE_MS + 3);
  // Sums stay when detail goes.
  database.connection.exec(
    `DELETE FROM usage_event WHERE at_ms BETWEEN ${START_MS + 30 * MINUTE_MS} AND ${START_MS + 600 * MINUTE_MS}`,
  );
  expect(expectRight()[2]).toBe(START_MS + 7);
  database.connection.exec(`DELETE FROM usage_event WHERE at_ms < ${START_MS + 601 * MINUTE_MS}`);
  expect(expectRight()[2]).toBeNull();
});

it('is right in any order of saving and summing', () => {
  const random = createRandom(17);
  for (let step = 0; step < 60; step += 1) {
    const account = ACCOUNTS[random.integer(0, 2)] as string;
    const from = random.integer(0, 20_000);
    const count = random.integer(0, 5) === 0 ? 3000 : random.integer(1, 4);
    save(
      account,
      Array.from({ length: count }, () => START_MS + (from + random.integer(0, 900)) * MINUTE_MS),
    );
    if (random.integer(0, 1) === 0) createRollupWriter(database.connection).step();
    const isAll = random.integer(0, 1) === 0;
    expectRight(isAll ? Infinity : START_MS + random.integer(0, 21_000) * MINUTE_MS + 1);
  }
});
