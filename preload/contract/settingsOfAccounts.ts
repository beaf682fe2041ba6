/** What the user says about accounts and budgets: plan, credits, limits. Money is micro-dollars. */
import { PLAN_IDS } from './credits.ts';
import { exactly, kinds, nullOr, oneOf, where, wholeNumber, type Valid } from './checks.ts';
import {
  choice,
  group,
  leaf,
  micros,
  money,
  onOff,
  orNone,
  plainText,
  plainTextOf,
  someMicros,
  text,
  type ValueOf,
} from './settingNodes.ts';

const DRAWS = ['plan-then-credits', 'credits', 'api-key', 'other'] as const;
/** The user's word that an account is no member of any organisation's. */
export const NOBODY = 'nobody';

const PERIODS = ['day', 'month', 'window'] as const;

/** The monthly cap on usage credits. A cap is not a balance, and not knowing it is not having none. */
const spendLimit = kinds({ unknown: {}, unlimited: {}, limit: { micros } });

/** Automatic purchase below a balance. `monthlyCapMicros` null: the account has no such cap. */
const autoReload = kinds({
  unknown: {},
  off: {},
  on: { thresholdMicros: micros, amountMicros: someMicros, monthlyCapMicros: nullOr(micros) },
});

const budget = exactly({
  scope: kinds({
    everything: {},
    project: { project: plainText },
    session: { sessionId: plainText },
    account: { account: plainText },
  }),
  period: oneOf(PERIODS),
  limitMicros: someMicros,
});

/** The provider has stopped the user, as the user says; it holds until the window's reset. */
const limitReached = where(
  exactly({
    window: oneOf(['session', 'weekly']),
    saidAtMs: wholeNumber(0),
    untilMs: wholeNumber(0),
  }),
  ({ saidAtMs, untilMs }) => saidAtMs < untilMs,
);

export type LimitReached = Valid<typeof limitReached>;
export type SpendLimit = Valid<typeof spendLimit>;
export type AutoReload = Valid<typeof autoReload>;
export type Budget = Valid<typeof budget>;

/** One account; nothing is known of it until somebody says it. */
export const ACCOUNT = group({
  name: orNone(text(plainTextOf(80), 'Work', 'What you call this account.'), 'none'),
  profile: orNone(
    leaf<string>(
      plainTextOf(40),
      '',
      { kind: 'profile' },
      'Whose alerts, quiet hours and gate this account follows.',
    ),
    'general',
  ),
  plan: orNone(choice(PLAN_IDS, 'pro', 'The plan that this account is on.'), 'unknown'),
  member: orNone(
    text(
      plainTextOf(320),
      'ada@example.com',
      'Which member of your Claude Enterprise this account is: e-mail address, member’s id, or nobody.',
    ),
    'e-mail',
  ),
  draw: orNone(
    choice(DRAWS, 'plan-then-credits', 'What this account’s use draws on.'),
    'agent-default',
  ),
  creditsEnabled: orNone(
    onOff(false, 'Whether usage credits are switched on for this account.'),
    'unknown',
  ),
  spendLimit: leaf<SpendLimit>(
    spendLimit,
    { kind: 'unknown' },
    { kind: 'spend-limit' },
    'The monthly limit on usage credits of this account.',
  ),
  autoReload: leaf<AutoReload>(
    autoReload,
    { kind: 'unknown' },
    { kind: 'auto-reload' },
    'Automatic purchase of credits when the balance falls below a threshold.',
  ),
  limitReached: leaf<LimitReached | null>(
    nullOr(limitReached),
    null,
    { kind: 'limit-reached' },
    'Your word that the provider has stopped you: which window, since when, until which reset.',
  ),
  dailyRedemptionLimitMicros: money(
    2_000_000_000,
    'The most credits that the provider lets this account use in a day.',
  ),
});

export const BUDGET = leaf<Budget | null>(
  budget,
  null,
  { kind: 'budget' },
  'Your own limit on paid use, for a day, a calendar month or a five-hour window.',
);

/** Nobody but the user says what another currency is worth; without a rate it is never mixed with dollars. */
export const RATE = leaf<number | null>(
  someMicros,
  null,
  { kind: 'money' },
  'What one unit of this currency is worth in US dollars; without it nothing is converted.',
);

export type AccountSettings = ValueOf<typeof ACCOUNT>;
