/** The ledger's table: append, read, verify. Nothing here can change what is written. */
import type { AgentId, Basis } from '../../preload/contract/snapshot.ts';
import {
  canonicalDetails,
  canonicalEntry,
  linkEntry,
  verifyChain,
  type ChainHead,
  type ChainVerdict,
  type StoredEntry,
  type UnreadableRow,
} from '../domain/ledger/chain.ts';
import {
  entryProblem,
  type EntryKind,
  type LedgerEntry,
  type LedgerSource,
  type PlacedEntry,
} from '../domain/ledger/entries.ts';
import type { AccountKey } from '../domain/ledger/split.ts';
import type { Connection } from './open.ts';
import { sha256 } from './sha256.ts';

type Row = {
  sequence: number;
  entry_key: string;
  kind: EntryKind;
  agent: AgentId;
  account: string;
  at_ms: number;
  currency: string | null;
  exponent: number | null;
  units: number | null;
  source: LedgerSource;
  basis: Basis;
  note: string | null;
  details: string;
  recorded_at_ms: number;
  previous_hash: string;
  row_hash: string;
};

/**
 * What became of an entry: `new`, `known` (the same had been written before) or `conflict` (its key stands
 * for something else, which is `stored`: the first counts).
 */
export type Appended = {
  readonly outcome: 'new' | 'known' | 'conflict';
  readonly stored: StoredEntry;
};

export type LedgerPage = {
  /** Newest first. */
  readonly entries: readonly StoredEntry[];
  /** Pass as `beforeSequence` for the next page; null: this was the last. */
  readonly nextBeforeSequence: number | null;
};

/** The writing half. */
export function createLedgerWriter(connection: Connection) {
  const head = connection.prepare<[], ChainHead>(
    'SELECT sequence, row_hash AS rowHash FROM ledger_head',
  );
  const byKey = connection.prepare<[string], Row>('SELECT * FROM ledger_entry WHERE entry_key = ?');
  const insert = connection.prepare(`
    INSERT INTO ledger_entry (sequence, entry_key, kind, agent, account, at_ms, currency, exponent, units,
      source, basis, note, details, recorded_at_ms, previous_hash, row_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  function appendOne(entry: LedgerEntry, recordedAtMs: number): Appended {
    const known = byKey.get(entry.key);
    if (known) {
      const stored = storedOf(known);
      const isSame = canonicalEntry(stored.entry) === canonicalEntry(entry);
      return { outcome: isSame ? 'known' : 'conflict', stored };
    }
    const stored = linkEntry(head.get() as ChainHead, entry, recordedAtMs, sha256);
    const { amount } = entry;
    insert.run(
      stored.sequence,
      entry.key,
      entry.kind,
      entry.agent,
      entry.account,
      entry.atMs,
      amount?.currency ?? null,
      amount?.exponent ?? null,
      amount?.units ?? null,
      entry.source,
      entry.basis,
      entry.note,
      canonicalDetails(entry.details),
      recordedAtMs,
      stored.previousHash,
      stored.rowHash,
    );
    return { outcome: 'new', stored };
  }

  const appendAll = connection.transaction((entries: readonly LedgerEntry[], nowMs: number) =>
    entries.map((entry) => appendOne(entry, nowMs)),
  );

  return {
    /**
     * Appends entries in one transaction: all of them or, on failure, none.
     * @returns what became of each, in the same order
     * @throws RangeError for an entry that cannot stand in a ledger (`entryProblem` tells beforehand)
     */
    append(entries: readonly LedgerEntry[], recordedAtMs: number): Appended[] {
      for (const entry of entries) {
        const problem = entryProblem(entry);
        if (problem !== null) throw new RangeError(`ledger entry ${entry.key}: ${problem}`);
      }
      if (entries.length === 0) return [];
      // Immediate: the head that is read must still be the head when the row is written.
      return appendAll.immediate(entries, recordedAtMs);
    },
  };
}

/** The reading half. */
export function createLedgerReader(connection: Connection) {
  const head = connection.prepare<[], ChainHead>(
    'SELECT sequence, row_hash AS rowHash FROM ledger_head',
  );
  const all = connection.prepare<[], Row>('SELECT * FROM ledger_entry ORDER BY sequence');
  const page = connection.prepare<[number, number], Row>(
    'SELECT * FROM ledger_entry WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
  );
  const ofAccount = connection.prepare<[string, string], Row>(
    'SELECT * FROM ledger_entry WHERE agent = ? AND account = ? ORDER BY at_ms, entry_key',
  );
  const accounts = connection.prepare<[], AccountKey>(
    'SELECT DISTINCT agent, account FROM ledger_entry ORDER BY agent, account',
  );
  const verify = connection.transaction(() => {
    const end = head.get() ?? { sequence: -1, rowHash: '' };
    return verifyChain(readable(all.iterate()), end, sha256);
  });

  return {
    /** One page of the ledger, newest first. */
    page(size: number, beforeSequence: number | null = null): LedgerPage {
      const rows = page.all(beforeSequence ?? Number.MAX_SAFE_INTEGER, size + 1);
      const entries = rows.slice(0, size).map(storedOf);
      const last = entries.at(-1);
      const hasMore = rows.length > size && last !== undefined;
      return { entries, nextBeforeSequence: hasMore ? last.sequence : null };
    },
    /** Accounts with entries. */
    accounts: (): AccountKey[] => accounts.all(),
    /** All entries of an account by time, consents included. */
    entriesOf: ({ agent, account }: AccountKey): PlacedEntry[] =>
      ofAccount.all(agent, account).map((row) => {
        const { sequence, entry } = storedOf(row);
        return { ...entry, sequence };
      }),
    /** Reads and checks every row. A hundred thousand take well under a second; not on the main thread. */
    verify: (): ChainVerdict => verify(),
  };
}

/**
 * All rows in their order, at once: there are thousands, not millions.
 * @param schema the database that they are read from, where several are attached
 * @throws SyntaxError where the details of one are damaged
 */
export function ledgerRows(
  connection: Connection,
  schema: 'main' | 'incoming' = 'main',
): StoredEntry[] {
  return connection
    .prepare<[], Row>(`SELECT * FROM ${schema}.ledger_entry ORDER BY sequence`)
    .all()
    .map(storedOf);
}

/** Damage must name its row, so a row that cannot be read is a row too. */
function* readable(rows: Iterable<Row>): Generator<StoredEntry | UnreadableRow> {
  for (const row of rows) {
    try {
      yield storedOf(row);
    } catch {
      yield { sequence: row.sequence, isUnreadable: true };
    }
  }
}

/** @throws SyntaxError where the details are damaged */
function storedOf(row: Row): StoredEntry {
  const hasAmount = row.currency !== null && row.exponent !== null && row.units !== null;
  const entry = {
    key: row.entry_key,
    kind: row.kind,
    agent: row.agent,
    account: row.account,
    atMs: row.at_ms,
    amount: hasAmount ? { currency: row.currency, exponent: row.exponent, units: row.units } : null,
    source: row.source,
    basis: row.basis,
    note: row.note,
    details: JSON.parse(row.details) as LedgerEntry['details'],
  } as LedgerEntry;
  return {
    sequence: row.sequence,
    recordedAtMs: row.recorded_at_ms,
    previousHash: row.previous_hash,
    rowHash: row.row_hash,
    entry,
  };
}
