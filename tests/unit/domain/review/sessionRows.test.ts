import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foldSessions,
  isFound,
  orderSessions,
  sumSessions,
  type SessionModelSums,
} from '../../../../main/domain/review/sessionRows.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14);

function sums(part: Partial<SessionModelSums>): SessionModelSums {
  return {
    agent: 'claude-code',
    sessionId: 'one',
    parentId: null,
    account: '/home/u/.claude',
    project: '/home/u/checkout-api',
    model: 'claude-sonnet-5-5',
    startedAtMs: NOW_MS - 7_200_000,
    lastAtMs: NOW_MS - 3_600_000,
    answers: 10,
    unpricedAnswers: 0,
    tokens: { input: 1, output: 2, cacheWrite: 3, cacheRead: 4 },
    costMicros: 1_000_000,
    creditMicros: 0,
    creditAnswers: 0,
    unclearAnswers: 0,
    ...part,
  };
}

const LIVE_MS = 300_000;
const fold = (all: Parameters<typeof foldSessions>[0]) => foldSessions(all, NOW_MS, LIVE_MS);

describe('sessions out of sums', () => {
  it('are live as long as the setting says', () => {
    const all = [sums({ lastAtMs: NOW_MS - LIVE_MS })];
    expect(foldSessions(all, NOW_MS, LIVE_MS)[0]?.isLive).toBe(true);
    expect(foldSessions(all, NOW_MS, LIVE_MS - 1)[0]?.isLive).toBe(false);
  });

  it('are not live by an answer that a wrong clock dated into the future', () => {
    const isLive = (lastAtMs: number) => fold([sums({ lastAtMs })])[0]?.isLive;
    expect([isLive(NOW_MS + 60_000), isLive(NOW_MS + 60_001)]).toEqual([true, false]);
  });

  it('have their helpers folded in, however deep', () => {
    const [row, ...others] = fold([
      sums({ sessionId: 'grandchild', parentId: 'child', costMicros: 4_000_000 }),
      sums({ sessionId: 'child', parentId: 'one', costMicros: 2_000_000, project: null }),
      sums({
        model: 'claude-opus-5-5',
        costMicros: 8_000_000,
        creditMicros: 3,
        creditAnswers: 1,
      }),
      sums({}),
    ]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      sessionId: 'one',
      subAgents: 2,
      answers: 40,
      costMicros: 15_000_000,
      creditMicros: 3,
      models: ['claude-opus-5-5', 'claude-sonnet-5-5'],
      projectName: 'checkout-api',
    });
  });

  it('are named by a parent whose own answers lie before the span', () => {
    const [row] = fold([sums({ sessionId: 'child', parentId: 'gone' })]);
    expect(row).toMatchObject({ sessionId: 'gone', subAgents: 1 });
  });

  it('end a circle of parents', () => {
    const rows = fold([
      sums({ sessionId: 'a', parentId: 'b' }),
      sums({ sessionId: 'b', parentId: 'a' }),
    ]);
    expect(sumSessions(rows).answers).toBe(20);
  });

  it('keep unknown cost unknown, and say how many answers have no price', () => {
    const unpriced = { costMicros: null, unpricedAnswers: 10 };
    expect(fold([sums(unpriced)])[0]).toMatchObject(unpriced);
    const [mixed] = fold([sums(unpriced), sums({ model: 'other' })]);
    expect(mixed).toMatchObject({ costMicros: 1_000_000, unpricedAnswers: 10 });
  });

  it('lose and invent nothing, whatever belongs to whom', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const any = fc.record({
      sessionId: id,
      parentId: fc.option(id),
      answers: fc.nat(1000),
      costMicros: fc.option(fc.nat(10 ** 9)),
      creditMicros: fc.nat(10 ** 9),
    });
    fc.assert(
      fc.property(fc.array(any), (parts) => {
        const all = parts.map((part) => sums(part));
        expect(sumSessions(fold(all))).toEqual(sumSessions(all));
      }),
    );
  });

  it('stand in the order that was asked for', () => {
    const rows = fold([
      sums({ sessionId: 'old and dear', lastAtMs: 1, costMicros: 9 }),
      sums({ sessionId: 'new', lastAtMs: 3, costMicros: null, answers: 99 }),
      sums({ sessionId: 'paid', lastAtMs: 2, costMicros: 5, creditMicros: 5 }),
    ]);
    const first = (order: Parameters<typeof orderSessions>[1]) =>
      orderSessions(rows, order)[0]?.sessionId;
    expect(first('latest')).toBe('new');
    expect(first('cost')).toBe('old and dear');
    expect(first('credits')).toBe('paid');
    expect(first('longest')).toBe('new');
  });

  it('are found by all words, in any text, in any case', () => {
    const texts = ['Repair the Checkout', null, '/home/u/docs-site'];
    expect(isFound('checkout DOCS', texts)).toBe(true);
    expect(isFound('checkout tests', texts)).toBe(false);
    expect(isFound('   ', texts)).toBe(true);
  });
});
