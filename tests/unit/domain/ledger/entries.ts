/** Entries for the ledger's tests, each complete; a test changes what it is about. */
import { dollars, type Amount } from '../../../../main/domain/ledger/amount.ts';
import type {
  Anchor,
  ConsentEnded,
  Correction,
  CreditSpend,
  LedgerEntry,
  Purchase,
  ReportedBalance,
  ReportedSpend,
} from '../../../../main/domain/ledger/entries.ts';
import type { PaidEvent } from '../../../../main/domain/ledger/spend.ts';

export const BOOK = {
  agent: 'claude-code',
  account: '/home/user/.claude',
  currency: 'USD',
} as const;

function base(key: string, atMs: number) {
  const { agent, account } = BOOK;
  return { key, agent, account, atMs, source: 'user', basis: 'reported', note: null } as const;
}

export const anchor = (atMs: number, amount: Amount, key = `anchor|${atMs}`): Anchor => ({
  ...base(key, atMs),
  kind: 'anchor',
  amount,
  details: {},
});

export const purchase = (atMs: number, amount: Amount): Purchase => ({
  ...base(`purchase|${atMs}`, atMs),
  kind: 'purchase',
  amount,
  details: { paidUnits: null },
});

export const simple = (
  kind: 'reload' | 'grant' | 'refund' | 'expiry',
  atMs: number,
  amount: Amount,
): LedgerEntry => ({ ...base(`${kind}|${atMs}`, atMs), kind, amount, details: {} });

export const creditSpend = (atMs: number, amount: Amount): CreditSpend => ({
  ...base(`spend|${atMs}`, atMs),
  kind: 'credit-spend',
  amount,
  details: {},
});

export const reportedBalance = (atMs: number, amount: Amount): ReportedBalance => ({
  ...base(`balance|${atMs}`, atMs),
  kind: 'reported-balance',
  amount,
  details: {},
});

export const reportedSpend = (
  atMs: number,
  amount: Amount,
  [periodFromMs, periodUntilMs]: readonly [number, number],
): ReportedSpend => ({
  ...base(`spent|${atMs}`, atMs),
  kind: 'reported-spend',
  amount,
  details: { periodFromMs, periodUntilMs },
});

export const correction = (
  atMs: number,
  amount: Amount,
  target: 'balance' | 'spend',
): Correction => ({
  ...base(`correction|${target}|${atMs}`, atMs),
  kind: 'correction',
  amount,
  details: { target, readingKey: 'reading' },
});

export const ended = (atMs: number): ConsentEnded => ({
  ...base(`ended|${atMs}`, atMs),
  kind: 'consent-ended',
  amount: null,
  details: { consentKey: 'consent', reason: 'cap' },
});

export const paid = (
  atMs: number,
  costMicros: number | null,
  side: PaidEvent['side'] = 'credits',
): PaidEvent => ({
  key: `event|${atMs}`,
  sessionId: 'session',
  project: '/work',
  model: 'claude-opus-5',
  atMs,
  costMicros,
  side,
  because: side === 'credits' ? 'plan-used-up' : 'crossing-unclear',
});

/** Micro-dollars of whole dollars. */
export const usd = (whole: number): Amount => dollars(Math.round(whole * 1_000_000));
