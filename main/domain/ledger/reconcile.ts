/** What we estimated beside what the provider stated, a period of an account a row. */
import type { SourceId } from '../../../preload/contract/snapshot.ts';
import { amountOf, basisPoints, DOLLAR, finestExponent, unitsAt, type Amount } from './amount.ts';
import { correctionFor, entriesOf, type Book } from './balance.ts';
import type { Correction, LedgerEntry, LedgerSource, ReportedSpend } from './entries.ts';
import { isComplete, type SpendBetween, type SpendSums } from './spend.ts';

/** Any stretch that a provider counts by, usually its month; `untilMs` is not part of it. */
export type Period = { readonly fromMs: number; readonly untilMs: number };

export type Reconciliation = Period & {
  readonly book: Book;
  /** Spend of the whole period up to now from local events; "at least" where `isEstimateComplete` is not. */
  readonly estimated: SpendSums;
  readonly isEstimateComplete: boolean;
  /** Spend that was stated one by one for what no local event tells of. */
  readonly stated: Amount;
  /** The provider's newest word on the period; null: none. */
  readonly reported: {
    readonly amount: Amount;
    readonly source: LedgerSource | SourceId;
    readonly asOfMs: number;
  } | null;
  /** Reported, less what local events and stated spend explain up to that moment: spent elsewhere where it is
   * above zero, over-estimated where below. null: not comparable. */
  readonly residual: Amount | null;
  readonly corrections: readonly Correction[];
  /** What is left of the residual after the corrections. */
  readonly drift: Amount | null;
  /** Drift in hundredths of a percent of the reported figure; null where that is zero or unknown. */
  readonly driftBasisPoints: number | null;
  /** The correction that would close the drift; null where there is none to close. */
  readonly proposal: Correction | null;
};

/**
 * Lays one book's estimates beside the provider's statements.
 *
 * @param entries of any books, in any order
 * @param spent sums of the book's own account
 * @param nowMs nothing later than this is looked at
 */
export function reconcile(
  book: Book,
  period: Period,
  entries: readonly LedgerEntry[],
  spent: SpendBetween,
  nowMs: number,
): Reconciliation {
  const own = entriesOf(book, entries).filter(({ atMs }) => atMs <= nowMs);
  const inside = own.filter(({ atMs }) => atMs >= period.fromMs && atMs < period.untilMs);
  const exponent = finestExponent(
    book.currency,
    inside.flatMap(({ amount }) => amount ?? []),
  );
  const untilMs = Math.min(period.untilMs, nowMs + 1);
  const estimated = spent(period.fromMs, untilMs);
  const reading = newestReading(inside, period);
  const corrections = inside.filter(
    (entry): entry is Correction => entry.kind === 'correction' && entry.details.target === 'spend',
  );
  const gap = reading && gapOf(book, reading, inside, spent, { period, exponent, corrections });
  const money = (units: bigint) => amountOf(book.currency, exponent, units);
  const drift = gap ? money(gap.drift) : null;
  return {
    ...period,
    book,
    estimated,
    isEstimateComplete: isComplete(estimated),
    stated: money(statedUnits(inside, untilMs, exponent)),
    reported: reading && {
      amount: reading.amount,
      source: reading.source,
      asOfMs: reading.atMs,
    },
    residual: gap ? money(gap.residual) : null,
    corrections,
    drift,
    driftBasisPoints: gap && basisPoints(gap.drift, gap.reported),
    proposal:
      reading && drift && drift.units !== 0
        ? correctionFor(book, entries, 'spend', reading, drift)
        : null,
  };
}

/** The newest statement about this very period; at one instant the one with the larger key. */
function newestReading(inside: readonly LedgerEntry[], period: Period): ReportedSpend | null {
  const readings = inside.filter(
    (entry): entry is ReportedSpend =>
      entry.kind === 'reported-spend' && entry.details.periodFromMs === period.fromMs,
  );
  readings.sort((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
  return readings.at(-1) ?? null;
}

function statedUnits(entries: readonly LedgerEntry[], untilMs: number, exponent: number): bigint {
  let units = 0n;
  for (const entry of entries) {
    if (entry.kind === 'credit-spend' && entry.atMs < untilMs)
      units += unitsAt(entry.amount, exponent);
  }
  return units;
}

type GapContext = {
  readonly period: Period;
  readonly exponent: number;
  readonly corrections: readonly Correction[];
};

/** Dollars are estimated, so only dollars can be compared. */
function gapOf(
  book: Book,
  reading: ReportedSpend,
  inside: readonly LedgerEntry[],
  spent: SpendBetween,
  { period, exponent, corrections }: GapContext,
): { reported: bigint; residual: bigint; drift: bigint } | null {
  if (book.currency !== DOLLAR) return null;
  const untilMs = reading.atMs + 1;
  const explained =
    BigInt(spent(period.fromMs, untilMs).creditMicros) + statedUnits(inside, untilMs, exponent);
  const reported = unitsAt(reading.amount, exponent);
  const residual = reported - explained;
  let drift = residual;
  for (const { amount } of corrections) drift -= unitsAt(amount, exponent);
  return { reported, residual, drift };
}
