import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageDialogue } from '../../../main/sources/claudeUsage/usageDialogue.ts';
import {
  readUsageAnswer,
  type UsageAnswer,
} from '../../../main/sources/claudeUsage/usageAnswer.ts';
import { usageOf } from '../../fixtures/claudeUsage.ts';

const RESET = '2026-11-22T23:00:00.123456+00:00';
const RESET_MS = Date.UTC(2026, 10, 22, 23, 0, 0, 123);

function answer(limits: unknown, more: Record<string, unknown> = {}): UsageAnswer {
  return readUsageAnswer({
    session: { total_cost_usd: 0 },
    subscription_type: 'max',
    rate_limits_available: true,
    rate_limits: limits,
    behaviors: null,
    ...more,
  });
}

function figures(limits: unknown) {
  const found = answer(limits);
  if (found.kind !== 'figures') throw new Error(`no figures: ${found.kind}`);
  return found;
}

/** As the unmodified program passed it on. */
const FULL = { ...usageOf(RESET, '2026-11-25T18:00:00Z'), seven_day_oauth_apps: null };

describe('windows', () => {
  it('are read from the named limits and the list', () => {
    expect(figures(FULL).windows).toEqual([
      { kind: 'session', modelName: null, usedPercent: 93.5, resetsAtMs: RESET_MS },
      {
        kind: 'weekly',
        modelName: null,
        usedPercent: 41,
        resetsAtMs: Date.UTC(2026, 10, 25, 18),
      },
      { kind: 'weekly-model', modelName: 'Sonnet', usedPercent: 3, resetsAtMs: null },
      {
        kind: 'weekly-model',
        modelName: 'Fable',
        usedPercent: 12,
        resetsAtMs: Date.UTC(2026, 10, 25, 18),
      },
    ]);
  });

  it('may each be missing or null', () => {
    expect(figures({}).windows).toEqual([]);
    expect(figures({ five_hour: null, seven_day: null }).windows).toEqual([]);
    expect(figures({ seven_day: { utilization: 1 } }).windows).toEqual([
      { kind: 'weekly', modelName: null, usedPercent: 1, resetsAtMs: null },
    ]);
  });

  it('are said once, by their named form', () => {
    const limits = {
      five_hour: { utilization: 60, resets_at: RESET },
      model_scoped: [{ display_name: 'Fable', utilization: 5, resets_at: RESET }],
      limits: [
        { kind: 'session', percent: 61, resets_at: RESET, scope: null },
        { kind: 'weekly_all', percent: 7, resets_at: RESET },
        { kind: 'weekly_scoped', percent: 6, scope: { model: { display_name: 'Fable' } } },
      ],
    };
    expect(
      figures(limits).windows.map(({ kind, modelName, usedPercent }) => [
        kind,
        modelName,
        usedPercent,
      ]),
    ).toEqual([
      ['session', null, 60],
      ['weekly-model', 'Fable', 5],
      ['weekly', null, 7],
    ]);
  });

  it.each([
    ['epoch seconds', RESET_MS / 1000],
    ['epoch milliseconds', RESET_MS],
    ['ISO 8601 with an offset', '2026-11-23T00:00:00.123+01:00'],
  ])('take a reset in %s', (_form, resetsAt) => {
    const [window] = figures({ five_hour: { utilization: 1, resets_at: resetsAt } }).windows;
    expect(window?.resetsAtMs).toBe(RESET_MS);
  });

  it.each([null, undefined, '', 'soon', 0, -1, 300, NaN, {}, 1e18])(
    'take %j for no reset',
    (resetsAt) => {
      const [window] = figures({ five_hour: { utilization: 1, resets_at: resetsAt } }).windows;
      expect(window?.resetsAtMs).toBeNull();
    },
  );

  it('are clamped', () => {
    const limits = { five_hour: { utilization: 141 }, seven_day: { utilization: -1 } };
    expect(figures(limits).windows.map(({ usedPercent }) => usedPercent)).toEqual([100, 0]);
  });

  it('of an unknown kind are named, not guessed', () => {
    const found = figures({
      tangelo: { utilization: 5 },
      nothing_yet: null,
      seven_day_oauth_apps: { utilization: 5 },
      limits: [
        { kind: 'hourly', percent: 5 },
        { kind: 'weekly_scoped', percent: 5, scope: null },
        { kind: 'weekly_all', percent: 5, scope: { model: { display_name: 'Fable' } } },
      ],
    });
    expect(found.windows).toEqual([]);
    expect(found.unknownKinds).toEqual(['tangelo', 'hourly', 'weekly_scoped', 'weekly_all']);
  });
});

describe('credits', () => {
  const credits = (extra: unknown, spend?: unknown) =>
    figures({ extra_usage: extra, ...(spend === undefined ? {} : { spend }) }).credits;
  const usd = (minorUnits: number) => ({ currency: 'USD', minorUnits, exponent: 2 });

  it('are on, with spend and cap in cents', () => {
    expect(figures(FULL).credits).toEqual({
      enabled: true,
      whyNot: null,
      spentThisPeriod: usd(1234),
      spendLimit: { kind: 'limit', money: usd(5000) },
      periodEndsAtMs: null,
    });
  });

  it('are uncapped where they are on and the cap is null', () => {
    const extra = { is_enabled: true, monthly_limit: null, used_credits: 10600, currency: 'USD' };
    expect(credits(extra)).toMatchObject({
      spentThisPeriod: usd(10600),
      spendLimit: { kind: 'unlimited' },
    });
  });

  it('are not uncapped where they are off, unsaid or capped at zero', () => {
    const unknown = { spendLimit: { kind: 'unknown' } };
    expect(credits({ is_enabled: false, monthly_limit: null })).toMatchObject(unknown);
    expect(credits({ is_enabled: true })).toMatchObject(unknown);
    expect(credits({ monthly_limit: null })).toMatchObject(unknown);
    expect(credits({ is_enabled: true, monthly_limit: 0, currency: 'USD' })).toMatchObject(unknown);
  });

  it('say why they are off', () => {
    expect(
      credits({
        is_enabled: false,
        monthly_limit: null,
        used_credits: null,
        utilization: null,
        disabled_reason: 'out_of_credits',
      }),
    ).toEqual({
      enabled: false,
      whyNot: 'out_of_credits',
      spentThisPeriod: null,
      spendLimit: { kind: 'unknown' },
      periodEndsAtMs: null,
    });
  });

  it('prefer amounts that carry their unit, in cents or dollars', () => {
    const extra = { is_enabled: true, used_credits: 1, monthly_limit: 1, currency: 'USD' };
    const spend = {
      used: { amount_minor: 123, currency: 'USD', exponent: 2 },
      limit: { amount: '50', currency: 'usd' },
    };
    expect(credits(extra, spend)).toMatchObject({
      spentThisPeriod: usd(123),
      spendLimit: { kind: 'limit', money: usd(5000) },
    });
    expect(credits(undefined, spend)).toMatchObject({ enabled: null, spentThisPeriod: usd(123) });
  });

  it('follow the currency and lose no part of a cent', () => {
    const yen = { is_enabled: true, used_credits: 1500, monthly_limit: null, currency: 'JPY' };
    expect(credits(yen)?.spentThisPeriod).toEqual({
      currency: 'JPY',
      minorUnits: 1500,
      exponent: 0,
    });
    const places = { is_enabled: true, used_credits: 15, currency: 'EUR', decimal_places: 3 };
    expect(credits(places)?.spentThisPeriod).toEqual({
      currency: 'EUR',
      minorUnits: 15,
      exponent: 3,
    });
    const part = { is_enabled: true, used_credits: 1234.5, currency: 'USD' };
    expect(credits(part)?.spentThisPeriod).toEqual({
      currency: 'USD',
      minorUnits: 12345,
      exponent: 3,
    });
  });

  it('are no amount without a currency, and unknown where nothing is said', () => {
    expect(credits({ is_enabled: true, used_credits: 5 })?.spentThisPeriod).toBeNull();
    expect(credits(null)).toBeNull();
    expect(figures({}).credits).toBeNull();
  });

  it('of an enterprise account come without windows', () => {
    const found = figures({
      five_hour: null,
      seven_day: null,
      extra_usage: { is_enabled: true, monthly_limit: 100000, used_credits: 0, currency: 'USD' },
    });
    expect(found.windows).toEqual([]);
    expect(found.credits).toMatchObject({
      spentThisPeriod: usd(0),
      spendLimit: { kind: 'limit', money: usd(100000) },
    });
  });
});

describe('an answer without figures', () => {
  it('says why', () => {
    expect(answer(null)).toEqual({ kind: 'not-fetched' });
    expect(answer(null, { rate_limits_available: false })).toEqual({ kind: 'not-available' });
    expect(answer(null, { rate_limits_available: undefined })).toEqual({ kind: 'unknown' });
    expect(answer('garbage')).toEqual({ kind: 'unknown' });
    expect(readUsageAnswer(null)).toEqual({ kind: 'unknown' });
  });

  it('never throws and never invents, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (inner, limits) => {
        readUsageAnswer(inner);
        const found = answer({ five_hour: limits, extra_usage: limits, limits, spend: limits });
        if (found.kind !== 'figures') return;
        for (const { usedPercent, resetsAtMs } of found.windows) {
          expect(usedPercent).toBeGreaterThanOrEqual(0);
          expect(usedPercent).toBeLessThanOrEqual(100);
          expect(resetsAtMs === null || Number.isSafeInteger(resetsAtMs)).toBe(true);
        }
      }),
    );
  });
});

describe('the conversation', () => {
  it('asks for usage and for nothing that reaches a model', () => {
    expect(usageDialogue.opening.map((line) => JSON.parse(line) as unknown)).toEqual([
      { type: 'control_request', request_id: 'tollgate-1', request: { subtype: 'initialize' } },
      {
        type: 'control_request',
        request_id: 'tollgate-2',
        request: { subtype: 'get_usage', skip_behaviors: true },
      },
    ]);
  });

  it('waits through other lines for its own answer', () => {
    const line = (requestId: string, subtype: string, response: unknown) =>
      JSON.stringify({
        type: 'control_response',
        response: { subtype, request_id: requestId, response },
      });
    for (const other of ['', 'garbage', '{}', line('tollgate-1', 'success', { commands: [] })]) {
      expect(usageDialogue.take(other)).toEqual({ kind: 'wait' });
    }
    const unavailable = { rate_limits: null, rate_limits_available: false };
    expect(usageDialogue.take(line('tollgate-2', 'success', unavailable))).toEqual({
      kind: 'done',
      value: { kind: 'not-available' },
    });
    expect(usageDialogue.take(line('tollgate-2', 'error', undefined))).toEqual({
      kind: 'done',
      value: { kind: 'unknown' },
    });
  });
});
