import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reloadExposure } from '../../../../main/domain/credits/autoReload.ts';
import { effectiveCeiling, isExhausted } from '../../../../main/domain/credits/ceiling.ts';
import type { MemberLimit } from '../../../../preload/contract/credits.ts';
import type {
  AutoReload,
  Budget,
  CreditsAccount,
  SpendLimit,
} from '../../../../main/domain/credits/types.ts';
import { dollars } from '../../../../main/domain/money.ts';
import { balanceOf, credits, enabled, HOUR, NOW } from '../boundary/inputs.ts';

const origin = { source: 'user', basis: 'reported', asOfMs: NOW } as const;
const ANY = { sessionId: null, project: null };
const limit = (micros: number): SpendLimit => ({
  ...origin,
  kind: 'limit',
  limit: dollars(micros),
});
const OFF: AutoReload = { ...origin, kind: 'off' };
const reload = (changes: object = {}): AutoReload => ({
  ...{ ...origin, kind: 'on', thresholdMicros: 5, amountMicros: 20, monthlyCapMicros: 50 },
  reloadedThisMonthMicros: 0,
  ...changes,
});
const budget = (changes: Partial<Budget> = {}): Budget => ({
  id: 'day',
  scope: { kind: 'everything' },
  period: 'day',
  limitMicros: 30,
  spentMicros: 10,
  asOfMs: NOW,
  endsAtMs: NOW + HOUR,
  ...changes,
});

const member = (changes: Partial<MemberLimit> = {}): MemberLimit => ({
  source: 'anthropic-enterprise-api',
  basis: 'reported',
  asOfMs: NOW - HOUR,
  member: 'Ada',
  limit: dollars(60),
  spent: dollars(20),
  periodEndsAtMs: NOW + HOUR,
  ...changes,
});

/** All parts known: balance 100, limit 90 with 10 spent, daily 95, no reload. */
const KNOWN: CreditsAccount = credits({
  enabled: enabled(true),
  balance: balanceOf(100),
  spentThisMonth: balanceOf(10),
  spendLimit: limit(90),
  monthEndsAtMs: NOW + 24 * HOUR,
  autoReload: OFF,
  daily: { ...origin, limitMicros: 95, redeemedTodayMicros: 0, dayEndsAtMs: NOW + HOUR },
});
const ceiling = (changes: Partial<CreditsAccount> = {}, nowMs = NOW) =>
  effectiveCeiling({ ...KNOWN, ...changes }, ANY, [], nowMs);

describe('effectiveCeiling', () => {
  it.each([
    ['spend-limit', {}, 80],
    ['balance', { balance: balanceOf(79) }, 79],
    ['daily-redemption', { daily: { ...KNOWN.daily!, redeemedTodayMicros: 20 } }, 75],
    ['budget', { budgets: [budget()] }, 20],
    ['credits-off', { enabled: enabled(false) }, 0],
    ['balance', { balance: balanceOf(-3) }, 0],
    ['spend-limit', { spentThisMonth: balanceOf(95) }, 0],
  ] as const)('%s binds', (kind, changes, remainingMicros) => {
    const found = ceiling(changes);
    expect(found).toMatchObject({ remainingMicros, certainty: 'exact', unknown: [] });
    expect(found.binding?.kind).toBe(kind);
    expect(isExhausted(found)).toBe(remainingMicros === 0);
  });

  it('a member’s limit binds as its organisation’s provider states it, with that source and age', () => {
    const found = ceiling({ memberLimits: [member()] });
    expect(found).toMatchObject({ remainingMicros: 40, certainty: 'exact', unknown: [] });
    expect(found.binding).toEqual({
      ...{ kind: 'member-limit', budgetId: null, remainingMicros: 40, limitMicros: 60 },
      ...{ source: 'anthropic-enterprise-api', basis: 'reported', asOfMs: NOW - HOUR },
      renewsAtMs: NOW + HOUR,
    });
    expect(isExhausted(ceiling({ memberLimits: [member({ spent: dollars(61) })] }))).toBe(true);
  });

  it('a member’s limit of a period that is over, or without its spend, is “at most”', () => {
    const later = effectiveCeiling(
      { ...KNOWN, daily: null, monthEndsAtMs: null, memberLimits: [member()] },
      ANY,
      [],
      NOW + HOUR,
    );
    expect(later).toMatchObject({ remainingMicros: 60, certainty: 'as-far-as-known' });
    expect(later.unknown).toContain('member-limit');
    const untold = ceiling({ memberLimits: [member({ spent: null })] });
    expect(untold).toMatchObject({ remainingMicros: 60, unknown: ['member-limit'] });
  });

  it('a member without a limit is known and binds nothing; one in another currency needs a rate', () => {
    expect(ceiling({ memberLimits: [member({ limit: null })] })).toMatchObject({
      remainingMicros: 80,
      certainty: 'exact',
    });
    const limit = { currency: 'EUR', minorUnits: 3, exponent: 6 };
    const spent = { currency: 'EUR', minorUnits: 1, exponent: 6 };
    const memberLimits = [member({ limit, spent })];
    expect(ceiling({ memberLimits }).unknown).toEqual(['member-limit', 'exchange-rate']);
    const rates = [{ currency: 'EUR', microsPerUnit: 2_000_000 }];
    const found = effectiveCeiling({ ...KNOWN, memberLimits }, ANY, rates, NOW);
    expect(found).toMatchObject({ remainingMicros: 4, binding: { kind: 'member-limit' } });
  });

  it('a negative balance stays negative in its part', () => {
    expect(ceiling({ balance: balanceOf(-3) }).binding?.remainingMicros).toBe(-3);
  });

  it.each([
    [{ balance: null }, ['balance']],
    [{ spendLimit: { kind: 'unknown' } }, ['spend-limit']],
    [{ spentThisMonth: null }, ['spend-limit']],
    [{ daily: null }, ['daily-redemption']],
    [{ autoReload: { kind: 'unknown' } }, ['auto-reload']],
    [{ budgets: [budget({ spentMicros: null })] }, ['budget']],
  ] as const)('%j makes it “at most”', (changes, unknown) => {
    const found = ceiling(changes);
    expect(found).toMatchObject({ certainty: 'as-far-as-known', unknown });
  });

  it('a spend that nobody told leaves at most the whole limit', () => {
    expect(ceiling({ spentThisMonth: null, spendLimit: limit(40) }).remainingMicros).toBe(40);
    expect(ceiling({ budgets: [budget({ spentMicros: null })] }).remainingMicros).toBe(30);
  });

  it('nothing known is no ceiling, not a ceiling of zero', () => {
    expect(effectiveCeiling(credits(), ANY, [], NOW)).toMatchObject({
      remainingMicros: null,
      binding: null,
      unknown: ['balance', 'spend-limit', 'daily-redemption'],
    });
    expect(isExhausted(effectiveCeiling(credits(), ANY, [], NOW))).toBe(false);
  });

  it('unlimited is known and does not bind; unknown whether on is no amount', () => {
    const spendLimit: SpendLimit = { ...origin, kind: 'unlimited' };
    expect(ceiling({ spendLimit, enabled: null })).toMatchObject({
      remainingMicros: 95,
      certainty: 'exact',
    });
  });

  it('a monthly bill has no balance', () => {
    const found = ceiling({ isPrepaid: false, balance: null });
    expect(found.unknown).toEqual([]);
    expect(found.parts.map(({ kind }) => kind)).not.toContain('balance');
  });

  it('auto-reload adds what its cap still allows, in whole purchases; without a cap the balance binds nothing', () => {
    const wide = { spendLimit: { ...origin, kind: 'unlimited' } as const };
    const daily = { ...KNOWN.daily!, limitMicros: 1000 };
    const small = { ...wide, daily, balance: balanceOf(7) };
    expect(ceiling({ ...small, autoReload: reload() }).remainingMicros).toBe(47);
    const some = reload({ reloadedThisMonthMicros: 20 });
    expect(ceiling({ ...small, autoReload: some }).remainingMicros).toBe(27);
    const open = reload({ monthlyCapMicros: null });
    expect(ceiling({ ...small, autoReload: open }).binding?.kind).toBe('daily-redemption');
  });

  it('another currency counts only with a rate', () => {
    const balance = {
      ...balanceOf(0),
      value: { currency: 'EUR', minorUnits: 2, exponent: 6 },
    };
    expect(ceiling({ balance }).unknown).toEqual(['balance', 'exchange-rate']);
    const rates = [{ currency: 'EUR', microsPerUnit: 2_000_000, enteredAtMs: NOW }];
    const found = effectiveCeiling({ ...KNOWN, balance }, ANY, rates, NOW);
    expect(found).toMatchObject({ remainingMicros: 4, binding: { kind: 'balance' } });
  });

  it('a day, a month or a budget that is over says nothing of the next', () => {
    const budgets = [budget({ spentMicros: 30 })];
    expect(ceiling({ budgets }).remainingMicros).toBe(0);
    const later = ceiling({ budgets }, NOW + HOUR);
    expect(later).toMatchObject({
      remainingMicros: 30,
      unknown: ['daily-redemption', 'budget'],
      binding: { kind: 'budget', renewsAtMs: null },
    });
    expect(ceiling({ spentThisMonth: balanceOf(90) }, NOW + 24 * HOUR).unknown).toContain(
      'spend-limit',
    );
  });

  it('a budget binds only requests of its scope', () => {
    const budgets = [budget({ limitMicros: 1, scope: { kind: 'project', project: '/shop' } })];
    const at = (project: string | null) =>
      effectiveCeiling({ ...KNOWN, budgets }, { sessionId: null, project }, [], NOW);
    expect(at('/shop').binding?.kind).toBe('budget');
    expect(at('/blog').binding?.kind).toBe('spend-limit');
    expect(at(null).binding?.kind).toBe('spend-limit');
  });

  it('is never above any known part, and equals the part that binds', () => {
    const micros = fc.integer({ min: -50, max: 200 });
    fc.assert(
      fc.property(fc.tuple(micros, micros, micros, micros, micros, micros), (figures) => {
        const [balance, spent, most, used, left, members] = figures;
        const found = ceiling({
          memberLimits: [member({ limit: dollars(members) })],
          balance: balanceOf(balance),
          spentThisMonth: balanceOf(spent),
          spendLimit: limit(most),
          daily: { ...KNOWN.daily!, redeemedTodayMicros: used },
          budgets: [budget({ limitMicros: left })],
        });
        const smallest = Math.min(balance, most - spent, 95 - used, left - 10, members - 20);
        expect(found.binding?.remainingMicros).toBe(smallest);
        expect(found.remainingMicros).toBe(Math.max(0, smallest));
      }),
    );
  });
});

describe('reloadExposure', () => {
  it('is what the cap still allows, in whole purchases', () => {
    expect(reloadExposure(reload())).toEqual({
      kind: 'exposed',
      thresholdMicros: 5,
      amountMicros: 20,
      purchasesLeft: 2,
      mostThisMonthMicros: 40,
      isUpperBound: false,
    });
  });

  it('is the whole cap where nobody counted, and without end where there is none', () => {
    expect(reloadExposure(reload({ reloadedThisMonthMicros: null }))).toMatchObject({
      mostThisMonthMicros: 40,
      isUpperBound: true,
    });
    expect(reloadExposure(reload({ monthlyCapMicros: null }))).toMatchObject({
      purchasesLeft: null,
      mostThisMonthMicros: null,
    });
    expect(reloadExposure(reload({ reloadedThisMonthMicros: 60 }))).toMatchObject({
      purchasesLeft: 0,
    });
  });

  it('is none when off, unknown when unknown', () => {
    expect(reloadExposure(OFF)).toEqual({ kind: 'none' });
    expect(reloadExposure({ kind: 'unknown' })).toEqual({ kind: 'unknown' });
  });
});
