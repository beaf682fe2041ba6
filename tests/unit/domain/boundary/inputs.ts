/** A plain account half way through its session, to be changed by tests, and random ones. */
import fc from 'fast-check';
import {
  DEFAULT_BOUNDARY_SETTINGS,
  type Answer,
  type BoundaryInput,
  type BoundaryWindow,
} from '../../../../main/domain/boundary/types.ts';
import {
  UNKNOWN_CREDITS,
  type Budget,
  type CreditsAccount,
  type SpendScope,
} from '../../../../main/domain/credits/types.ts';
import { dollars } from '../../../../main/domain/money.ts';
import type { MemberLimit } from '../../../../preload/contract/credits.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const NOW = Date.UTC(2026, 10, 22, 12, 30);
export const RESET = NOW + 2.5 * HOUR;

export const boundaryWindow = (changes: Partial<BoundaryWindow> = {}): BoundaryWindow => ({
  id: 'session',
  kind: 'session',
  modelName: null,
  usedPercent: 40,
  resetsAtMs: RESET,
  forecastEndsAtMs: null,
  source: 'status-line',
  asOfMs: NOW - MINUTE,
  ...changes,
});

export const enabled = (value: boolean) =>
  ({ value, source: 'user', basis: 'reported', asOfMs: NOW - HOUR }) as const;

export const credits = (changes: Partial<CreditsAccount> = {}): CreditsAccount => ({
  ...UNKNOWN_CREDITS,
  ...changes,
});

export const balanceOf = (micros: number) =>
  ({ value: dollars(micros), source: 'user', basis: 'reported', asOfMs: NOW - HOUR }) as const;

export const answer = (changes: Partial<Answer> = {}): Answer => ({
  id: 'answer',
  kind: 'continue',
  scope: { kind: 'everything' },
  capMicros: null,
  spentMicros: null,
  givenAtMs: NOW - MINUTE,
  endsAtMs: RESET,
  window: { kind: 'session', modelName: null, resetsAtMs: RESET },
  isRevoked: false,
  ...changes,
});

export const session = (sessionId = 'one', project = '/home/u/shop', model = 'sonnet') => ({
  sessionId,
  project,
  model,
  lastActivityAtMs: NOW - MINUTE,
});

export const input = (changes: Partial<BoundaryInput> = {}): BoundaryInput => ({
  key: { agent: 'claude-code', account: '/home/u/.claude' },
  draw: 'plan-then-credits',
  windows: [boundaryWindow()],
  credits: credits({ enabled: enabled(true) }),
  rates: [],
  paidUse: null,
  answers: [],
  sessions: [session()],
  lastActivityAtMs: NOW - MINUTE,
  alwaysPaidModels: [],
  settings: DEFAULT_BOUNDARY_SETTINGS,
  ...changes,
});

/** Instants around now, to the second, with the odd millisecond. */
const instant = fc
  .tuple(fc.integer({ min: -6 * 3600, max: 30 * 3600 }), fc.constantFrom(-1, 0, 1))
  .map(([seconds, odd]) => NOW + seconds * 1000 + odd);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 });
const percent = fc.oneof(
  fc.constantFrom(0, 89.9, 90, 96.9, 97, 99.9, 100),
  fc.double({ min: -5, max: 120, noNaN: true }),
);
const scope: fc.Arbitrary<SpendScope> = fc.constantFrom(
  { kind: 'everything' },
  { kind: 'project', project: '/home/u/shop' },
  { kind: 'session', sessionId: 'one' },
);
const micros = fc.integer({ min: -1_000_000, max: 20_000_000 });

const randomWindow: fc.Arbitrary<BoundaryWindow> = fc
  .record({
    kind: fc.constantFrom('session', 'weekly', 'weekly-model'),
    usedPercent: orNull(percent),
    resetsAtMs: orNull(instant),
    forecastEndsAtMs: orNull(instant),
    asOfMs: instant,
  })
  .map((window) =>
    boundaryWindow({
      ...window,
      id: window.kind,
      modelName: window.kind === 'weekly-model' ? 'Opus' : null,
    }),
  );

const randomAnswer: fc.Arbitrary<Answer> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('continue', 'stop'),
    scope,
    capMicros: orNull(micros),
    spentMicros: orNull(micros),
    givenAtMs: instant,
    endsAtMs: instant,
    window: orNull(
      fc
        .record({
          kind: fc.constantFrom('session' as const, 'weekly' as const, 'weekly-model' as const),
          resetsAtMs: orNull(instant),
        })
        .map((window) => ({
          ...window,
          modelName: window.kind === 'weekly-model' ? 'Opus' : null,
        })),
    ),
    isRevoked: fc.boolean(),
    isOrder: fc.boolean(),
    sequence: orNull(fc.integer({ min: 1, max: 9 })),
    endedAtMs: orNull(instant),
  })
  .map(({ sequence, endedAtMs, ...rest }) => ({
    ...rest,
    ...(sequence === null ? {} : { sequence }),
    ...(endedAtMs === null ? {} : { endedAtMs }),
  }));

const randomPaidUse = fc.record({
  source: fc.constant('ledger' as const),
  asOfMs: instant,
  usedUp: fc.array(
    fc
      .record({
        kind: fc.constantFrom('session' as const, 'weekly' as const, 'weekly-model' as const),
        resetsAtMs: instant,
      })
      .map((one) => ({ ...one, modelName: one.kind === 'weekly-model' ? 'Opus' : null })),
    { maxLength: 2 },
  ),
});

const randomBudget: fc.Arbitrary<Budget> = fc.record({
  id: fc.constantFrom('x', 'y'),
  scope,
  period: fc.constantFrom('day', 'month', 'window', 'whole'),
  limitMicros: micros,
  spentMicros: orNull(micros),
  asOfMs: fc.constant(NOW),
  endsAtMs: orNull(instant),
});

const origin = { source: 'user', basis: 'reported', asOfMs: NOW } as const;

const randomMemberLimit: fc.Arbitrary<MemberLimit> = fc
  .record({ limit: orNull(micros), spent: orNull(micros), periodEndsAtMs: orNull(instant) })
  .map(({ limit, spent, periodEndsAtMs }) => ({
    source: 'anthropic-enterprise-api',
    basis: 'reported',
    asOfMs: NOW,
    member: 'Ada',
    limit: limit === null ? null : dollars(limit),
    spent: spent === null ? null : dollars(spent),
    periodEndsAtMs,
  }));

const randomCredits: fc.Arbitrary<CreditsAccount> = fc
  .record({
    isOn: orNull(fc.boolean()),
    balance: orNull(micros),
    spent: orNull(micros),
    limit: orNull(micros),
    monthEndsAtMs: orNull(instant),
    dayEndsAtMs: orNull(instant),
    memberLimits: fc.array(randomMemberLimit, { maxLength: 1 }),
    budgets: fc.array(randomBudget, { maxLength: 2 }),
  })
  .map(({ isOn, balance, spent, limit, monthEndsAtMs, dayEndsAtMs, memberLimits, budgets }) =>
    credits({
      enabled: isOn === null ? null : enabled(isOn),
      balance: balance === null ? null : balanceOf(balance),
      spentThisMonth: spent === null ? null : balanceOf(spent),
      spendLimit:
        limit === null ? { kind: 'unknown' } : { ...origin, kind: 'limit', limit: dollars(limit) },
      monthEndsAtMs,
      memberLimits,
      daily: { ...origin, limitMicros: 9_000_000, redeemedTodayMicros: spent, dayEndsAtMs },
      budgets,
    }),
  );

/** Any account, sensible or not. */
export const randomInput: fc.Arbitrary<BoundaryInput> = fc.record({
  key: fc.constant(input().key),
  draw: fc.constantFrom('plan-then-credits', 'plan-then-credits', 'credits', 'api-key', 'other'),
  windows: fc.uniqueArray(randomWindow, { maxLength: 3, selector: ({ kind }) => kind }),
  credits: fc.oneof(randomCredits, fc.constant(credits({ enabled: enabled(true) }))),
  rates: fc.constant([]),
  paidUse: orNull(randomPaidUse),
  answers: fc.array(randomAnswer, { maxLength: 3 }),
  sessions: fc.array(
    fc
      .tuple(fc.constantFrom('one', 'two'), fc.constantFrom('opus', 'sonnet'), instant)
      .map(([id, model, lastActivityAtMs]) => ({
        ...session(id, `/home/u/${id === 'one' ? 'shop' : 'blog'}`, model),
        lastActivityAtMs,
      })),
    { maxLength: 2 },
  ),
  lastActivityAtMs: orNull(instant),
  alwaysPaidModels: fc.constantFrom([], ['Opus']),
  settings: fc.boolean().map((isStrict) => ({ ...DEFAULT_BOUNDARY_SETTINGS, isStrict })),
});
