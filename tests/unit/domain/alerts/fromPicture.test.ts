/** Accounts and settings as the alerts take them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownAccount, type AccountFacts } from '../../../../main/domain/accounts.ts';
import { alertAccountsOf, alertSettingsOf } from '../../../../main/domain/alerts/fromPicture.ts';
import { withTrust } from '../../../../main/domain/forecast/trust.ts';
import type { AlertMeter } from '../../../../main/domain/alerts/types.ts';
import { UNKNOWN_CREDITS, type CreditsAccount } from '../../../../main/domain/credits/types.ts';
import { DEFAULT_SETTINGS } from '../../../../preload/contract/settingsTree.ts';
import type { ReportedMoney } from '../../../../preload/contract/snapshot.ts';
import { endingAt, HOUR, NOW, windowView } from '../windowView.ts';
import { standing } from './standings.ts';

const KEY = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const REPORTED = { source: 'claude-usage', basis: 'reported', asOfMs: NOW } as const;
const usd = (minorUnits: number, exponent = 2): ReportedMoney => ({
  currency: 'USD',
  minorUnits,
  exponent,
});

function accountWith(facts: Partial<AccountFacts>, windows = [windowView()]) {
  const [account] = alertAccountsOf(
    [standing({ ...unknownAccount(KEY), ...facts })],
    windows,
    new Map(),
  );
  return account!;
}

function spendMeter(limit: ReportedMoney, spent: ReportedMoney): AlertMeter | undefined {
  const credits: CreditsAccount = {
    ...UNKNOWN_CREDITS,
    spendLimit: { kind: 'limit', limit, ...REPORTED, source: 'user' },
    spentThisMonth: { value: spent, ...REPORTED },
    monthEndsAtMs: NOW + 9 * HOUR,
  };
  return accountWith({ credits }).meters.find(({ kind }) => kind === 'spend-limit');
}

describe('windows', () => {
  it('are the account’s own open ones, with what was read of them', () => {
    const view = windowView({ usedPercent: 91.5, pace: endingAt(NOW + HOUR) });
    const others = [windowView({ account: '/other' }), windowView({ phase: 'not-started' })];
    expect(accountWith({}, [view, ...others]).meters).toEqual([
      {
        kind: 'session',
        name: null,
        usedPercent: 91.5,
        resetsAtMs: view.resetsAtMs,
        forecastEndsAtMs: NOW + HOUR,
        cost: null,
        spent: null,
        limit: null,
        source: 'status-line',
        basis: 'reported',
        asOfMs: view.asOfMs,
      },
    ]);
  });

  it('of which the forecast was too often wrong have none', () => {
    const forecast = { hitPercent: 59, windowsCompared: 9, isShown: false, asOfMs: NOW };
    const view = withTrust(windowView({ pace: endingAt(NOW + HOUR) }), forecast);
    const account = accountWith({}, [view]);
    expect(account.meters[0]!.forecastEndsAtMs).toBeNull();
  });

  it('carry the cost until the reset only where every answer has a price', () => {
    const outlook = {
      lowMicros: 1,
      highMicros: 2,
      fromMs: null,
      untilMs: NOW,
      isAtLeast: false,
      hitPercent: null,
    };
    const weekly = windowView({ kind: 'weekly' });
    const costs = (isAtLeast: boolean) =>
      accountWith({ outlook: { ...outlook, isAtLeast } }, [windowView(), weekly]).meters.map(
        ({ cost }) => cost,
      );
    expect(costs(false)).toEqual([{ leastMicros: 1, mostMicros: 2 }, null]);
    expect(costs(true)).toEqual([null, null]);
  });

  it('mean nothing where requests never draw on the plan', () => {
    expect(accountWith({ draw: 'api-key' }).meters).toEqual([]);
    expect(accountWith({ draw: 'credits' }).meters).toEqual([]);
    expect(accountWith({ draw: 'other' }).meters).toHaveLength(1);
  });
});

describe('money', () => {
  it('credits count as off only when somebody said so', () => {
    const off = { ...UNKNOWN_CREDITS, enabled: { value: false, ...REPORTED } };
    expect(accountWith({ credits: off }).areCreditsOff).toBe(true);
    expect(accountWith({}).areCreditsOff).toBe(false);
  });

  it('the spend limit is a share of itself, whatever the exponents, with the age of the spend', () => {
    expect(spendMeter(usd(20_00), usd(15_000_000, 6))).toMatchObject({
      usedPercent: 75,
      resetsAtMs: NOW + 9 * HOUR,
      source: 'claude-usage',
      spent: usd(15_000_000, 6),
    });
  });

  it('a member’s limit is a limit of its own beside it, by the member’s name', () => {
    const member = {
      ...REPORTED,
      source: 'anthropic-enterprise-api' as const,
      member: 'Ada',
      limit: usd(500_00),
      spent: usd(450_000_000, 6),
      periodEndsAtMs: NOW + 9 * HOUR,
    };
    const metersWith = (changes: object) =>
      accountWith({
        credits: { ...UNKNOWN_CREDITS, memberLimits: [{ ...member, ...changes }] },
      }).meters.filter(({ kind }) => kind === 'spend-limit');
    expect(metersWith({})).toMatchObject([
      { name: 'Ada', usedPercent: 90, source: 'anthropic-enterprise-api', spent: member.spent },
    ]);
    expect(metersWith({ spent: null })).toEqual([]);
    expect(metersWith({ limit: null })).toEqual([]);
  });

  it('a share is never rounded up over a level', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (spent, limit) => {
        const share = spendMeter(usd(limit), usd(spent))!.usedPercent!;
        const thousandths = BigInt(Math.round(share * 1000));
        expect(thousandths * BigInt(limit)).toBeLessThanOrEqual(BigInt(spent) * 100_000n);
        expect((thousandths + 1n) * BigInt(limit)).toBeGreaterThan(BigInt(spent) * 100_000n);
      }),
    );
  });

  it('no share of nothing, nor of another currency', () => {
    expect(spendMeter(usd(0), usd(1))!.usedPercent).toBeNull();
    const euros = { currency: 'EUR', minorUnits: 1, exponent: 2 };
    expect(spendMeter(usd(1), euros)!.usedPercent).toBeNull();
  });

  it('budgets are estimated, and unknown where the spend is', () => {
    const budget = {
      id: 'evenings',
      scope: { kind: 'everything' },
      period: 'day',
      limitMicros: 10_000_000,
      spentMicros: 9_000_000,
      asOfMs: NOW,
      endsAtMs: NOW + HOUR,
    } as const;
    const percent = (spentMicros: number | null) =>
      accountWith({ credits: { ...UNKNOWN_CREDITS, budgets: [{ ...budget, spentMicros }] } }, [])
        .meters[0]!;
    expect(percent(9_000_000)).toMatchObject({
      kind: 'budget',
      name: 'evenings',
      usedPercent: 90,
      basis: 'estimated',
    });
    expect(percent(null).usedPercent).toBeNull();
  });
});

describe('settings', () => {
  const { alerts } = DEFAULT_SETTINGS;

  it('by default nothing is off', () => {
    expect(alertSettingsOf(DEFAULT_SETTINGS)).toEqual({
      sessionPercents: [75, 90, 95],
      weeklyPercents: [75, 90, 95],
      spendLimitPercents: [50, 75, 90],
      budgetPercents: [75, 90, 100],
      lowBalanceMicros: [5_000_000],
      gatePercent: 97,
      forecastLeadMs: 15 * 60_000,
      staleAfterMs: 15 * 60_000,
      switchedOff: [],
      quietHours: null,
      doesPaidUseBreakQuiet: true,
    });
  });

  it('each switch turns its own alerts off', () => {
    const enabled = { ...alerts.enabled, weekly: false, limitChanged: false };
    const settings = { ...DEFAULT_SETTINGS, alerts: { ...alerts, enabled } };
    expect(alertSettingsOf(settings).switchedOff).toEqual([
      'weekly-level',
      'limit-raised',
      'limit-removed',
    ]);
  });

  it('quiet hours become minutes of the day', () => {
    const quietHours = { from: '22:30', until: '07:00' };
    const settings = { ...DEFAULT_SETTINGS, alerts: { ...alerts, quietHours } };
    expect(alertSettingsOf(settings).quietHours).toEqual({ fromMinute: 1350, untilMinute: 420 });
  });
});
