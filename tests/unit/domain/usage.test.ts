import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedVariants,
  isBetterRecord,
  promptTokens,
  totalTokens,
  type GroupRecord,
  type UsageFact,
} from '../../../main/domain/usage.ts';

const RECORD: GroupRecord = {
  variant: 'a',
  kind: 'direct',
  requestId: 'req_1',
  sessionId: 'main',
  parentSessionId: null,
  isReplaySuspect: false,
  outputTokens: 10,
  totalTokens: 100,
  atMs: 1000,
};

const record = (variant: string, changes: Partial<GroupRecord> = {}): GroupRecord => ({
  ...RECORD,
  variant,
  ...changes,
});

const allKnown = () => true;
const noneKnown = () => false;

function counted(records: readonly GroupRecord[], isKnown = allKnown): string[] {
  return [...countedVariants(records, isKnown)].sort();
}

describe('one response counts once', () => {
  it('nothing counts where nothing is', () => {
    expect(counted([])).toEqual([]);
  });

  it('a record alone counts', () => {
    expect(counted([record('a')])).toEqual(['a']);
  });

  it('the larger output wins, whatever the total', () => {
    const small = record('small', { requestId: null, outputTokens: 9, totalTokens: 900 });
    expect(counted([small, record('large')])).toEqual(['large']);
  });

  it('at equal output the larger total wins', () => {
    const large = record('large', { requestId: null, totalTokens: 101 });
    expect(counted([record('small'), large])).toEqual(['large']);
  });

  it('at equal figures the earliest wins', () => {
    const early = record('early', { requestId: null, atMs: 999 });
    expect(counted([record('late'), early])).toEqual(['early']);
  });

  it('two requests of the main conversation are two responses', () => {
    expect(counted([record('a'), record('b', { requestId: 'req_2' })])).toEqual(['a', 'b']);
  });
});

describe('a record without a request id', () => {
  it('joins the record of its session that has one', () => {
    const loose = record('loose', { requestId: null, outputTokens: 9 });
    expect(counted([record('a'), loose])).toEqual(['a']);
  });

  it('replaces it when it is larger', () => {
    const loose = record('loose', { requestId: null, outputTokens: 11 });
    expect(counted([record('a'), loose])).toEqual(['loose']);
  });

  it('joins only one of two requests', () => {
    const loose = record('loose', { requestId: null, outputTokens: 11 });
    expect(counted([record('a'), record('b', { requestId: 'req_2' }), loose])).toHaveLength(2);
  });

  it('is one response with the copies that other sessions made of it', () => {
    const here = record('here', { requestId: null });
    const copy = record('there', { requestId: null, sessionId: 'resumed', atMs: 2000 });
    expect(counted([copy, here])).toEqual(['here']);
  });
});

describe('side conversations', () => {
  it('a copy of a main response loses, even when it is larger', () => {
    const side = record('side', { kind: 'sidechain', requestId: 'req_2', outputTokens: 99 });
    expect(counted([side, record('main')])).toEqual(['main']);
  });

  it('what was written there only counts', () => {
    expect(counted([record('side', { kind: 'sidechain' })])).toEqual(['side']);
  });
});

describe('echoes of sub-agents', () => {
  it('lose to the record in the sub-agent’s own file, even when they are larger', () => {
    const echo = record('echo', { kind: 'progress', outputTokens: 537 });
    expect(counted([echo, record('side', { kind: 'sidechain' })])).toEqual(['side']);
  });

  it('count when nothing else of the response was logged', () => {
    const first = record('first', { kind: 'progress', requestId: null, outputTokens: 3 });
    const last = record('last', { kind: 'progress', requestId: null, outputTokens: 7 });
    expect(counted([first, last])).toEqual(['last']);
  });
});

describe('continued sessions', () => {
  const parent = record('parent', { requestId: 'parent', sessionId: 'parent' });
  const copy = record('copy', {
    requestId: 'fork',
    sessionId: 'fork',
    parentSessionId: 'parent',
    isReplaySuspect: true,
    atMs: 5000,
  });

  it('a copy of the parent’s history loses to the parent', () => {
    expect(counted([copy, parent])).toEqual(['parent']);
  });

  it('that holds along a chain of forks', () => {
    const second = { ...copy, variant: 'second', sessionId: 'fork2', parentSessionId: 'fork' };
    expect(counted([second, copy, parent])).toEqual(['parent']);
  });

  it('what was written at the moment of copying does not count while the parent is missing', () => {
    expect(counted([copy], noneKnown)).toEqual([]);
  });

  it('and counts once the parent is there and does not have it', () => {
    expect(counted([copy], allKnown)).toEqual(['copy']);
  });

  it('what was written later is the fork’s own, with or without the parent', () => {
    const own = { ...copy, isReplaySuspect: false };
    expect(counted([own], noneKnown)).toEqual(['copy']);
  });

  it('two sessions with equal figures and no kinship are two', () => {
    const stranger = record('stranger', { requestId: 'stranger', sessionId: 'stranger' });
    expect(counted([parent, stranger])).toEqual(['parent', 'stranger']);
  });
});

const anyRecords = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('direct', 'sidechain', 'progress'),
    requestId: fc.constantFrom(null, 'r1', 'r2'),
    sessionId: fc.constantFrom('s1', 's2', 's3'),
    parentSessionId: fc.constantFrom(null, 's1', 's2'),
    isReplaySuspect: fc.boolean(),
    outputTokens: fc.integer({ min: 0, max: 3 }),
    totalTokens: fc.integer({ min: 3, max: 5 }),
    atMs: fc.integer({ min: 0, max: 3 }),
    variant: fc.integer({ min: 0, max: 99 }).map(String),
  }),
  { selector: ({ variant }) => variant, maxLength: 8 },
);

describe('whatever the records are', () => {
  it('the order in which they are read does not matter', () => {
    const withOrder = anyRecords.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(withOrder, ([records, shuffled, isKnown]) => {
        expect(counted(shuffled, () => isKnown)).toEqual(counted(records, () => isKnown));
      }),
      { numRuns: 2000 },
    );
  });

  it('what counts is some of them, and never two of one request and session', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const winners = records.filter(({ variant }) => counted(records).includes(variant));
        const requests = winners.map(({ requestId }) => requestId);
        expect(new Set(requests).size).toBe(requests.length);
      }),
    );
  });
});

const FACT: UsageFact = {
  groupKey: 'g',
  kind: 'direct',
  requestId: null,
  sessionId: 'b',
  parentSessionId: null,
  isReplaySuspect: false,
  project: null,
  model: 'm',
  atMs: 10,
  startedAtMs: 5,
  inputTokens: 1,
  outputTokens: 10,
  cacheWrite5mTokens: 100,
  cacheWrite1hTokens: 1000,
  cacheReadTokens: 10_000,
  webSearches: 3,
  mode: 'standard',
  isUsOnly: false,
};

describe('facts', () => {
  it('totals are over all classes, the prompt is all but the output', () => {
    expect(totalTokens(FACT)).toBe(11_111);
    expect(promptTokens(FACT)).toBe(11_101);
  });

  it.each([
    ['more output', { outputTokens: 11, cacheReadTokens: 0 }, true],
    ['less output', { outputTokens: 9, cacheReadTokens: 99_999 }, false],
    ['a larger total', { inputTokens: 2 }, true],
    ['an earlier time', { atMs: 9 }, true],
    ['a later time', { atMs: 11 }, false],
    ['a smaller session id', { sessionId: 'a' }, true],
    ['a smaller session id, whatever the model', { sessionId: 'a', model: 'z' }, true],
    ['a smaller model', { model: 'a' }, true],
    ['a larger model', { model: 'z' }, false],
    ['a smaller share of input', { inputTokens: 0, cacheReadTokens: 10_001 }, true],
    ['a larger share of input', { inputTokens: 2, cacheReadTokens: 9999 }, false],
    ['another way of service', { mode: 'fast' as const }, false],
    ['nothing different', {}, false],
  ])('a record with %s', (_, changes, isBetter) => {
    expect(isBetterRecord({ ...FACT, ...changes }, FACT)).toBe(isBetter);
  });

  it('of any two that differ in anything exactly one is better', () => {
    const anyFact = fc.record({
      ...Object.fromEntries(
        Object.entries(FACT).map(([name, value]) => [name, fc.constant(value)]),
      ),
      sessionId: fc.constantFrom('a', 'b'),
      model: fc.constantFrom('m', 'n'),
      inputTokens: fc.integer({ min: 0, max: 1 }),
      cacheWrite5mTokens: fc.integer({ min: 0, max: 1 }),
      cacheWrite1hTokens: fc.integer({ min: 0, max: 1 }),
      cacheReadTokens: fc.integer({ min: 0, max: 1 }),
      webSearches: fc.integer({ min: 0, max: 1 }),
      mode: fc.constantFrom('standard', 'fast', 'batch'),
      isUsOnly: fc.boolean(),
      isReplaySuspect: fc.boolean(),
      project: fc.constantFrom(null, 'p'),
    }) as unknown as fc.Arbitrary<UsageFact>;
    fc.assert(
      fc.property(anyFact, anyFact, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        const wins = [isBetterRecord(one, other), isBetterRecord(other, one)];
        expect(wins.filter((isBetter) => isBetter)).toHaveLength(isSame ? 0 : 1);
      }),
    );
  });
});
