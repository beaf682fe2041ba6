/** The ledger as people read it: entries and each day's paid requests in one list, with the balance after each. Pure. */
import type { LedgerLine } from '../../../preload/contract/review/credits.ts';
import type { Zone } from '../calendar.ts';
import type { CurrencyRate } from '../money.ts';
import { moneyOf } from '../credits/assemble.ts';
import { DOLLAR, dollars, type Amount } from '../ledger/amount.ts';
import { balanceAt, type Book } from '../ledger/balance.ts';
import type { StoredEntry } from '../ledger/chain.ts';
import { isReversal, type LedgerEntry } from '../ledger/entries.ts';
import type { PaidEvent, SpendBetween } from '../ledger/spend.ts';
import { latestToUndo } from '../ledger/userEntries.ts';

export type LedgerFacts = {
  readonly book: Book;
  /** All entries of the account. */
  readonly stored: readonly StoredEntry[];
  /** Paid events by time, from `sinceMs` on. */
  readonly events: readonly PaidEvent[];
  readonly sinceMs: number;
  readonly spent: SpendBetween;
  /** What the user says that other currencies are worth. */
  readonly rates: readonly CurrencyRate[];
  readonly zone: Zone;
};

/** How an entry acts on the balance it stands in. */
const MOVES: Readonly<Record<LedgerEntry['kind'], 1 | -1 | 0>> = {
  anchor: 1,
  purchase: 1,
  reload: 1,
  grant: 1,
  refund: -1,
  expiry: -1,
  'credit-spend': -1,
  correction: 1,
  'reported-balance': 0,
  'reported-spend': 0,
  consent: 0,
  'consent-ended': 0,
  breach: 0,
};

/**
 * The newest lines first.
 * @param most how many lines
 */
export function ledgerLines(
  facts: LedgerFacts,
  most: number,
): { lines: LedgerLine[]; hasMore: boolean } {
  const { stored, sinceMs } = facts;
  const undoable = latestToUndo(stored)?.entry.key ?? null;
  const entries = stored.map(({ entry }) => entry);
  const shown = lastReadingOfDay(
    entries.filter(({ atMs }) => atMs >= sinceMs),
    facts.zone,
  );
  const lines = [
    ...shown.map((entry) => entryLine(entry, entry.key === undoable)),
    ...dayLines(facts),
  ].sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1));
  const page = lines.slice(0, most).map((line) => withBalance(line, entries, facts));
  const isCut = entries.length > shown.length && shown.length === 0;
  return { lines: page, hasMore: lines.length > most || isCut };
}

/** What a provider says every few minutes is one line a day, its last. */
function lastReadingOfDay(entries: readonly LedgerEntry[], zone: Zone): LedgerEntry[] {
  const last = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    if (entry.kind !== 'reported-balance' && entry.kind !== 'reported-spend') continue;
    const key = `${entry.kind} ${entry.amount.currency} ${zone.dayOf(entry.atMs)}`;
    const known = last.get(key);
    if (!known || known.atMs <= entry.atMs) last.set(key, entry);
  }
  const kept = new Set(last.values());
  return entries.filter(
    (entry) =>
      (entry.kind !== 'reported-balance' && entry.kind !== 'reported-spend') || kept.has(entry),
  );
}

function entryLine(entry: LedgerEntry, canUndo: boolean): LedgerLine {
  const moves = movesBalance(entry);
  return {
    id: entry.key,
    kind: entry.kind,
    atMs: entry.atMs,
    amount: entry.amount === null ? null : moneyOf(signed(entry.amount, MOVES[entry.kind])),
    moves,
    balanceAfter: null,
    source: entry.source,
    basis: entry.basis,
    detail: entry.note ?? detailOf(entry),
    canUndo,
    isReversal: isReversal(entry),
  };
}

function movesBalance(entry: LedgerEntry): boolean {
  if (entry.kind === 'correction') return entry.details.target === 'balance';
  return MOVES[entry.kind] !== 0;
}

function signed(amount: Amount, sign: 1 | -1 | 0): Amount {
  return sign === -1 && amount.units !== 0 ? { ...amount, units: -amount.units } : amount;
}

/** What stands in an entry beside its amount: a word of the ledger's own, which the page translates. */
function detailOf(entry: LedgerEntry): string | null {
  switch (entry.kind) {
    case 'consent':
      return [entry.details.choice, entry.details.scopeName].filter(Boolean).join(' ');
    case 'consent-ended':
      return entry.details.reason;
    case 'correction':
      return entry.details.target;
    default:
      return null;
  }
}

/** A day's paid requests as one line at its last. */
function dayLines({ events, zone }: LedgerFacts): LedgerLine[] {
  const days = new Map<string, PaidEvent[]>();
  for (const event of events) {
    if (event.side !== 'credits') continue;
    const day = zone.dayOf(event.atMs);
    const known = days.get(day);
    if (known) known.push(event);
    else days.set(day, [event]);
  }
  return [...days].map(([day, ofDay]) => {
    const micros = ofDay.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
    return {
      id: `day|${day}`,
      kind: 'day-spend',
      atMs: Math.max(...ofDay.map(({ atMs }) => atMs)),
      amount: moneyOf(dollars(micros === 0 ? 0 : -micros)),
      moves: true,
      balanceAfter: null,
      source: 'transcripts',
      basis: 'estimated',
      detail: projectsOf(ofDay),
      canUndo: false,
      isReversal: false,
    };
  });
}

/** Ends of the projects' paths, the dearest first, one a line: whoever shows them says how many more there are. */
function projectsOf(events: readonly PaidEvent[]): string | null {
  const byProject = new Map<string, number>();
  for (const { project, costMicros } of events) {
    if (project === null) continue;
    const name = project.split(/[/\\]/).findLast((part) => part !== '') ?? project;
    byProject.set(name, (byProject.get(name) ?? 0) + (costMicros ?? 0));
  }
  const names = [...byProject].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  if (names.length === 0) return null;
  return names.join('\n');
}

function withBalance(
  line: LedgerLine,
  entries: readonly LedgerEntry[],
  { book, spent, rates }: LedgerFacts,
): LedgerLine {
  const isOther = line.amount !== null && line.amount.currency !== book.currency;
  // A provider's word on the month's spend takes the place of our estimate from there on.
  if ((!line.moves && line.kind !== 'reported-spend') || isOther) return line;
  const { amount } = balanceAt(book, entries, spent, line.atMs, rates);
  return { ...line, balanceAfter: amount === null ? null : moneyOf(amount) };
}

/** The book that an account's balance is in. */
export function bookOf(key: Pick<Book, 'agent' | 'account'>, anchorCurrency: string | null): Book {
  return { agent: key.agent, account: key.account, currency: anchorCurrency ?? DOLLAR };
}
