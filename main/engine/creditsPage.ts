/** The Credits page out of the money as it stands. */
import type {
  BuysView,
  CreditsAccountPage,
  CreditsPageView,
  CreditsQuestion,
  ReconciliationView,
} from '../../preload/contract/review/credits.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { moneyOf } from '../domain/credits/assemble.ts';
import type { Buys } from '../domain/credits/buys.ts';
import { accountText } from '../domain/figures.ts';
import type { StoredEntry } from '../domain/ledger/chain.ts';
import type { Reconciliation } from '../domain/ledger/reconcile.ts';
import { bookOf, ledgerLines } from '../domain/review/ledgerLines.ts';
import { indexSpend } from '../domain/review/spendIndex.ts';
import { monthView } from '../domain/review/creditsMonth.ts';
import type { AccountMoney } from './moneyDesk.ts';
import { buysOf, reconciliations, type Money } from './moneyReview.ts';

/** The ledger of older days is in the export. */
const LEDGER_DAYS = 400;
const TEN_DOLLARS_MICROS = 10_000_000;
const EVERY_ENTRY = 1_000_000;

/** Every account's page; an account without any paid use or entry still has its month and what ten dollars buy. */
export function creditsPage(question: CreditsQuestion, money: Money): CreditsPageView {
  const { entries } = money.tables.ledger.page(EVERY_ENTRY);
  return {
    accounts: money.accounts.map((account) => accountPage(account, entries, question, money)),
    takenAtMs: money.nowMs,
  };
}

function accountPage(
  account: AccountMoney,
  entries: readonly StoredEntry[],
  { lines }: CreditsQuestion,
  money: Money,
): CreditsAccountPage {
  const { tables, names, zone, nowMs } = money;
  const { key } = account;
  const text = accountText(key);
  const sinceMs = nowMs - LEDGER_DAYS * DAY_MS;
  const events = [...tables.paid.paidBetween(key, sinceMs, nowMs + 1)];
  const rows = reconciliations(text, null, money);
  const ledger = ledgerLines(
    {
      book: bookOf(key, account.balance.amount?.currency ?? null),
      stored: entries.filter(
        ({ entry }) => entry.agent === key.agent && entry.account === key.account,
      ),
      events,
      sinceMs,
      spent: indexSpend(events, sinceMs, (fromMs, untilMs) =>
        tables.paid.spentBetween(key, fromMs, untilMs),
      ),
      rates: money.rates,
      zone,
    },
    lines,
  );
  const elsewhere = rows.find(({ residual }) => residual !== null)?.residual ?? null;
  return {
    ...key,
    name: names.get(text) ?? null,
    plan: account.plan,
    month: monthView(events, account.month, nowMs, elsewhere && moneyOf(elsewhere)),
    ledger: ledger.lines,
    hasMore: ledger.hasMore,
    reconciliations: rows.map(reconciliationView),
    buys: (buysOf(text, TEN_DOLLARS_MICROS, money)[0]?.buys ?? []).map(buysView),
  };
}

function reconciliationView(row: Reconciliation): ReconciliationView {
  const { book, reported, drift } = row;
  return {
    currency: book.currency,
    fromMs: row.fromMs,
    untilMs: row.untilMs,
    estimatedMicros: row.estimated.creditMicros,
    isAtLeast: !row.isEstimateComplete,
    reported: reported && moneyOf(reported.amount),
    reportedAtMs: reported?.asOfMs ?? null,
    reportedBy: reported?.source ?? null,
    drift: drift && moneyOf(drift),
    driftBasisPoints: row.driftBasisPoints,
    canClose: row.proposal !== null,
  };
}

function buysView({ model, basis, messages, sessions, hours }: Buys): BuysView {
  return { model, isGeneric: basis === 'generic', answers: messages, sessions, hours };
}
