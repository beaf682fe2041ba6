/** Money in words for a terminal. */
import {
  formatAge,
  formatDollars,
  formatInstant,
  formatReportedMoney,
  UNKNOWN,
} from '../../preload/contract/formatting.ts';
import { DRAW_WORDS } from '../../preload/contract/agentWording.ts';
import { figureSourceWords, originWords } from '../../preload/contract/creditsWording.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import type {
  CeilingPart,
  CeilingPartKind,
  EffectiveCeiling,
} from '../../preload/contract/credits.ts';
import { moneyOf } from '../domain/credits/assemble.ts';
import type { Buys } from '../domain/credits/buys.ts';
import type { AutoReload } from '../domain/credits/types.ts';
import { accountText, type AccountKey, type Origin } from '../domain/figures.ts';
import type { Amount } from '../domain/ledger/amount.ts';
import type { StoredEntry } from '../domain/ledger/chain.ts';
import type { LedgerEntry } from '../domain/ledger/entries.ts';
import type { Reconciliation } from '../domain/ledger/reconcile.ts';
import type { AccountMoney } from '../engine/moneyDesk.ts';
import type { Money } from '../engine/moneyReview.ts';

const BINDS: Readonly<Record<CeilingPartKind, string>> = {
  'credits-off': 'usage credits are off',
  balance: 'balance',
  'spend-limit': 'spend limit',
  'daily-redemption': 'daily redemption limit',
  budget: 'your budget',
};

/** Amount as the account's owner writes figures. */
export function amountWords(amount: Amount, { display }: Money): string {
  return formatReportedMoney(moneyOf(amount), display);
}

/** Name of an account; its folder where the user gave none. */
export function accountWords(key: AccountKey, { names }: Money): string {
  return `${AGENT_NAMES[key.agent]}, ${names.get(accountText(key)) ?? key.account}`;
}

/** Everything about one account's credits, a line each. */
export function accountLines(
  account: AccountMoney,
  ceiling: EffectiveCeiling,
  money: Money,
): string[] {
  const { credits, balance, paidThisMonth } = account;
  const { enabled, spentThisMonth, spendLimit } = credits;
  const line = (name: string, text: string, origin: Origin | null = null) =>
    `  ${name.padEnd(16)} ${text}${origin ? `  (${originWords(origin, money.nowMs, money.display)})` : ''}`;
  const off = credits.whyOff === null ? '' : `, ${credits.whyOff.replaceAll('-', ' ')}`;
  const atMost = credits.balance?.source === 'ledger' && balance.isAtMost ? 'at most ' : '';
  const isLeast = spentThisMonth?.source === 'ledger' && isOpen(paidThisMonth);
  const balanceText = credits.balance
    ? `${atMost}${formatReportedMoney(credits.balance.value, money.display)}`
    : credits.isPrepaid
      ? `${UNKNOWN}  (say it: tollgate credits anchor AMOUNT)`
      : 'billed without one';
  return [
    accountWords(account.key, money),
    line('Draws on', DRAW_WORDS[account.draw]),
    line('Usage credits', enabled ? (enabled.value ? 'on' : `off${off}`) : UNKNOWN, enabled),
    line('Balance', balanceText, credits.balance),
    line(
      'This month',
      spentThisMonth
        ? `${isLeast ? 'at least ' : ''}${formatReportedMoney(spentThisMonth.value, money.display)}`
        : UNKNOWN,
      spentThisMonth,
    ),
    line(
      'Spend limit',
      spendLimit.kind === 'limit'
        ? formatReportedMoney(spendLimit.limit, money.display)
        : spendLimit.kind === 'unlimited'
          ? 'no monthly limit'
          : UNKNOWN,
      spendLimit.kind === 'unknown' ? null : spendLimit,
    ),
    line('Auto-reload', reloadWords(credits.autoReload, money)),
    line('Ceiling', ceilingWords(ceiling, money)),
    ...unclearLines(account, money).map((text) => line('', text)),
  ];
}

function isOpen({ unpricedEvents, unclearEvents }: AccountMoney['paidThisMonth']): boolean {
  return unpricedEvents + unclearEvents > 0;
}

function unclearLines({ paidThisMonth }: AccountMoney, { display }: Money): string[] {
  const { unclearEvents, unclearMicros, unpricedEvents } = paidThisMonth;
  return [
    ...(unclearEvents > 0
      ? [
          `${unclearEvents} answers this month may have been paid: up to ${formatDollars(unclearMicros, display)} more`,
        ]
      : []),
    ...(unpricedEvents > 0 ? [`${unpricedEvents} paid answers this month have no price`] : []),
  ];
}

function reloadWords(reload: AutoReload, { display }: Money): string {
  if (reload.kind !== 'on') return reload.kind === 'off' ? 'off' : UNKNOWN;
  const cap =
    reload.monthlyCapMicros === null
      ? 'without a monthly cap'
      : `up to ${formatDollars(reload.monthlyCapMicros, display)} a month`;
  return `${formatDollars(reload.amountMicros, display)} below ${formatDollars(reload.thresholdMicros, display)}, ${cap}`;
}

/** The ceiling and what binds it. */
function ceilingWords(
  { remainingMicros, binding, certainty }: EffectiveCeiling,
  money: Money,
): string {
  if (binding === null || remainingMicros === null) return `${UNKNOWN}  (no part of it is known)`;
  const atMost = certainty === 'exact' ? '' : 'at most ';
  return `${atMost}${formatDollars(remainingMicros, money.display)}: ${bindingWords(binding)}`;
}

function bindingWords({ kind, budgetId }: CeilingPart): string {
  return budgetId === null ? BINDS[kind] : `${BINDS[kind]} “${budgetId}”`;
}

/** One line for an entry, with its number. */
export function entryLine({ sequence, entry }: StoredEntry, money: Money): string {
  const when = formatInstant(entry.atMs, money.nowMs, money.display);
  return `#${sequence}  ${when}  ${entryWords(entry, money)}`;
}

/** An entry without its number and time. */
export function entryWords(entry: LedgerEntry, money: Money): string {
  const amount = entry.amount === null ? 'no amount' : amountWords(entry.amount, money);
  const source =
    entry.source === 'tollgate' ? 'Tollgate' : figureSourceWords(entry.source, money.display);
  return `${entry.kind.padEnd(16)} ${amount}  ${accountWords(entry, money)}  (${source})`;
}

/** One book's estimates beside the provider's word. */
export function reconciliationLines(row: Reconciliation, money: Money): string[] {
  const { estimated, reported, residual, drift, driftBasisPoints, book } = row;
  const from = formatInstant(row.fromMs, money.nowMs, money.display);
  const least = row.isEstimateComplete ? '' : 'at least ';
  const percent = driftBasisPoints === null ? '' : ` (${(driftBasisPoints / 100).toFixed(2)} %)`;
  const words = (amount: Amount | null) => (amount === null ? UNKNOWN : amountWords(amount, money));
  return [
    `${accountWords(book, money)}, ${book.currency}, since ${from}`,
    `  Estimated        ${least}${formatDollars(estimated.creditMicros, money.display)}`,
    `  Stated by you    ${words(row.stated)}`,
    `  Reported         ${reported === null ? 'not reported' : `${words(reported.amount)}  (${formatAge(reported.asOfMs, money.nowMs, money.display)})`}`,
    `  Spent elsewhere  ${words(residual)}`,
    `  Drift            ${words(drift)}${percent}`,
  ];
}

/** What an amount buys of one model. */
export function buysLine({ model, basis, messages, sessions, hours }: Buys): string {
  const range = ({ low, high }: { low: number; high: number }, digits = 0) =>
    low === high ? low.toFixed(digits) : `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
  const of = (text: string, unit: string) => `${text} ${unit}${text === '1' ? '' : 's'}`;
  const parts = [
    of(range(messages), 'answer'),
    ...(sessions === null ? [] : [of(range(sessions), 'session')]),
    ...(hours === null ? [] : [of(range(hours, 1), 'hour')]),
  ];
  const why = basis === 'generic' ? 'generic figures' : 'your own use of 30 days, estimated';
  return `  ${model.padEnd(28)} ${parts.join(', ')}  (${why})`;
}
