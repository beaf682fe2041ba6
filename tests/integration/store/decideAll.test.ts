import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordKind, UsageFact } from '../../../main/domain/usage.ts';
import { openDatabase } from '../../../main/store/open.ts';
import type { FileBatch } from '../../../main/store/records.ts';
import { createWriter, type Writer } from '../../../main/store/saveBatches.ts';
import { batchOf, factOf } from '../../fixtures/savedLog.ts';

type Agent = 'claude-code' | 'codex';

const fact = fc.record<UsageFact>({
  groupKey: fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5', 'g6'),
  kind: fc.constantFrom<RecordKind>('direct', 'sidechain', 'progress', 'progress'),
  requestId: fc.constantFrom(null, 'r1', 'r1', 'r2'),
  sessionId: fc.constantFrom('s1', 's2', 's3'),
  parentSessionId: fc.constant(null),
  isReplaySuspect: fc.constant(false),
  project: fc.constantFrom(null, '/p'),
  model: fc.constant('m'),
  atMs: fc.integer({ min: 1, max: 20 }),
  startedAtMs: fc.constant(1),
  inputTokens: fc.nat({ max: 3 }),
  outputTokens: fc.nat({ max: 3 }),
  cacheWrite5mTokens: fc.constant(0),
  cacheWrite1hTokens: fc.constant(0),
  cacheReadTokens: fc.constant(0),
  webSearches: fc.nat({ max: 1 }),
  mode: fc.constantFrom('standard', 'fast', 'batch'),
  isUsOnly: fc.boolean(),
});
/** Only sessions of Codex continue others here, so that both ways of deciding are taken beside each other. */
const continued = fc
  .tuple(fact, fc.constantFrom(null, 's1', 's9'), fc.boolean())
  .map(([one, parentSessionId, isReplaySuspect]): UsageFact => {
    const parent = parentSessionId === one.sessionId ? null : parentSessionId;
    return { ...one, parentSessionId: parent, isReplaySuspect };
  });

const batch = fc.oneof(
  fc.record({
    agent: fc.constant<Agent>('claude-code'),
    facts: fc.array(fact, { maxLength: 8 }),
  }),
  fc.record({ agent: fc.constant<Agent>('codex'), facts: fc.array(continued, { maxLength: 5 }) }),
);
type Batch = { readonly agent: Agent; readonly facts: readonly UsageFact[] };

function fileOf({ agent, facts }: Batch, path: string): FileBatch {
  const priced = facts.map((one) => ({ fact: one, costMicros: null }));
  return batchOf({ agent, account: '/a', path }, { facts: priced });
}

/** Every record with its verdict, in an order of its own. */
function verdictsAfter(save: (newWriter: () => Writer) => void): unknown[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-decide-'));
  const database = openDatabase(folder, 'write-if-free');
  try {
    database.connection.pragma('synchronous = OFF');
    save(() => createWriter(database.connection));
    return database.connection
      .prepare(
        `SELECT agent.key, group_key, request_id, kind, session_key, output_tokens, input_tokens, web_searches, mode,
          is_us_only, is_counted
         FROM usage_event JOIN session ON session.id = session_id JOIN agent ON agent.id = agent_id
         ORDER BY 1, 2, 3, 4, 5`,
      )
      .raw()
      .all();
  } finally {
    database.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

describe('which copies count', () => {
  it('is the same for many files decided at the end as for files decided one by one', () => {
    let counted = 0;
    let dropped = 0;
    fc.assert(
      fc.property(
        fc.array(batch, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 2 ** 18 - 1 }),
        (batches, seed) => {
          const oneByOne = verdictsAfter((newWriter) => {
            const writer = newWriter();
            batches.forEach((one, nth) => writer.saveFiles([fileOf(one, `f${nth}`)]));
          });
          const together = verdictsAfter((newWriter) => {
            let writer = newWriter();
            batches.forEach((one, nth) => {
              // Now and then a file by itself, a decision, or a new start of the program in between.
              const chance = (seed >> (nth * 3)) & 7;
              if (chance === 1) writer.saveFiles([fileOf(one, `f${nth}`)]);
              else writer.saveFilesOfMany([fileOf(one, `f${nth}`)]);
              if (chance === 2) writer.decideAll();
              if (chance === 3) writer = newWriter();
            });
            writer.decideAll();
          });
          expect(together).toEqual(oneByOne);
          for (const row of together as unknown[][]) {
            if (row.at(-1) === 1) counted += 1;
            else dropped += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(counted).toBeGreaterThan(300);
    expect(dropped).toBeGreaterThan(300);
  });

  const verdicts = (...facts: readonly UsageFact[]) => {
    const rows = verdictsAfter((newWriter) => {
      const writer = newWriter();
      for (const one of facts) {
        writer.saveFiles([fileOf({ agent: 'codex', facts: [one] }, one.model)]);
      }
    }) as unknown[][];
    return rows.map((row) => row.at(-1));
  };

  it('follows a parent that is learned only after the first records of its child', () => {
    const suspect = factOf({ isReplaySuspect: true });
    expect(verdicts(suspect)).toEqual([1]);
    expect(verdicts(suspect, factOf({ parentSessionId: 's9', webSearches: 1 }))).toEqual(
      verdicts(factOf({ parentSessionId: 's9', webSearches: 1 }), suspect),
    );
  });

  it('counts a record again that turns out to be no copy', () => {
    const suspect = factOf({ parentSessionId: 's9', isReplaySuspect: true, requestId: 'r1' });
    const own = factOf({ requestId: 'r1', outputTokens: 9 });
    expect(verdicts(suspect)).toEqual([0]);
    expect(verdicts(suspect, own)).toEqual([1]);
  });
});
