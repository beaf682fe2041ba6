/** An account's credits out of everything that was said about it. */
import { describe, expect, it } from 'vitest';
import { assembleCredits, type CreditsInput } from '../../../../main/domain/credits/assemble.ts';
import { budgetsOf } from '../../../../main/domain/credits/budgets.ts';
import { dollars } from '../../../../main/domain/ledger/amount.ts';
import type { Balance } from '../../../../main/domain/ledger/balance.ts';
import { NOTHING_SPENT } from '../../../../main/domain/ledger/spend.ts';
import { accountSettings, DEFAULT_SETTINGS } from '../../../../preload/contract/settingsTree.ts';
import type { CreditUseReading } from '../../../../main/domain/accountReadings.ts';
import { BOOK, simple } from '../ledger/entries.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const MONTH = { fromMs: Date.UTC(2026, 10, 1), untilMs: Date.UTC(2026, 11, 1) };
const TODAY = { fromMs: Date.UTC(2026, 10, 22), untilMs: Date.UTC(2026, 10, 23) };
const SETTINGS = accountSettings(DEFAULT_SETTINGS, 'claude-code|/a');
const NO_BALANCE: Balance = {
  amount: null,
  anchor: null,
  isAtMost: false,
  reportedSpend: null,
  estimatedSpend: null,
  estimated: NOTHING_SPENT,
};

const cents = (minorUnits: number) => ({ currency: 'USD', minorUnits, exponent: 2 });

function use(changes: Partial<CreditUseReading>): CreditUseReading {
  return {
    agent: 'claude-code',
    account: '/a',
    source: 'claude-usage',
    observedAtMs: NOW - 60_000,
    enabled: null,
    whyNot: null,
    spentThisPeriod: null,
    spendLimit: { kind: 'unknown' },
    periodEndsAtMs: null,
    ...changes,
  };
}

const assemble = (changes: Partial<CreditsInput> = {}) =>
  assembleCredits({
    settings: SETTINGS,
    plan: null,
    followsPlanTable: true,
    switched: null,
    entries: [],
    balance: NO_BALANCE,
    creditsReading: null,
    creditUse: null,
    day: TODAY,
    month: MONTH,
    paidToday: NOTHING_SPENT,
    paidThisMonth: NOTHING_SPENT,
    budgets: [],
    memberLimits: [],
    nowMs: NOW,
    ...changes,
  });

describe('what nobody said', () => {
  it('is unknown, never zero', () => {
    expect(assemble()).toMatchObject({
      enabled: null,
      whyOff: null,
      balance: null,
      spendLimit: { kind: 'unknown' },
      autoReload: { kind: 'unknown' },
      daily: { source: 'default', limitMicros: 2_000_000_000 },
    });
    const unclear = { ...NOTHING_SPENT, unclearEvents: 1, unclearMicros: 5 };
    expect(assemble({ paidThisMonth: unclear, paidToday: unclear })).toMatchObject({
      spentThisMonth: null,
      daily: { redeemedTodayMicros: null },
    });
  });

  it('has no daily limit of another vendor, nor one on a plan that names none', () => {
    expect(assemble({ followsPlanTable: false }).daily).toBeNull();
    expect(assemble({ plan: 'enterprise-seat' }).daily).toBeNull();
    const settings = { ...SETTINGS, dailyRedemptionLimitMicros: 5 };
    const daily = { limitMicros: 5, source: 'user' };
    expect(assemble({ followsPlanTable: false, settings }).daily).toMatchObject(daily);
  });
});

describe('whether credits are on', () => {
  const on = { fromMs: NOW - DAY, isEnabled: true };

  it('is the later word, with its reason in our words', () => {
    const creditUse = use({ enabled: false, whyNot: 'out_of_credits' });
    expect(assemble({ creditUse, switched: on })).toMatchObject({
      enabled: { value: false, source: 'claude-usage' },
      whyOff: 'out-of-credits',
    });
    expect(assemble({ creditUse, switched: { ...on, fromMs: NOW } })).toMatchObject({
      enabled: { value: true, source: 'user', basis: 'reported' },
      whyOff: null,
    });
    const strange = use({ enabled: false, whyNot: 'constructor' });
    expect(assemble({ creditUse: strange }).whyOff).toBe('not-told');
  });

  it('a free plan has none', () => {
    expect(assemble({ plan: 'free' })).toMatchObject({
      enabled: { value: false, source: 'default' },
      whyOff: 'not-on-this-plan',
    });
  });
});

describe('money', () => {
  const creditsReading = {
    agent: 'codex',
    account: '/c',
    hasCredits: true,
    isUnlimited: false,
    balance: '12.50',
    source: 'codex-rollout',
    observedAtMs: NOW - 1000,
  } as const;

  it('the provider’s balance comes before the ledger’s, in its own unit', () => {
    const balance = { ...NO_BALANCE, amount: dollars(7) };
    expect(assemble({ balance }).balance).toMatchObject({
      source: 'ledger',
      basis: 'estimated',
      value: { currency: 'USD', minorUnits: 7, exponent: 6 },
    });
    expect(assemble({ balance, creditsReading }).balance).toEqual({
      source: 'codex-rollout',
      basis: 'reported',
      asOfMs: NOW - 1000,
      value: { currency: 'credits', minorUnits: 1250, exponent: 2 },
    });
    expect(assemble({ creditsReading: { ...creditsReading, isUnlimited: true } })).toMatchObject({
      isPrepaid: false,
      spendLimit: { kind: 'unlimited', source: 'codex-rollout' },
    });
  });

  it('month to date is reported where it is of this month, else estimated', () => {
    const paidThisMonth = { ...NOTHING_SPENT, creditEvents: 1, creditMicros: 42 };
    const estimated = { source: 'ledger', basis: 'estimated', value: { minorUnits: 42 } };
    const said = use({ spentThisPeriod: cents(300) });
    expect(assemble({ paidThisMonth }).spentThisMonth).toMatchObject(estimated);
    expect(assemble({ paidThisMonth, creditUse: said }).spentThisMonth).toMatchObject({
      basis: 'reported',
      value: cents(300),
    });
    const old = { ...said, observedAtMs: MONTH.fromMs - 1 };
    expect(assemble({ paidThisMonth, creditUse: old }).spentThisMonth).toMatchObject(estimated);
    const ended = { ...said, periodEndsAtMs: NOW };
    expect(assemble({ paidThisMonth, creditUse: ended }).spentThisMonth).toMatchObject(estimated);
    const open = { ...said, periodEndsAtMs: NOW + DAY };
    expect(assemble({ creditUse: open }).monthEndsAtMs).toBe(NOW + DAY);
    expect(assemble({ creditUse: ended }).monthEndsAtMs).toBe(MONTH.untilMs);
  });

  it('the limit: reported this month, else the user’s, else an older report', () => {
    const creditUse = use({ spendLimit: { kind: 'limit', money: cents(5000) } });
    const old = { ...creditUse, observedAtMs: MONTH.fromMs - 1 };
    const settings = { ...SETTINGS, spendLimit: { kind: 'limit', micros: 9 } } as const;
    expect(assemble({ creditUse, settings }).spendLimit).toMatchObject({ limit: cents(5000) });
    expect(assemble({ creditUse: old, settings }).spendLimit).toMatchObject({
      source: 'user',
      limit: { minorUnits: 9 },
    });
    expect(assemble({ creditUse: old }).spendLimit).toMatchObject({ limit: cents(5000) });
  });

  it('auto-reload counts the reloads of the month that somebody recorded', () => {
    const settings = {
      ...SETTINGS,
      autoReload: { kind: 'on', thresholdMicros: 5, amountMicros: 10, monthlyCapMicros: null },
    } as const;
    expect(assemble({ settings }).autoReload).toMatchObject({ reloadedThisMonthMicros: null });
    const entries = [MONTH.fromMs - 1, MONTH.fromMs, NOW, NOW + 1].map((atMs) =>
      simple('reload', atMs, dollars(3)),
    );
    expect(assemble({ settings, entries }).autoReload).toMatchObject({
      reloadedThisMonthMicros: 6,
    });
  });
});

describe('budgets', () => {
  const accounts = [
    { agent: BOOK.agent, account: '/a' },
    { agent: BOOK.agent, account: '/b' },
  ] as const;
  const budgets = (
    scope: Parameters<typeof budgetsOf>[0][string]['scope'],
    period: 'day' | 'window',
  ) =>
    budgetsOf(
      { mine: { scope, period, limitMicros: 100 } },
      {
        key: accounts[0],
        everyAccount: accounts,
        day: TODAY,
        month: MONTH,
        window: null,
        spentOn: ({ account }, { kind }) => ({
          ...NOTHING_SPENT,
          creditEvents: 1,
          creditMicros: (account === '/a' ? 1 : 10) + (kind === 'project' ? 100 : 0),
        }),
        nowMs: NOW,
      },
    );

  it('over everything or a project are shared, over an account are its own', () => {
    expect(budgets({ kind: 'everything' }, 'day')).toMatchObject([
      { id: 'mine', spentMicros: 11, endsAtMs: TODAY.untilMs },
    ]);
    expect(budgets({ kind: 'project', project: '/p' }, 'day')).toMatchObject([
      { spentMicros: 211 },
    ]);
    const own = { kind: 'account', account: 'claude-code|/a' } as const;
    expect(budgets(own, 'day')).toMatchObject([{ scope: { kind: 'everything' }, spentMicros: 1 }]);
    expect(budgets({ kind: 'account', account: 'claude-code|/b' }, 'day')).toEqual([]);
  });

  it('over a window that is not known have no sum', () => {
    expect(budgets({ kind: 'everything' }, 'window')).toMatchObject([
      { spentMicros: null, endsAtMs: null },
    ]);
  });
});
