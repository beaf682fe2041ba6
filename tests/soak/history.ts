/** Random histories of accounts with plans, windows, credits and ledgers; the same seed gives the same one. */
import type { LimitReading } from '../../main/domain/limits.ts';
import type { LedgerEntry } from '../../main/domain/ledger/entries.ts';
import type { DrawKind, Evidence, SplitEvent } from '../../main/domain/ledger/split.ts';
import { createRandom, type Random } from '../bench/random.ts';

export type AccountHistory = {
  readonly agent: 'claude-code' | 'codex';
  readonly account: string;
  /** What each response was in the end, and a copy of it from while it grew, where there is one. */
  readonly events: readonly SplitEvent[];
  readonly earlyCopies: readonly SplitEvent[];
  readonly evidence: Evidence;
  readonly entries: readonly LedgerEntry[];
};

export type History = {
  readonly accounts: readonly AccountHistory[];
  readonly periods: readonly { readonly fromMs: number; readonly untilMs: number }[];
  readonly currencies: readonly string[];
  readonly asOfMs: number;
};

/** A random order of values. */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 9, 31, 12);
/** The first instant of a month, in the middle of the history. */
const MONTH = Date.UTC(2026, 10, 1);
const MONTHS = [
  { fromMs: Date.UTC(2026, 9, 1), untilMs: MONTH },
  { fromMs: MONTH, untilMs: Date.UTC(2026, 11, 1) },
];
const LONG_MINUTES = 24 * 60;
const CURRENCIES = ['USD', 'credits'];

/** Coarse times, so that the same instant comes up again and again, and some fine ones. */
function timeOf(random: Random): number {
  const minute = random.chance(0.7) ? random.integer(0, 60) * 5 : random.integer(0, LONG_MINUTES);
  return START + minute * MINUTE + (random.chance(0.15) ? random.integer(0, 59_999) : 0);
}

function eventOf(index: number, random: Random): SplitEvent {
  const atMs = timeOf(random);
  return {
    key: `event-${index}`,
    sessionId: `session-${random.integer(0, 2)}`,
    project: random.pick(['/work/a', '/work/b', null]),
    model: random.pick(['claude-opus-5', 'claude-fable-5-2', 'gpt-6']),
    atMs,
    startedAtMs: random.chance(0.5) ? atMs : atMs - random.integer(1, 90) * MINUTE,
    costMicros: random.chance(0.1) ? null : random.integer(0, 3_000_000),
    tokens: random.integer(1, 100_000),
    isAlwaysPaid: random.chance(0.04),
  };
}

function earlyCopyOf(event: SplitEvent, random: Random): SplitEvent {
  const atMs = event.atMs - random.integer(0, 20) * MINUTE;
  return { ...event, atMs, startedAtMs: Math.min(event.startedAtMs, atMs), costMicros: 1 };
}

const PERCENTS = [0, 12.5, 60, 89, 90, 97, 99.5, 100, 100, 100];

function readingOf(who: Pick<AccountHistory, 'agent' | 'account'>, random: Random): LimitReading {
  const kind = random.pick(['session', 'session', 'weekly', 'weekly-model'] as const);
  const observedAtMs = timeOf(random);
  const [length, grid] = kind === 'session' ? [5 * HOUR, 5] : [7 * 24 * HOUR, 12];
  const begun =
    START - HOUR + Math.floor((observedAtMs - START + HOUR) / (grid * HOUR)) * grid * HOUR;
  const jitter = random.pick([0, 0, 1000, -90_000]);
  return {
    ...who,
    kind,
    modelName: kind === 'weekly-model' ? 'Fable' : null,
    usedPercent: random.chance(0.05) ? null : random.pick(PERCENTS),
    resetsAtMs: random.chance(0.08) ? null : begun + length + jitter,
    source: random.pick(['status-line', 'codex-rollout', 'limit-error', 'user'] as const),
    observedAtMs,
  };
}

function lastingOf(random: Random): { fromMs: number; untilMs: number | null } {
  const fromMs = timeOf(random);
  return { fromMs, untilMs: random.chance(0.4) ? null : fromMs + random.integer(0, 300) * MINUTE };
}

function evidenceOf(who: Pick<AccountHistory, 'agent' | 'account'>, random: Random): Evidence {
  const many = <T>(most: number, make: () => T) =>
    Array.from({ length: random.integer(0, most) }, make);
  const draw: DrawKind = random.chance(0.85)
    ? 'plan-then-credits'
    : random.pick(['credits', 'api-key', 'other']);
  return {
    draw,
    readings: many(7, () => readingOf(who, random)),
    enabled: many(2, () => ({ ...lastingOf(random), isEnabled: random.chance(0.6) })),
    signals: random.chance(0.3)
      ? many(2, () => ({ ...lastingOf(random), isPaid: random.chance(0.6) }))
      : [],
  };
}

const KINDS = [
  'anchor',
  'anchor',
  'purchase',
  'reload',
  'grant',
  'refund',
  'expiry',
  'credit-spend',
  'reported-balance',
  'reported-spend',
  'reported-spend',
  'correction',
] as const;

function entryOf(
  who: Pick<AccountHistory, 'agent' | 'account'>,
  index: number,
  random: Random,
): LedgerEntry {
  const kind = random.pick(KINDS);
  const atMs = timeOf(random);
  const isDollar = random.chance(0.75);
  const isSigned = kind === 'anchor' || kind === 'reported-balance' || kind === 'correction';
  const exponent = isDollar ? 6 : random.integer(0, 3);
  const most = isDollar ? 20_000_000 : 5000;
  const period = atMs < MONTH ? MONTHS[0] : MONTHS[1];
  const base = {
    key: `${who.account}|entry-${String(index).padStart(2, '0')}`,
    ...who,
    atMs,
    amount: {
      currency: isDollar ? 'USD' : 'credits',
      exponent,
      units: random.integer(isSigned ? -most : 0, most),
    },
    source: random.pick(['user', 'status-line', 'tollgate'] as const),
    basis: 'reported' as const,
    note: random.chance(0.2) ? 'a note “with” letters – 金' : null,
  };
  if (kind === 'reported-spend') {
    const details = { periodFromMs: period!.fromMs, periodUntilMs: period!.untilMs };
    return { ...base, kind, details };
  }
  if (kind === 'correction') {
    const target = random.pick(['balance', 'spend'] as const);
    return { ...base, kind, details: { target, readingKey: 'somewhere' } };
  }
  if (kind === 'purchase') return { ...base, kind, details: { paidUnits: null } };
  return { ...base, kind, details: {} };
}

function accountOf(index: number, random: Random): AccountHistory {
  const who = {
    agent: random.pick(['claude-code', 'codex'] as const),
    account: `/home/user/account-${index}`,
  };
  const events = Array.from({ length: random.integer(0, 9) }, (_, nth) => eventOf(nth, random));
  return {
    ...who,
    events,
    earlyCopies: events.filter(() => random.chance(0.2)).map((event) => earlyCopyOf(event, random)),
    evidence: evidenceOf(who, random),
    entries: Array.from({ length: random.integer(0, 8) }, (_, nth) => entryOf(who, nth, random)),
  };
}

/** The history that belongs to a seed. */
export function historyOf(seed: number): History {
  const random = createRandom(seed);
  const accounts = Array.from({ length: random.chance(0.3) ? 2 : 1 }, (_, index) =>
    accountOf(index, random),
  );
  return { accounts, periods: MONTHS, currencies: CURRENCIES, asOfMs: timeOf(random) + 2 * HOUR };
}
