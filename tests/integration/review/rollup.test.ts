/** Sums by quarter of an hour hold whatever is saved, changed or priced after they were made. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UsageFact } from '../../../main/domain/usage.ts';
import { createReader } from '../../../main/store/read.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import type { FileBatch } from '../../../main/store/records.ts';
import { createRollupReader, createRollupWriter, QUARTER_MS } from '../../../main/store/rollup.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { createSettingsWriter } from '../../../main/store/settings.ts';
import { createRandom } from '../../bench/random.ts';
import { batchOf, factOf } from '../../fixtures/savedLog.ts';

const START_MS = Date.UTC(2026, 9, 1);
const ACCOUNT = '/home/u/.claude';
const EVER = Number.MAX_SAFE_INTEGER;
const random = createRandom(5);

/** An answer of its own by its number, a minute after the one before. */
function answer(index: number, parts: Partial<UsageFact> = {}): UsageFact {
  const atMs = START_MS + index * 60_000;
  return factOf({
    groupKey: `msg_${index}`,
    requestId: `req_${index}`,
    sessionId: `session-${index % 7}`,
    project: index % 3 === 0 ? null : `/p/${index % 3}`,
    model: `m${index % 2}`,
    atMs,
    startedAtMs: atMs,
    inputTokens: random.integer(1, 50),
    outputTokens: random.integer(1, 900),
    cacheWrite5mTokens: random.integer(0, 300),
    cacheWrite1hTokens: random.integer(0, 300),
    cacheReadTokens: random.integer(0, 90_000),
    ...parts,
  });
}

function logOf(path: string, facts: readonly UsageFact[]): FileBatch {
  const priced = facts.map((fact) => ({
    fact,
    costMicros: fact.outputTokens % 11 === 0 ? null : fact.outputTokens * 7,
  }));
  return batchOf({ agent: 'claude-code', account: ACCOUNT, path }, { facts: priced });
}

describe('sums by quarter of an hour', () => {
  let folder: string;
  let database: OpenDatabase;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-rollup-'));
    database = openDatabase(folder, 'write-if-free');
  });
  afterEach(() => {
    database.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const save = (name: string, facts: readonly UsageFact[]) =>
    createWriter(database.connection).saveFiles([logOf(name, facts)]);
  const sumAll = () => {
    const rollup = createRollupWriter(database.connection);
    while (rollup.step()) continue;
  };
  const heldRows = () =>
    database.connection.prepare('SELECT count(*) FROM usage_rollup').pluck().get() as number;

  /** The same sums twice: from the events one by one, and from the cells. */
  function expectExact(): void {
    const truth = createReader(database.connection, ['claude-code']).sumsBetween(0, EVER);
    const owner = { account: ACCOUNT, accountKey: '', restSide: 'plan' } as const;
    const { cells } = createRollupReader(database.connection).read(null, () => owner);
    const sums = { ...truth };
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) {
      Object.assign(sums, { [name]: cells.cells.reduce((sum, cell) => sum + cell[name], 0) });
    }
    expect(sums).toEqual(truth);
    expect(truth.events).toBeGreaterThan(0);
    expectSameSpans();
  }

  /** Full quarters are summed from the sums, and a span that ends a millisecond earlier from the events. */
  function expectSameSpans(): void {
    const reader = createReader(database.connection, ['claude-code']);
    let events = 0;
    for (let fromMs = START_MS - QUARTER_MS; fromMs < START_MS + 7000 * 60_000;) {
      const untilMs = fromMs + random.integer(1, 900) * QUARTER_MS;
      const sums = reader.sumsBetween(fromMs, untilMs);
      expect(sums).toEqual(reader.sumsBetween(fromMs, untilMs - 1));
      events += sums.events;
      fromMs = untilMs;
    }
    expect(events).toBe(reader.countedEvents());
    const unpriced = database.connection
      .prepare(
        `SELECT DISTINCT name.text FROM usage_event JOIN name ON name.id = model_id
         WHERE cost_micros IS NULL AND is_counted = 1 ORDER BY 1`,
      )
      .pluck();
    expect(reader.unpricedModels()).toEqual(unpriced.all());
  }

  it('are the events, before, while and after they are made', () => {
    save(
      'a',
      Array.from({ length: 6000 }, (_, index) => answer(index)),
    );
    expect(heldRows()).toBe(0);
    expectExact();
    sumAll();
    expect(heldRows()).toBeGreaterThan(100);
    expectExact();
    save(
      'b',
      Array.from({ length: 40 }, (_, index) => answer(6000 + index)),
    );
    expectExact();
  });

  it('give up what lies after an answer that comes late', () => {
    save(
      'a',
      Array.from({ length: 5000 }, (_, index) => answer(index)),
    );
    sumAll();
    save('late', [answer(9001, { atMs: START_MS + 5 * 60_000 })]);
    expectExact();
    sumAll();
    expectExact();
  });

  it('follow an answer that grows, and one that turns out to be a copy', () => {
    save(
      'a',
      Array.from({ length: 5000 }, (_, index) => answer(index)),
    );
    sumAll();
    const grown = answer(40, { outputTokens: 50_000, atMs: START_MS + 4000 * 60_000 });
    save('grown', [grown]);
    expectExact();
    save('echo', [answer(90, { kind: 'sidechain', requestId: 'other', outputTokens: 1 })]);
    expectExact();
  });

  it('are made again when prices have changed', () => {
    save(
      'a',
      Array.from({ length: 5000 }, (_, index) => answer(index)),
    );
    sumAll();
    createSettingsWriter(database.connection).reprice('next', () => ({ costMicros: 3 }));
    expectExact();
    sumAll();
    expectExact();
  });
});
