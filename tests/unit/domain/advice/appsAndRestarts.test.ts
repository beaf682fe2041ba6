import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditAppSavings } from '../../../../main/domain/advice/creditApps.ts';
import { restartSavings } from '../../../../main/domain/advice/restarts.ts';
import { carriedContexts } from '../../../../main/domain/review/carried.ts';
import { restartAdvice } from '../../../../main/domain/review/restart.ts';
import { createPricer } from '../../../../main/domain/pricing.ts';
import { PRICE_TABLE } from '../../../../main/prices/priceTable.ts';
import { answer } from './support.ts';

const price = createPricer(PRICE_TABLE, () => null);
const APP = { agent: 'fazm', account: '/home/u/.fazm' } as const;
const PLAN = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const isApp = ({ agent }: { readonly agent: string }) => agent === APP.agent;

describe('apps that draw on credits', () => {
  const paid = [100, 900].map((atMs) =>
    answer({ ...APP, atMs, startedAtMs: atMs, costMicros: 400_000, isCredits: true }),
  );
  const own = answer({ ...PLAN, costMicros: 1 });
  const roomy = { ...PLAN, startsAtMs: 0, resetsAtMs: 500, peakPercent: 40 };

  it('save what fell into windows of a plan that had room', () => {
    expect(creditAppSavings([own, ...paid], [roomy], isApp)).toEqual([
      {
        kind: 'credit-app',
        agent: 'fazm',
        answers: 2,
        creditMicros: 800_000,
        savingMicros: 400_000,
        creditSavingMicros: 400_000,
      },
    ]);
  });

  it('save nothing where the plan was near its limit, or is for other models', () => {
    const full = { ...roomy, peakPercent: 95 };
    expect(creditAppSavings([own, ...paid], [full], isApp)).toEqual([]);
    const other = { ...own, model: 'gpt-5-codex' };
    expect(creditAppSavings([other, ...paid], [roomy], isApp)).toEqual([]);
  });
});

describe('long conversations', () => {
  /** Begins with a small context and carries a large one through the rest. */
  const conversation = (sessionId: string, length: number, fromMs = 0) =>
    Array.from({ length }, (_, index) =>
      answer({
        sessionId,
        atMs: fromMs + index,
        project: `/home/u/${sessionId}`,
        cacheReadTokens: index === 0 ? 20_000 : 400_000,
      }),
    );

  it('cost what a context of their size costs, where long ones are dearer', () => {
    const carried = (cacheReadTokens: number) =>
      carriedContexts([answer({ model: 'claude-haiku-5-5', cacheReadTokens })], price).map(
        ({ cacheReadPrice, cacheWritePrice }) => [cacheReadPrice, cacheWritePrice],
      );
    expect(carried(500)).toEqual([[10_000, 125_000]]);
    expect(carried(90_000)).toEqual([[10_000, 125_000]]);
    expect(carried(150_000)).toEqual([[50_000, 625_000]]);
  });

  it('are added up, and the one that would have saved most is named', () => {
    const answers = [
      ...conversation('short', 5),
      ...conversation('b', 60),
      ...conversation('a', 90),
    ];
    const found = restartSavings(answers, 0, price);
    const alone = (id: string) =>
      restartAdvice(
        carriedContexts(
          answers.filter(({ sessionId }) => sessionId === id),
          price,
        ),
      )?.savingMicros ?? 0;
    expect(found).toMatchObject({
      sessions: 2,
      savingMicros: alone('a') + alone('b'),
      largest: { sessionId: 'a', projectName: 'a', savingMicros: alone('a'), lastAtMs: 89 },
    });
    expect(alone('a')).toBeGreaterThan(alone('b'));
  });

  it('that began before the time are left out: their beginning is not known', () => {
    expect(restartSavings(conversation('a', 90, -1), 0, price)).toBeNull();
    expect(restartSavings(conversation('a', 90, 0), 0, price)?.sessions).toBe(1);
  });

  it('say the same whatever else was going on', () => {
    const alone = restartSavings(conversation('a', 60), 0, price);
    fc.assert(
      fc.property(fc.nat(9), fc.boolean(), (length, isMain) => {
        const other = conversation('b', length).map((one) => ({ ...one, isMain }));
        const both = restartSavings([...other, ...conversation('a', 60)], 0, price);
        expect(both?.savingMicros).toBe(alone?.savingMicros);
        expect(both?.largest.sessionId).toBe('a');
      }),
    );
  });
});
