/** Money in words for a terminal. */
import { say, sayCount } from '../../preload/contract/languages/say.ts';
import {
  formatAge,
  formatClock,
  formatDollars,
  formatInstant,
  formatReportedMoney,
  localDay,
  UNKNOWN,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { DRAW_WORDS } from '../../preload/contract/agentWording.ts';
import {
  figureSourceWords,
  memberLimitWords,
  OFF_WORDS,
  originWords,
} from '../../preload/contract/creditsWording.ts';
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
import {
  isReversal,
  reversalKey,
  type ConsentEnded,
  type LedgerEntry,
} from '../domain/ledger/entries.ts';
import type { Reconciliation } from '../domain/ledger/reconcile.ts';
import type { AccountMoney } from '../engine/moneyDesk.ts';
import type { Money } from '../engine/moneyReview.ts';

const BINDS: Readonly<Record<CeilingPartKind, string>> = {
  'credits-off': 'usage credits are off',
  balance: 'balance',
  'spend-limit': 'spend limit',
  'member-limit': 'limit of your organisation',
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

/** Every language needs its own room for `Auto-reload`, the longest of the names. */
function nameWidth({ display }: Money): number {
  return Math.max(16, say(display, 'Auto-reload').length);
}

function line(name: string, text: string, money: Money, origin: Origin | null = null): string {
  const whose = origin ? `  (${originWords(origin, money.nowMs, money.display)})` : '';
  const shown = name === '' ? name : say(money.display, name);
  return `  ${shown.padEnd(nameWidth(money))} ${text}${whose}`;
}

/** Everything about one account's credits, a line each. */
export function accountLines(
  account: AccountMoney,
  ceiling: EffectiveCeiling,
  money: Money,
): string[] {
  const { display } = money;
  const { credits, paidThisMonth } = account;
  const { enabled, spentThisMonth, spendLimit } = credits;
  const isLeast = spentThisMonth?.source === 'ledger' && isOpen(paidThisMonth);
  const spent = spentThisMonth ? formatReportedMoney(spentThisMonth.value, display) : UNKNOWN;
  return [
    accountWords(account.key, money),
    line('Draws on', say(display, DRAW_WORDS[account.draw]), money),
    line('Usage credits', enabledText(credits, display), money, enabled),
    balanceLine(account, money),
    line(
      'This month',
      isLeast ? say(display, 'at least {cost}', { cost: spent }) : spent,
      money,
      spentThisMonth,
    ),
    line(
      'Spend limit',
      spendLimit.kind === 'limit'
        ? formatReportedMoney(spendLimit.limit, display)
        : spendLimit.kind === 'unlimited'
          ? say(display, 'no monthly limit')
          : UNKNOWN,
      money,
      spendLimit.kind === 'unknown' ? null : spendLimit,
    ),
    ...credits.memberLimits.map((limit) =>
      line('Member limit', `${limit.member}, ${memberLimitWords(limit, display)}`, money, limit),
    ),
    line('Auto-reload', reloadWords(credits.autoReload, money), money),
    line('Ceiling', ceilingWords(ceiling, money), money),
    ...unclearLines(account, money).map((text) => line('', text, money)),
  ];
}

/** What is left, or how to say it. */
export function balanceLine({ credits, balance }: AccountMoney, money: Money): string {
  const { display } = money;
  if (credits.balance === null) {
    const text = credits.isPrepaid
      ? `${UNKNOWN}  (${say(display, 'say it: tollgate credits anchor AMOUNT')})`
      : say(display, 'billed without one');
    return line('Balance', text, money);
  }
  const amount = formatReportedMoney(credits.balance.value, display);
  const isAtMost = credits.balance.source === 'ledger' && balance.isAtMost;
  const text = isAtMost ? say(display, 'at most {amount}', { amount }) : amount;
  return line('Balance', text, money, credits.balance);
}

function enabledText({ enabled, whyOff }: AccountMoney['credits'], context: FormatContext): string {
  if (!enabled) return UNKNOWN;
  return enabled.value ? say(context, 'on') : say(context, OFF_WORDS[whyOff ?? 'not-told']);
}

function isOpen({ unpricedEvents, unclearEvents }: AccountMoney['paidThisMonth']): boolean {
  return unpricedEvents + unclearEvents > 0;
}

function unclearLines({ paidThisMonth }: AccountMoney, { display }: Money): string[] {
  const { unclearEvents, unclearMicros, unpricedEvents } = paidThisMonth;
  return [
    ...(unclearEvents > 0
      ? [
          sayCount(
            display,
            unclearEvents,
            {
              one: '{count} answer this month may have been paid: up to {amount} more',
              other: '{count} answers this month may have been paid: up to {amount} more',
            },
            { amount: formatDollars(unclearMicros, display) },
          ),
        ]
      : []),
    ...(unpricedEvents > 0
      ? [
          sayCount(display, unpricedEvents, {
            one: '{count} paid answer this month has no price',
            other: '{count} paid answers this month have no price',
          }),
        ]
      : []),
  ];
}

function reloadWords(reload: AutoReload, { display }: Money): string {
  if (reload.kind !== 'on') return reload.kind === 'off' ? say(display, 'off') : UNKNOWN;
  const values = {
    amount: formatDollars(reload.amountMicros, display),
    below: formatDollars(reload.thresholdMicros, display),
  };
  return reload.monthlyCapMicros === null
    ? say(display, '{amount} below {below}, without a monthly cap', values)
    : say(display, '{amount} below {below}, up to {cap} a month', {
        ...values,
        cap: formatDollars(reload.monthlyCapMicros, display),
      });
}

/** The ceiling and what binds it. */
function ceilingWords(
  { remainingMicros, binding, certainty }: EffectiveCeiling,
  money: Money,
): string {
  if (binding === null || remainingMicros === null)
    return `${UNKNOWN}  (${say(money.display, 'no part of it is known')})`;
  const amount = formatDollars(remainingMicros, money.display);
  const most = certainty === 'exact' ? amount : say(money.display, 'at most {amount}', { amount });
  return `${most}: ${bindingWords(binding, money.display)}`;
}

function bindingWords({ kind, budgetId }: CeilingPart, context: FormatContext): string {
  const words = say(context, BINDS[kind]);
  return budgetId === null ? words : `${words} “${budgetId}”`;
}

/** One line for an entry, with its number. */
export function entryLine(stored: StoredEntry, money: Money): string {
  return ledgerLines([stored], money)[0] ?? '';
}

/** Lines for entries, whose columns stand below each other. */
export function ledgerLines(rows: readonly StoredEntry[], money: Money): string[] {
  const sequences = new Map(rows.map(({ sequence, entry }) => [reversalKey(entry.key), sequence]));
  const cells = rows.map(({ sequence, entry }) => ({
    number: `#${sequence}`,
    day: localDay(entry.atMs, money.display.timeZone),
    clock: formatClock(entry.atMs, money.display),
    figure: figureWords(entry, money),
    entry,
    takenBack: sequences.get(entry.key) ?? null,
  }));
  const widest = (of: (cell: (typeof cells)[number]) => string) =>
    Math.max(0, ...cells.map((cell) => of(cell).length));
  const [numbers, clocks, figures] = [
    widest(({ number }) => number),
    widest(({ clock }) => clock),
    widest(({ figure }) => figure),
  ];
  return cells.map(({ number, day, clock, figure, entry, takenBack }) =>
    [
      number.padStart(numbers),
      `${day} ${clock.padStart(clocks)}`,
      `${entry.kind.padEnd(KIND_WIDTH)} ${figure.padEnd(figures)}`,
      ...ownerWords(entry, money),
      ...(isReversal(entry) ? [reversalWords(takenBack, money.display)] : []),
    ].join('  '),
  );
}

function reversalWords(sequence: number | null, context: FormatContext): string {
  return sequence === null
    ? say(context, 'takes an earlier entry back')
    : say(context, 'takes #{sequence} back', { sequence: `${sequence}` });
}

const KIND_WIDTH = 16;

/** An entry without its number and time. */
export function entryWords(entry: LedgerEntry, money: Money): string {
  const figure = figureWords(entry, money);
  return [`${entry.kind.padEnd(KIND_WIDTH)} ${figure}`, ...ownerWords(entry, money)].join('  ');
}

/** `anchor $12.50 of #4`, and the entry that took it back. */
export function takenBackLine(taken: StoredEntry, by: StoredEntry, money: Money): string {
  return say(money.display, 'Taken back: {entry} of #{sequence}, by a new entry #{by}.', {
    entry: `${taken.entry.kind} ${figureWords(taken.entry, money)}`,
    sequence: `${taken.sequence}`,
    by: `${by.sequence}`,
  });
}

function ownerWords(entry: LedgerEntry, money: Money): [account: string, source: string] {
  const source =
    entry.source === 'tollgate' ? 'Tollgate' : figureSourceWords(entry.source, money.display);
  return [accountWords(entry, money), `(${source})`];
}

/** The amount of an entry, or what was said where that is no amount. */
function figureWords(entry: LedgerEntry, money: Money): string {
  const { display } = money;
  const amount = entry.amount === null ? null : amountWords(entry.amount, money);
  if (entry.kind === 'consent-ended') return say(display, ENDED_BY[entry.details.reason]);
  if (entry.kind !== 'consent') return amount ?? say(display, 'no amount');
  switch (entry.details.choice) {
    case 'stop':
      return say(display, 'stop');
    case 'allow-once':
      return say(display, 'one request let through');
    case 'continue':
      return amount === null
        ? say(display, 'go on with credits')
        : say(display, 'go on with credits, up to {amount}', { amount });
    default:
      return entry.details.choice satisfies never;
  }
}

const ENDED_BY: Readonly<Record<ConsentEnded['details']['reason'], string>> = {
  reset: 'by the reset',
  cap: 'by its cap',
  revoked: 'taken back',
  expired: 'its time was over',
  replaced: 'replaced by another answer',
};
/** All of them, for whoever translates. */
export const ENDED_WORDS: readonly string[] = Object.values(ENDED_BY);

/** One book's estimates beside the provider's word. */
export function reconciliationLines(row: Reconciliation, money: Money): string[] {
  const { estimated, reported, residual, drift, driftBasisPoints, book } = row;
  const from = formatInstant(row.fromMs, money.nowMs, money.display);
  const percent = driftBasisPoints === null ? '' : ` (${(driftBasisPoints / 100).toFixed(2)} %)`;
  const words = (amount: Amount | null) => (amount === null ? UNKNOWN : amountWords(amount, money));
  const { display } = money;
  const ours = formatDollars(estimated.creditMicros, display);
  const theirs =
    reported === null
      ? say(display, 'not reported')
      : `${words(reported.amount)}  (${formatAge(reported.asOfMs, money.nowMs, display)})`;
  return [
    `${accountWords(book, money)}, ${book.currency}, ${say(display, 'since {time}', { time: from })}`,
    line(
      'Estimated',
      row.isEstimateComplete ? ours : say(display, 'at least {cost}', { cost: ours }),
      money,
    ),
    line('Stated by you', words(row.stated), money),
    line('Reported', theirs, money),
    line('Spent elsewhere', words(residual), money),
    line('Drift', `${words(drift)}${percent}`, money),
  ];
}

const ANSWERS = { one: '{range} answer', other: '{range} answers' };
const SESSIONS = { one: '{range} session', other: '{range} sessions' };
const HOURS = { one: '{range} hour', other: '{range} hours' };

type Range = { readonly low: number; readonly high: number };

/** What an amount buys of one model. */
export function buysLine(
  { model, basis, messages, sessions, hours }: Buys,
  context: FormatContext,
): string {
  const parts = [
    ofRange(messages, ANSWERS, context),
    ...(sessions === null ? [] : [ofRange(sessions, SESSIONS, context)]),
    ...(hours === null ? [] : [ofRange(hours, HOURS, context, 1)]),
  ];
  const why =
    basis === 'generic'
      ? say(context, 'generic figures')
      : say(context, 'your own use of 30 days, estimated');
  return `  ${model.padEnd(28)} ${parts.join(', ')}  (${why})`;
}

function ofRange(
  { low, high }: Range,
  forms: typeof ANSWERS,
  context: FormatContext,
  digits = 0,
): string {
  const [least, most] = [low.toFixed(digits), high.toFixed(digits)];
  const range = low === high ? least : say(context, '{least} to {most}', { least, most });
  return sayCount(context, range === '1' ? 1 : 2, forms, { range });
}
