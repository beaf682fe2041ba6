/** What is left of the credits: the newest anchor, what was added since, less what was spent since. */
import {
  amountOf,
  basisPoints,
  DOLLAR,
  DOLLAR_EXPONENT,
  finestExponent,
  unitsAt,
  type Amount,
} from './amount.ts';
import {
  standingEntries,
  type Anchor,
  type Correction,
  type LedgerEntry,
  type ReportedBalance,
  type ReportedSpend,
} from './entries.ts';
import { addSums, isComplete, NOTHING_SPENT, type SpendBetween, type SpendSums } from './spend.ts';
import { multiplyDivide, type CurrencyRate } from '../money.ts';
import type { AccountKey } from './split.ts';

/** One currency of one account: the only thing that has a balance. */
export type Book = AccountKey & { readonly currency: string };

export type Balance = {
  /** null: nobody ever stated one. May be negative: the request in flight at zero runs to its end. */
  readonly amount: Amount | null;
  readonly anchor: Anchor | null;
  /** The true balance may be lower: events without a price, of unknown side, or in dollars beside another
   * currency are not in it. */
  readonly isAtMost: boolean;
  /** Part of the spend since the anchor that the provider itself stated. */
  readonly reportedSpend: Amount | null;
  /** Part that was estimated from local events or stated one by one. */
  readonly estimatedSpend: Amount | null;
  /** What the estimated part is made of. */
  readonly estimated: SpendSums;
};

const UNKNOWN: Balance = {
  amount: null,
  anchor: null,
  isAtMost: false,
  reportedSpend: null,
  estimatedSpend: null,
  estimated: NOTHING_SPENT,
};

/** How an entry's amount moves the balance. Reported figures and consents move nothing. */
function signOf(entry: LedgerEntry): -1 | 0 | 1 {
  switch (entry.kind) {
    case 'purchase':
    case 'reload':
    case 'grant':
      return 1;
    case 'refund':
    case 'expiry':
      return -1;
    case 'correction':
      return entry.details.target === 'balance' ? 1 : 0;
    default:
      return 0;
  }
}

/** The entries of one book that stand; what has no amount belongs to none. */
export function entriesOf(book: Book, entries: readonly LedgerEntry[]): LedgerEntry[] {
  return standingEntries(entries).filter(
    ({ agent, account, amount }) =>
      agent === book.agent && account === book.account && amount?.currency === book.currency,
  );
}

/** Order in time; at one instant by key, so that the order of writing never matters. */
function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return a.atMs - b.atMs || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * The balance at an instant, that instant included.
 *
 * @param entries of any books, in any order
 * @param spent sums of the book's own account
 * @param rates entered by the user; without one, estimates in dollars are not deducted from another currency
 */
export function balanceAt(
  book: Book,
  entries: readonly LedgerEntry[],
  spent: SpendBetween,
  atMs: number,
  rates: readonly CurrencyRate[] = [],
): Balance {
  const own = entriesOf(book, entries)
    .filter((entry) => entry.atMs <= atMs)
    .sort(byTime);
  const anchor = own.findLast((entry) => entry.kind === 'anchor');
  if (!anchor) return UNKNOWN;
  // What happened at the anchor's own instant is in the figure that was stated.
  const since = own.filter((entry) => entry.atMs > anchor.atMs);
  const exponent = finestExponent(
    book.currency,
    [anchor, ...since].flatMap(({ amount }) => amount ?? []),
  );
  const at = (amount: Amount) => unitsAt(amount, exponent);
  let units = at(anchor.amount);
  for (const entry of since) {
    if (entry.amount) units += BigInt(signOf(entry)) * at(entry.amount);
  }
  const spend = spendSince(since, spent, { afterMs: anchor.atMs, atMs, exponent, book, rates });
  const money = (of: bigint) => amountOf(book.currency, exponent, of);
  const isConverted = unitsOfMicros(0, book.currency, exponent, rates) !== null;
  const canConvert = isConverted || !hasSpend(spend.estimated);
  return {
    amount: money(units - spend.reportedUnits - spend.estimatedUnits),
    anchor,
    isAtMost: !isComplete(spend.estimated) || !canConvert,
    reportedSpend: money(spend.reportedUnits),
    estimatedSpend: money(spend.estimatedUnits),
    estimated: spend.estimated,
  };
}

function hasSpend({ creditEvents, unclearEvents }: SpendSums): boolean {
  return creditEvents + unclearEvents > 0;
}

type Stretch = {
  readonly afterMs: number;
  readonly atMs: number;
  readonly exponent: number;
  readonly book: Book;
  readonly rates: readonly CurrencyRate[];
};

/**
 * Spend after an instant. Between two statements of the provider about the same period their difference is
 * the truth; a statement about a period that began after what is already known covers that period whole;
 * what no statement covers is estimated.
 */
function spendSince(
  since: readonly LedgerEntry[],
  spent: SpendBetween,
  { afterMs, atMs, exponent, book, rates }: Stretch,
): { reportedUnits: bigint; estimatedUnits: bigint; estimated: SpendSums } {
  let reportedUnits = 0n;
  let estimatedUnits = 0n;
  let estimated = NOTHING_SPENT;
  const estimate = (fromMs: number, untilMs: number) => {
    if (untilMs <= fromMs) return;
    const sums = spent(fromMs, untilMs);
    estimated = addSums(estimated, sums);
    estimatedUnits += unitsOfMicros(sums.creditMicros, book.currency, exponent, rates) ?? 0n;
    for (const entry of since) {
      const isInside = entry.atMs >= fromMs && entry.atMs < untilMs;
      if (entry.kind === 'credit-spend' && isInside)
        estimatedUnits += unitsAt(entry.amount, exponent);
    }
  };
  /** First instant that is not accounted for yet. */
  let openFromMs = afterMs + 1;
  let previous: ReportedSpend | null = null;
  for (const reading of since) {
    if (reading.kind !== 'reported-spend') continue;
    const { periodFromMs } = reading.details;
    if (previous?.details.periodFromMs === periodFromMs) {
      reportedUnits += unitsAt(reading.amount, exponent) - unitsAt(previous.amount, exponent);
    } else if (periodFromMs >= openFromMs) {
      estimate(openFromMs, periodFromMs);
      reportedUnits += unitsAt(reading.amount, exponent);
    } else {
      estimate(openFromMs, reading.atMs + 1);
    }
    openFromMs = reading.atMs + 1;
    previous = reading;
  }
  estimate(openFromMs, atMs + 1);
  return { reportedUnits, estimatedUnits, estimated };
}

/** Micro-dollars in a currency, rounded half-even; null where nobody said what it is worth. */
function unitsOfMicros(
  micros: number,
  currency: string,
  exponent: number,
  rates: readonly CurrencyRate[],
): bigint | null {
  if (currency === DOLLAR) {
    return unitsAt({ currency, exponent: DOLLAR_EXPONENT, units: micros }, exponent);
  }
  const rate = rates.find((one) => one.currency === currency);
  if (!rate) return null;
  return BigInt(multiplyDivide(micros, 10 ** exponent, rate.microsPerUnit));
}

/** How far a statement and our own figure are apart. */
export type Drift = {
  readonly reading: ReportedBalance;
  readonly computed: Amount;
  /** Reported less computed. */
  readonly difference: Amount;
  /** Difference in hundredths of a percent of the reported figure; null where that is zero. */
  readonly basisPoints: number | null;
  readonly isAtMost: boolean;
};

/** The drift at the newest reported balance up to an instant; null without one, or without an anchor. */
export function balanceDrift(
  book: Book,
  entries: readonly LedgerEntry[],
  spent: SpendBetween,
  atMs: number,
): Drift | null {
  const readings = entriesOf(book, entries).filter(
    (entry) => entry.kind === 'reported-balance' && entry.atMs <= atMs,
  );
  const reading = readings.sort(byTime).at(-1) as ReportedBalance | undefined;
  if (!reading) return null;
  const { amount: computed, isAtMost } = balanceAt(book, entries, spent, reading.atMs);
  if (!computed) return null;
  const exponent = Math.max(computed.exponent, reading.amount.exponent);
  const reported = unitsAt(reading.amount, exponent);
  const difference = reported - unitsAt(computed, exponent);
  return {
    reading,
    computed,
    difference: amountOf(book.currency, exponent, difference),
    basisPoints: basisPoints(difference, reported),
    isAtMost,
  };
}

/**
 * The entry that would close a drift; null where there is nothing to close. It says so openly: appended, it
 * stands in the ledger with the reading that asked for it. When facts change later the drift opens again and
 * another correction answers it.
 */
export function balanceCorrection(
  drift: Drift,
  book: Book,
  entries: readonly LedgerEntry[],
): Correction | null {
  const { reading, difference } = drift;
  if (difference.units === 0) return null;
  // A correction at the anchor's own instant would be part of the anchor: there, a new anchor is the way.
  const isAtAnchor = entriesOf(book, entries).some(
    (entry) => entry.kind === 'anchor' && entry.atMs >= reading.atMs,
  );
  return isAtAnchor ? null : correctionFor(book, entries, 'balance', reading, difference);
}

/** A correction that answers a reading, with a key of its own for each time it is needed. */
export function correctionFor(
  book: Book,
  entries: readonly LedgerEntry[],
  target: 'balance' | 'spend',
  reading: ReportedBalance | ReportedSpend,
  amount: Amount,
): Correction {
  const earlier = entries.filter(
    (entry) => entry.kind === 'correction' && entry.details.readingKey === reading.key,
  ).length;
  return {
    key: `correction|${target}|${reading.key}|${earlier + 1}`,
    kind: 'correction',
    agent: book.agent,
    account: book.account,
    atMs: reading.atMs,
    amount,
    source: 'tollgate',
    basis: 'estimated',
    note: null,
    details: { target, readingKey: reading.key },
  };
}
