/** What can stand in the ledger. Entries are never changed; a mistake is answered by another entry. */
import type { AgentId, Basis, SourceId } from '../../../preload/contract/snapshot.ts';
import { amountProblem, type Amount } from './amount.ts';

/** Where an entry comes from: a source of readings, the user's own word, or Tollgate's arithmetic. */
export type LedgerSource = SourceId | 'user' | 'tollgate';

type Base = {
  /** Idempotent: the same happening has the same key, however often and by whom it is written. */
  readonly key: string;
  readonly agent: AgentId;
  readonly account: string;
  /** When it happened, not when it was written down. */
  readonly atMs: number;
  readonly source: LedgerSource;
  readonly basis: Basis;
  readonly note: string | null;
};

type Of<Kind extends string, Money extends Amount | null, Details> = Base & {
  readonly kind: Kind;
  readonly amount: Money;
  readonly details: Readonly<Details>;
};

type NoDetails = Record<string, never>;

/** The balance as somebody stated it; counting starts anew here. May be negative. */
export type Anchor = Of<'anchor', Amount, NoDetails>;
/** Credits bought by hand. `amount` is what was credited, `paidUnits` what it cost where that differs. */
export type Purchase = Of<'purchase', Amount, { paidUnits: number | null }>;
/** Credits bought by auto-reload. */
export type Reload = Of<'reload', Amount, NoDetails>;
/** Credits given without payment. */
export type Grant = Of<'grant', Amount, NoDetails>;
/** A purchase taken back: the amount (positive) leaves the balance. */
export type Refund = Of<'refund', Amount, NoDetails>;
/** Credits that ran out of time: the amount (positive) leaves the balance. */
export type Expiry = Of<'expiry', Amount, NoDetails>;
/** Spend that was stated one by one and that no local event tells of (an invoice line, a chat elsewhere). */
export type CreditSpend = Of<'credit-spend', Amount, NoDetails>;
/** The provider's own word on the balance. Never moves the balance by itself. */
export type ReportedBalance = Of<'reported-balance', Amount, NoDetails>;
/** The provider's own word on what was spent since a period began. */
export type ReportedSpend = Of<
  'reported-spend',
  Amount,
  { periodFromMs: number; periodUntilMs: number }
>;
/** Closes a difference in sight of everybody. A balance is moved, or a period's spend is. Signed. */
export type Correction = Of<
  'correction',
  Amount,
  { target: 'balance' | 'spend'; readingKey: string }
>;
/** The user's answer at a boundary. `amount` is the cap; null: none. */
export type Consent = Of<
  'consent',
  Amount | null,
  {
    /** `allow-once`: one prompt was let through, whatever else had been said. */
    choice: 'continue' | 'stop' | 'allow-once';
    windowId: string | null;
    scope: 'everything' | 'project' | 'session';
    /** Project folder or session id; null for everything. */
    scopeName: string | null;
    endsAtMs: number | null;
    /** The sentence that was on screen. */
    shown: string;
    /** Said before the boundary: a stop holds from there on. */
    ahead?: boolean;
  }
>;
/** A consent's end. */
export type ConsentEnded = Of<
  'consent-ended',
  null,
  { consentKey: string; reason: 'reset' | 'cap' | 'revoked' | 'expired' | 'replaced' }
>;
/** Spend beyond a cap or in spite of a stop: the request in flight. `amount` is the part beyond. */
export type Breach = Of<
  'breach',
  Amount | null,
  {
    consentKey: string;
    /** The request that was paid. */
    spendKey: string;
    sessionId: string | null;
    /** It had been sent before the stop came. */
    wasInFlight: boolean;
  }
>;

export type LedgerEntry =
  | Anchor
  | Purchase
  | Reload
  | Grant
  | Refund
  | Expiry
  | CreditSpend
  | ReportedBalance
  | ReportedSpend
  | Correction
  | Consent
  | ConsentEnded
  | Breach;

export type EntryKind = LedgerEntry['kind'];

/** An entry with its place in the ledger, as far as it was read from there. */
export type PlacedEntry = LedgerEntry & { readonly sequence?: number };

const TAKEN_BACK = 'undo|';

/** Key of the entry that takes another one back. */
export function reversalKey(key: string): string {
  return TAKEN_BACK + key;
}

/** Whether an entry takes another one back. */
export function isReversal({ key }: Pick<Base, 'key'>): boolean {
  return key.startsWith(TAKEN_BACK);
}

/**
 * The entries without anchors that were taken back and without what took them back: a stated balance cannot be
 * made good by an amount, it must count as never said. All others cancel out by their amounts.
 */
export function standingEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const reversals = new Set(
    entries.filter((one) => one.kind === 'anchor' && isReversal(one)).map(({ key }) => key),
  );
  return entries.filter(
    ({ kind, key }) =>
      kind !== 'anchor' || !(reversals.has(key) || reversals.has(reversalKey(key))),
  );
}

/** Every kind, and whether it needs an amount and may have a negative one. */
const KINDS: Readonly<Record<EntryKind, { needsAmount: boolean; isSigned: boolean }>> = {
  anchor: { needsAmount: true, isSigned: true },
  purchase: { needsAmount: true, isSigned: false },
  reload: { needsAmount: true, isSigned: false },
  grant: { needsAmount: true, isSigned: false },
  refund: { needsAmount: true, isSigned: false },
  expiry: { needsAmount: true, isSigned: false },
  'credit-spend': { needsAmount: true, isSigned: false },
  'reported-balance': { needsAmount: true, isSigned: true },
  'reported-spend': { needsAmount: true, isSigned: false },
  correction: { needsAmount: true, isSigned: true },
  consent: { needsAmount: false, isSigned: false },
  'consent-ended': { needsAmount: false, isSigned: false },
  breach: { needsAmount: false, isSigned: false },
};

export const ENTRY_KINDS = Object.keys(KINDS) as readonly EntryKind[];

const LONGEST_TEXT = 4000;

/** What is wrong with an entry, for whoever tries to append it; null when it may stand in the ledger. */
export function entryProblem(entry: LedgerEntry): string | null {
  const { needsAmount, isSigned } = KINDS[entry.kind];
  if (!Number.isSafeInteger(entry.atMs)) return 'time is not an integer';
  if (entry.key === '') return 'no key';
  if (needsAmount && entry.amount === null) return `${entry.kind} without an amount`;
  if (entry.kind === 'consent-ended' && entry.amount !== null) return 'an end has no amount';
  if (entry.amount !== null) {
    const problem = amountProblem(entry.amount);
    if (problem !== null) return problem;
    if (!isSigned && entry.amount.units < 0) return `negative ${entry.kind}`;
  }
  if (entry.kind === 'reported-spend' && !isPeriod(entry)) return 'reading outside its period';
  return textProblem(entry);
}

function isPeriod({ atMs, details: { periodFromMs, periodUntilMs } }: ReportedSpend): boolean {
  return (
    Number.isSafeInteger(periodFromMs) &&
    Number.isSafeInteger(periodUntilMs) &&
    periodFromMs <= atMs &&
    atMs < periodUntilMs
  );
}

/** Texts must come back from the database as they went in, or the row's hash would not hold. */
function textProblem(entry: LedgerEntry): string | null {
  const texts: unknown[] = [entry.key, entry.account, entry.note, entry.amount?.currency];
  texts.push(...Object.values(entry.details));
  for (const value of texts) {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) return 'a broken number';
    if (typeof value !== 'string') continue;
    if (value.length > LONGEST_TEXT) return 'a text is too long';
    if (/\p{Surrogate}|\0/u.test(value)) return 'a text holds half a character';
  }
  return null;
}

/**
 * Whether a provider's statement says something new. The same figure read again every few minutes would
 * bury the ledger: only a change of the figure, or a new period, is an entry.
 *
 * @param previous the newest recorded statement of the same kind, account and currency
 */
export function isNews(
  previous: ReportedBalance | ReportedSpend | null,
  next: ReportedBalance | ReportedSpend,
): boolean {
  if (previous === null || previous.amount.currency !== next.amount.currency) return true;
  if (previous.amount.units !== next.amount.units) return true;
  if (previous.amount.exponent !== next.amount.exponent) return true;
  return (
    previous.kind === 'reported-spend' &&
    next.kind === 'reported-spend' &&
    previous.details.periodFromMs !== next.details.periodFromMs
  );
}
