import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UsageFact } from '../../../main/domain/usage.ts';
import { listPacked, packFacts } from '../../../main/ingest/packFacts.ts';

const name = fc.constantFrom('', 'a', 'b', 'é🚏');
const count = fc.nat({ max: 100_000_000_000 });
const fact = fc.record<UsageFact>({
  groupKey: fc.string(),
  kind: fc.constantFrom('direct', 'sidechain', 'progress'),
  requestId: fc.option(fc.string()),
  sessionId: name,
  parentSessionId: fc.option(name),
  isReplaySuspect: fc.boolean(),
  project: fc.option(name),
  model: name,
  atMs: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  startedAtMs: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  inputTokens: count,
  outputTokens: count,
  cacheWrite5mTokens: count,
  cacheWrite1hTokens: count,
  cacheReadTokens: count,
  webSearches: count,
  mode: fc.constantFrom('standard', 'fast', 'batch'),
  isUsOnly: fc.boolean(),
});

describe('packed facts', () => {
  it('are the facts that were packed, file by file', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fact, { maxLength: 5 }), { maxLength: 5 }), (files) => {
        const packed = structuredClone(packFacts(files));
        let from = 0;
        for (const facts of files) {
          const list = listPacked(packed, from, facts.length);
          const found: UsageFact[] = [];
          list.forEach((one) => found.push({ ...one }));
          expect(found).toEqual(facts);
          expect(list.length).toBe(facts.length);
          from += facts.length;
        }
      }),
    );
  });
});
