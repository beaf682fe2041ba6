/**
 * What providers say about money, as entries of the ledger. Only news is an entry: the same figure heard every
 * few minutes would bury everything else. Every entry's key is made of the reading it stands for, so that the
 * same reading is one entry whoever reads it, and how often.
 */
import type { CreditUseReading } from '../accountReadings.ts';
import { civilFromMs, DAY_MS, HOUR_MS, MINUTE_MS, utcMs, type Zone } from '../calendar.ts';
import { monthOf } from '../credits/periods.ts';
import { accountText } from '../figures.ts';
import type { CreditsReading } from '../limits.ts';
import { amountOfReported } from './amount.ts';
import { isNews, type LedgerEntry, type ReportedBalance, type ReportedSpend } from './entries.ts';
import type { Period } from './reconcile.ts';
import { creditsMoney } from '../money.ts';

type Statement<K> = K extends 'reported-spend' ? ReportedSpend : ReportedBalance;

/** What sources said about one account since the statements that are known; oldest first. */
export type MoneyReadings = {
  readonly creditUse: readonly CreditUseReading[];
  readonly credits: readonly CreditsReading[];
};

/** A balance falls with every answer: beside rises, the first and the last of such a stretch are entries. */
export const BALANCE_GRAIN_MS = 15 * MINUTE_MS;

/**
 * Entries for readings that say something new, oldest first.
 *
 * @param known the account's entries; a reading older than the newest statement of its kind says nothing new
 * @param zone the user's own, for months that the provider does not name
 */
export function statementsOf(
  readings: MoneyReadings,
  known: readonly LedgerEntry[],
  zone: Zone,
  nowMs: number,
): LedgerEntry[] {
  const isPast = ({ observedAtMs }: { observedAtMs: number }) => observedAtMs <= nowMs;
  return [
    ...spendStatements(readings.creditUse.filter(isPast), known, zone),
    ...balanceStatements(readings.credits.filter(isPast), known, nowMs),
  ];
}

/** The instant up to which statements of both kinds are known; null: there are none. */
export function statedUntilMs(known: readonly LedgerEntry[]): {
  readonly spendMs: number | null;
  readonly balanceMs: number | null;
} {
  return {
    spendMs: newestOf(known, 'reported-spend')?.atMs ?? null,
    balanceMs: newestOf(known, 'reported-balance')?.atMs ?? null,
  };
}

function newestOf<K extends 'reported-spend' | 'reported-balance'>(
  entries: readonly LedgerEntry[],
  kind: K,
): Statement<K> | null {
  return entries
    .filter((entry): entry is Statement<K> => entry.kind === kind)
    .reduce<Statement<K> | null>(
      (newest, entry) => (newest === null || entry.atMs >= newest.atMs ? entry : newest),
      null,
    );
}

function spendStatements(
  readings: readonly CreditUseReading[],
  known: readonly LedgerEntry[],
  zone: Zone,
): ReportedSpend[] {
  let previous = newestOf(known, 'reported-spend');
  const found: ReportedSpend[] = [];
  for (const reading of readings) {
    const next = spendEntry(reading, zone);
    if (next === null || (previous && next.atMs <= previous.atMs) || !isNews(previous, next)) {
      continue;
    }
    found.push(next);
    previous = next;
  }
  return found;
}

function spendEntry(reading: CreditUseReading, zone: Zone): ReportedSpend | null {
  const { agent, account, source, observedAtMs: atMs, spentThisPeriod } = reading;
  const amount = spentThisPeriod && amountOfReported(spentThisPeriod);
  // Less than nothing was never spent: a figure that is no figure.
  if (!amount || amount.units < 0) return null;
  const { fromMs, untilMs } = periodOf(reading, zone);
  if (atMs < fromMs || atMs >= untilMs) return null;
  return {
    kind: 'reported-spend',
    key: `reported-spend|${accountText(reading)}|${source}|${atMs}`,
    agent,
    account,
    atMs,
    amount,
    source,
    basis: 'reported',
    note: null,
    details: { periodFromMs: fromMs, periodUntilMs: untilMs },
  };
}

/**
 * The provider's month where it says when that ends: its ends jitter, so the nearest hour counts, and a month
 * that ends with a UTC day began a calendar month before. Else the month on the user's own clock.
 */
function periodOf({ observedAtMs, periodEndsAtMs }: CreditUseReading, zone: Zone): Period {
  if (periodEndsAtMs === null) return monthOf(observedAtMs, zone);
  const untilMs = Math.round(periodEndsAtMs / HOUR_MS) * HOUR_MS;
  return { fromMs: monthBefore(untilMs), untilMs };
}

/** The same day and time a calendar month earlier, UTC; the last day of a shorter month. */
function monthBefore(untilMs: number): number {
  const { year, month, day } = civilFromMs(untilMs);
  const [beforeYear, beforeMonth] = month === 1 ? [year - 1, 12] : [year, month - 1];
  const { day: lastDay } = civilFromMs(utcMs(year, month, 1) - DAY_MS);
  const timeOfDayMs = untilMs - utcMs(year, month, day);
  return utcMs(beforeYear, beforeMonth, Math.min(day, lastDay)) + timeOfDayMs;
}

function balanceStatements(
  readings: readonly CreditsReading[],
  known: readonly LedgerEntry[],
  nowMs: number,
): ReportedBalance[] {
  let previous = newestOf(known, 'reported-balance');
  const found: ReportedBalance[] = [];
  const stated = readings.flatMap((reading) => balanceEntry(reading) ?? []);
  for (const [index, next] of stated.entries()) {
    if ((previous && next.atMs <= previous.atMs) || !isNews(previous, next)) continue;
    const endsMs = stated[index + 1]?.atMs ?? nowMs;
    const isLast = grainOf(endsMs) > grainOf(next.atMs);
    const isFirst = previous === null || grainOf(previous.atMs) < grainOf(next.atMs);
    if (!isLast && !isFirst && !hasRisen(previous, next)) continue;
    found.push(next);
    previous = next;
  }
  return found;
}

function grainOf(atMs: number): number {
  return Math.floor(atMs / BALANCE_GRAIN_MS);
}

function hasRisen(previous: ReportedBalance | null, next: ReportedBalance): boolean {
  if (previous === null) return false;
  const [was, is] = [previous.amount, next.amount];
  return (
    BigInt(is.units) * 10n ** BigInt(was.exponent) > BigInt(was.units) * 10n ** BigInt(is.exponent)
  );
}

function balanceEntry(reading: CreditsReading): ReportedBalance | null {
  const { agent, account, source, observedAtMs: atMs, balance } = reading;
  const money = balance === null ? null : creditsMoney(balance);
  const amount = money && amountOfReported(money);
  if (!amount) return null;
  return {
    kind: 'reported-balance',
    key: `reported-balance|${accountText(reading)}|${source}|${atMs}`,
    agent,
    account,
    atMs,
    amount,
    source,
    basis: 'reported',
    note: null,
    details: {},
  };
}
