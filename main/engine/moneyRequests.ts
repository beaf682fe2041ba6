/** What the Credits page may ask and state. Entries are only ever added; whatever is wrong is answered by another. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { MoneyAccount, MoneyStatement } from '../../preload/contract/review/credits.ts';
import { accountText } from '../domain/figures.ts';
import { amountOfTyped, dollars } from '../domain/ledger/amount.ts';
import type { LedgerEntry } from '../domain/ledger/entries.ts';
import {
  anchorEntry,
  latestToUndo,
  purchaseEntry,
  reversalOf,
} from '../domain/ledger/userEntries.ts';
import { appendEntries } from './ledgerWriting.ts';
import { corrections, type Money } from './moneyReview.ts';

const DONE: Outcome<null> = { ok: true, value: null };
const EVERY_ENTRY = 1_000_000;

/** Where entries are written. */
export type LedgerPlace = { readonly dataFolder: string; readonly money: Money };

/** “The balance is now …”, “I bought …”. */
export function stateMoney(statement: MoneyStatement, place: LedgerPlace): Outcome<null> {
  const { agent, account, kind, paidMicros } = statement;
  const amount = amountOfTyped(statement.amount);
  if (!amount) return { ok: false, message: inEnglish('That is too large an amount.') };
  if (kind === 'purchase' && amount.units <= 0) {
    return { ok: false, message: inEnglish('What was bought is an amount above zero.') };
  }
  const stated = { key: { agent, account }, amount, atMs: place.money.nowMs };
  const entry =
    kind === 'anchor'
      ? anchorEntry(stated)
      : purchaseEntry(stated, paidMicros === null ? null : dollars(paidMicros));
  return append([entry], place);
}

/** Takes back the user's latest statement about an account. */
export function undoMoney({ agent, account }: MoneyAccount, place: LedgerPlace): Outcome<null> {
  const { entries } = place.money.tables.ledger.page(EVERY_ENTRY);
  const latest = latestToUndo(
    entries.filter(({ entry }) => entry.agent === agent && entry.account === account),
  );
  const reversal = latest && reversalOf(latest.entry);
  if (!reversal)
    return { ok: false, message: inEnglish('There is no entry of yours to take back.') };
  return append([reversal], place);
}

/** Closes every difference between reported and estimated of one account, by entries that everybody sees. */
export function closeDrift(key: MoneyAccount, place: LedgerPlace): Outcome<null> {
  const entries = corrections(accountText(key), null, place.money);
  if (entries.length === 0)
    return { ok: false, message: inEnglish('There is no difference to close.') };
  return append(entries, place);
}

function append(
  entries: readonly LedgerEntry[],
  { dataFolder, money }: LedgerPlace,
): Outcome<null> {
  const appended = appendEntries(dataFolder, entries, money.nowMs);
  const isRefused = appended.some(({ outcome }) => outcome === 'conflict');
  return isRefused
    ? { ok: false, message: inEnglish('Something else was stated at the same instant. Try again.') }
    : DONE;
}
