/** Looking back: ours beside the provider's, what would close the difference, and what an amount buys. */
import type { FormatContext } from '../../preload/contract/formatting.ts';
import { DAY_MS, type Zone } from '../domain/calendar.ts';
import { whatItBuys, type Buys } from '../domain/credits/buys.ts';
import { monthOf } from '../domain/credits/periods.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { CurrencyRate } from '../domain/money.ts';
import { DOLLAR } from '../domain/ledger/amount.ts';
import { balanceCorrection, balanceDrift, entriesOf, type Book } from '../domain/ledger/balance.ts';
import type { Correction, LedgerEntry } from '../domain/ledger/entries.ts';
import { reconcile, type Period, type Reconciliation } from '../domain/ledger/reconcile.ts';
import type { SpendBetween } from '../domain/ledger/spend.ts';
import type { MoneyTables } from '../store/money.ts';
import type { AccountMoney } from './moneyDesk.ts';

/** Everything about money, read once. */
export type Money = {
  readonly accounts: readonly AccountMoney[];
  readonly tables: MoneyTables;
  readonly names: ReadonlyMap<string, string>;
  readonly display: FormatContext;
  /** What the user says that other currencies are worth. */
  readonly rates: readonly CurrencyRate[];
  readonly zone: Zone;
  readonly nowMs: number;
};

/** The accounts that a typed word means: all of them for none. */
export function accountsMeant(typed: string | null, { accounts, names }: Money): AccountMoney[] {
  return accounts.filter(({ key }) => typed === null || isMeant(typed, key, names));
}

/** Whether a word names an account: by its agent, its folder, both, or the name the user gave it. */
export function isMeant(
  typed: string,
  key: AccountKey,
  names: ReadonlyMap<string, string>,
): boolean {
  const text = accountText(key);
  return [key.agent, key.account, text, names.get(text)].includes(typed);
}

const BUYS_SPAN_MS = 30 * DAY_MS;

/** Paid by local events of a book's account. */
function spentIn(book: Book, { tables }: Money): SpendBetween {
  return (fromMs, untilMs) => tables.paid.spentBetween(book, fromMs, untilMs);
}

/** Each currency of each account is a book; dollars are one everywhere, because they are estimated. */
function booksOf(
  typed: string | null,
  money: Money,
): { book: Book; entries: readonly LedgerEntry[] }[] {
  return accountsMeant(typed, money).flatMap(({ key, entries }) => {
    const currencies = new Set([
      DOLLAR,
      ...entries.flatMap(({ amount }) => amount?.currency ?? []),
    ]);
    return [...currencies].map((currency) => ({ book: { ...key, currency }, entries }));
  });
}

/** Every book of the accounts meant; `month` null: the present one. */
export function reconciliations(
  typed: string | null,
  month: string | null,
  money: Money,
): Reconciliation[] {
  return booksOf(typed, money).map(({ book, entries }) =>
    reconcile(
      book,
      periodOf(book, month, entries, money),
      entries,
      spentIn(book, money),
      money.nowMs,
    ),
  );
}

/** The provider's own month where it named one that holds the middle of the local one; else the local month. */
function periodOf(
  book: Book,
  month: string | null,
  entries: readonly LedgerEntry[],
  money: Money,
): Period {
  const { zone, nowMs } = money;
  const local = monthOf(month === null ? nowMs : zone.startOfDay(`${month}-15`), zone);
  const named = entriesOf(book, entries).flatMap((entry) =>
    entry.kind === 'reported-spend' ? [entry.details] : [],
  );
  const middleMs = (local.fromMs + local.untilMs) / 2;
  const own = named.findLast(
    ({ periodFromMs, periodUntilMs }) => periodFromMs <= middleMs && middleMs < periodUntilMs,
  );
  return own ? { fromMs: own.periodFromMs, untilMs: own.periodUntilMs } : local;
}

/** The entries that would close every drift there is; nothing is written. */
export function corrections(
  typed: string | null,
  month: string | null,
  money: Money,
): Correction[] {
  const ofBalances = booksOf(typed, money).flatMap(({ book, entries }) => {
    const drift = balanceDrift(book, entries, spentIn(book, money), money.nowMs);
    return (drift && balanceCorrection(drift, book, entries)) ?? [];
  });
  const ofSpend = reconciliations(typed, month, money).flatMap(({ proposal }) => proposal ?? []);
  return [...ofBalances, ...ofSpend];
}

/** What an amount buys each account, by its use of the last 30 days. */
export function buysOf(
  typed: string | null,
  micros: number,
  money: Money,
): (AccountKey & { readonly micros: number; readonly buys: readonly Buys[] })[] {
  return accountsMeant(typed, money).map(({ key, hasOrphans }) => {
    const uses = money.tables.facts.modelUses({ ...key, hasOrphans }, money.nowMs - BUYS_SPAN_MS);
    return { ...key, micros, buys: whatItBuys(micros, uses) };
  });
}
