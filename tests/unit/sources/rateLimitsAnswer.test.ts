import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRateLimitsAnswer } from '../../../main/sources/codexAppServer/rateLimitsAnswer.ts';
import { rateLimitsDialogue } from '../../../main/sources/codexAppServer/rateLimitsDialogue.ts';

const NOW_MS = 1_795_372_700_000;
const OWN = {
  limitId: 'codex',
  limitName: null,
  normalModelSlug: null,
  primary: { usedPercent: 42, windowDurationMins: 300, resetsAt: 1_795_376_000 },
  secondary: { usedPercent: 7, windowDurationMins: 10_080, resetsAt: 1_795_800_000 },
  credits: { hasCredits: true, unlimited: false, balance: '12.50' },
  individualLimit: null,
  spendControlReached: null,
  planType: 'plus',
  rateLimitReachedType: null,
};
/** As the unmodified program (0.169.0) answered. */
const ANSWER = {
  ordinaryUsageAllowed: null,
  rateLimits: OWN,
  rateLimitsByLimitId: { codex: OWN },
  rateLimitResetCredits: null,
  accountId: null,
  rateLimitUpsell: null,
};

const read = (change: Record<string, unknown>, outer: Record<string, unknown> = {}) => {
  const own = { ...OWN, ...change };
  const answer = { ...ANSWER, rateLimits: own, rateLimitsByLimitId: { codex: own }, ...outer };
  return readRateLimitsAnswer(answer, '/home/u/.codex', NOW_MS);
};

describe('the limits', () => {
  it('are two windows, the balance as it is written, and the plan', () => {
    const statement = {
      agent: 'codex',
      account: '/home/u/.codex',
      source: 'codex-app-server',
      observedAtMs: NOW_MS,
    };
    expect(read({})).toEqual({
      windows: [
        {
          ...statement,
          kind: 'session',
          modelName: null,
          usedPercent: 42,
          resetsAtMs: 1_795_376_000_000,
        },
        {
          ...statement,
          kind: 'weekly',
          modelName: null,
          usedPercent: 7,
          resetsAtMs: 1_795_800_000_000,
        },
      ],
      credits: { ...statement, hasCredits: true, isUnlimited: false, balance: '12.50' },
      creditUse: null,
      plan: {
        ...statement,
        isSignedIn: true,
        billing: 'subscription',
        plan: 'plus',
        tier: null,
        email: null,
        organisation: null,
        isIncludedUseAllowed: null,
      },
    });
  });

  it('of an enterprise account may be none but those of a model', () => {
    const other = {
      ...OWN,
      limitId: 'codex_other',
      limitName: 'gpt-x',
      primary: { usedPercent: 105, windowDurationMins: 10_080, resetsAt: null },
      secondary: null,
      credits: null,
    };
    const own = { ...OWN, primary: null, secondary: null, credits: null, planType: 'enterprise' };
    const found = read(
      {},
      {
        ordinaryUsageAllowed: false,
        rateLimits: { ...own, spendControlReached: true },
        rateLimitsByLimitId: { codex_other: other, codex: own },
      },
    );
    expect(found?.windows).toMatchObject([
      { kind: 'weekly-model', modelName: 'gpt-x', usedPercent: 100, resetsAtMs: null },
    ]);
    expect(found?.credits).toBeNull();
    expect(found?.creditUse).toMatchObject({
      enabled: false,
      whyNot: 'spend_control_reached',
      spendLimit: { kind: 'unknown' },
    });
    expect(found?.plan).toMatchObject({ plan: 'enterprise', isIncludedUseAllowed: false });
  });

  it('keep a member’s cap in the provider’s own credits', () => {
    const individualLimit = { limit: '100', used: '12.5', remainingPercent: 87, resetsAt: 1.8e9 };
    expect(read({ individualLimit })?.creditUse).toMatchObject({
      enabled: null,
      spentThisPeriod: { currency: 'credits', minorUnits: 125, exponent: 1 },
      spendLimit: { kind: 'limit', money: { currency: 'credits', minorUnits: 100, exponent: 0 } },
      periodEndsAtMs: 1.8e12,
    });
  });

  it('that are reached do not mean that credits are spent, unless they say so', () => {
    const reached = (type: string) => read({ rateLimitReachedType: type })?.creditUse;
    expect(reached('rate_limit_reached')).toMatchObject({ enabled: null });
    expect(reached('workspace_owner_credits_depleted')).toMatchObject({ enabled: false });
  });

  it('leave an unknown balance unknown', () => {
    const credits = { hasCredits: true, unlimited: false, balance: null };
    expect(read({ credits })?.credits?.balance).toBeNull();
  });

  it.each([
    ['epoch seconds', 1_795_376_000],
    ['epoch milliseconds', 1_795_376_000_000],
    ['ISO 8601', '2026-11-22T18:13:20Z'],
    ['ISO 8601 with an offset', '2026-11-22T19:13:20.000+01:00'],
  ])('reset at %s', (_form, resetsAt) => {
    const expectedMs = typeof resetsAt === 'string' ? Date.parse(resetsAt) : 1_795_376_000_000;
    const primary = { usedPercent: 42, windowDurationMins: 300, resetsAt };
    expect(read({ primary, secondary: null })?.windows).toMatchObject([
      { kind: 'session', resetsAtMs: expectedMs },
    ]);
  });

  it.each([null, undefined, 0, -1, '', 'soon', {}])('take %j for no reset', (resetsAt) => {
    const primary = { usedPercent: 42, windowDurationMins: 300, resetsAt };
    expect(read({ primary, secondary: null })?.windows).toMatchObject([{ resetsAtMs: null }]);
  });

  it('may lack either window; the length decides which one it is, not the place', () => {
    const weekly = { usedPercent: 8, windowDurationMins: 10_080, resetsAt: 1_795_800_000 };
    expect(read({ primary: weekly, secondary: null })?.windows).toMatchObject([{ kind: 'weekly' }]);
    expect(read({ primary: null })?.windows).toMatchObject([{ kind: 'weekly', usedPercent: 7 }]);
    expect(read({ primary: null, secondary: null })?.windows).toEqual([]);
  });

  it('may be uncapped, without credits, or silent about them', () => {
    const credits = (change: object) => read({ credits: { ...OWN.credits, ...change } })?.credits;
    expect(credits({ unlimited: true, balance: null })).toMatchObject({
      ...{ hasCredits: true, isUnlimited: true, balance: null },
    });
    expect(credits({ hasCredits: false, balance: '0' })).toMatchObject({
      ...{ hasCredits: false, isUnlimited: false, balance: '0' },
    });
    expect(read({ credits: null })?.credits).toBeNull();
    expect(read({ planType: 'unknown' })?.plan).toMatchObject({ plan: null, billing: null });
  });

  it('are told apart by their place only where no length is stated', () => {
    const bare = { usedPercent: 42, windowDurationMins: null, resetsAt: null };
    expect(read({ primary: bare, secondary: bare })?.windows).toMatchObject([
      { kind: 'session' },
      { kind: 'weekly' },
    ]);
  });

  it('are refused in another form and never throw', () => {
    expect(readRateLimitsAnswer(null, '', NOW_MS)).toBeNull();
    expect(readRateLimitsAnswer({ rateLimits: null }, '', NOW_MS)).toBeNull();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const found = read({ primary: value, credits: value, individualLimit: value });
        expect(found?.plan.plan).toBe('plus');
      }),
    );
  });
});

describe('the conversation', () => {
  it('introduces itself, then asks', () => {
    const dialogue = rateLimitsDialogue('1.2.3');
    expect(dialogue.opening.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        id: 1,
        method: 'initialize',
        params: { clientInfo: { name: 'tollgate', title: 'Tollgate', version: '1.2.3' } },
      },
    ]);
    expect(dialogue.take('{"method":"configWarning","params":{}}')).toEqual({ kind: 'wait' });
    expect(dialogue.take('{"id":1,"result":{}}')).toEqual({
      kind: 'wait',
      say: ['{"method":"initialized"}', '{"id":2,"method":"account/rateLimits/read"}'],
    });
    expect(dialogue.take('{"id":2,"result":{"a":1}}')).toEqual({
      kind: 'done',
      value: { kind: 'result', result: { a: 1 } },
    });
    expect(dialogue.take('{"id":2,"error":{"code":-32600,"message":"secret"}}')).toEqual({
      kind: 'done',
      value: { kind: 'error', code: -32_600 },
    });
  });
});
