/**
 * The chain that holds the rows of the ledger together: each row's hash covers the row and the hash before
 * it. Bit rot that SQLite's own check overlooks, a row altered by hand and a row cut out all break it.
 */
import type { LedgerEntry } from './entries.ts';

/** SHA-256 of a text in UTF-8, as lower-case hexadecimal. */
export type Sha256 = (text: string) => string;

/** An entry as it stands in the ledger. */
export type StoredEntry = {
  /** 1 for the first row, without gaps. */
  readonly sequence: number;
  readonly recordedAtMs: number;
  readonly previousHash: string;
  readonly rowHash: string;
  readonly entry: LedgerEntry;
};

/** Where the chain ends, kept beside it so that rows cut off its end are missed. */
export type ChainHead = { readonly sequence: number; readonly rowHash: string };

/** What the first row follows. */
export const CHAIN_START: ChainHead = { sequence: 0, rowHash: '0'.repeat(64) };

/** Serialisations differ between versions; the number tells them apart. */
const CANONICAL_VERSION = 1;

/** The details of an entry with their names in order, so that equal details are equal texts. */
export function canonicalDetails(details: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(details).sort();
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, details[name]])));
}

/** One text for one entry: equal entries are equal texts, different ones differ. */
export function canonicalEntry(entry: LedgerEntry): string {
  const { amount } = entry;
  return JSON.stringify([
    CANONICAL_VERSION,
    entry.key,
    entry.kind,
    entry.agent,
    entry.account,
    entry.atMs,
    amount === null ? null : [amount.currency, amount.exponent, amount.units],
    entry.source,
    entry.basis,
    entry.note,
    canonicalDetails(entry.details),
  ]);
}

/** Puts an entry at the end of a chain. */
export function linkEntry(
  head: ChainHead,
  entry: LedgerEntry,
  recordedAtMs: number,
  sha256: Sha256,
): StoredEntry {
  const row = { sequence: head.sequence + 1, recordedAtMs, previousHash: head.rowHash, entry };
  return { ...row, rowHash: hashOf(row, sha256) };
}

/** The hash that a row has where it stands. */
export function hashOf(row: Omit<StoredEntry, 'rowHash'>, sha256: Sha256): string {
  const text = `${row.previousHash}\n${row.sequence}\n${row.recordedAtMs}\n${canonicalEntry(row.entry)}`;
  return sha256(text);
}

export type ChainVerdict =
  | { readonly isWhole: true; readonly rows: number }
  | {
      readonly isWhole: false;
      /** The first row that cannot be believed; everything before it can. */
      readonly brokenSequence: number;
      readonly reason: 'altered' | 'not-linked' | 'missing' | 'unreadable' | 'cut-off';
    };

/** A row that could not even be read as an entry. */
export type UnreadableRow = { readonly sequence: number; readonly isUnreadable: true };

/**
 * Follows the chain from its start.
 *
 * @param rows in the order of their sequence
 * @param head where the chain is known to end
 */
export function verifyChain(
  rows: Iterable<StoredEntry | UnreadableRow>,
  head: ChainHead,
  sha256: Sha256,
): ChainVerdict {
  let last = CHAIN_START;
  for (const row of rows) {
    const expected = last.sequence + 1;
    const broken = (reason: (ChainVerdict & { isWhole: false })['reason']): ChainVerdict => ({
      isWhole: false,
      brokenSequence: expected,
      reason,
    });
    if (row.sequence !== expected) return broken('missing');
    if ('isUnreadable' in row) return broken('unreadable');
    if (row.previousHash !== last.rowHash) return broken('not-linked');
    if (hashOf(row, sha256) !== row.rowHash) return broken('altered');
    last = row;
  }
  const isEnd = last.sequence === head.sequence && last.rowHash === head.rowHash;
  if (isEnd) return { isWhole: true, rows: last.sequence };
  return { isWhole: false, brokenSequence: last.sequence + 1, reason: 'cut-off' };
}
