import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../main/domain/ledger/entries.ts';
import { createLedgerReader, createLedgerWriter } from '../../../main/store/ledger.ts';
import { DATABASE_NAME, type Connection } from '../../../main/store/open.ts';
import { anchorOf, consentOf, createLab, purchaseOf, WHO } from './ledgerLab.ts';

const NOW = Date.UTC(2026, 10, 22);
const CHILD = fileURLToPath(new URL('./appendChild.ts', import.meta.url));

let lab: ReturnType<typeof createLab>;
let connection: Connection;

beforeEach(() => {
  lab = createLab();
  connection = lab.open().connection;
});

afterEach(() => lab.remove());

const writer = () => createLedgerWriter(connection);
const reader = () => createLedgerReader(connection);
const rowsOf = () => connection.prepare('SELECT * FROM ledger_entry ORDER BY sequence').all();
const purchases = (count: number) => Array.from({ length: count }, (_, index) => purchaseOf(index));

describe('appending', () => {
  it('gives back what was written, to the letter', () => {
    const entries: LedgerEntry[] = [
      anchorOf(-120_000, 5),
      purchaseOf(1),
      consentOf('consent', 'stop'),
      consentOf('other consent', 'continue'),
    ];
    writer().append(entries, NOW);
    const stored = reader().page(10).entries;
    expect(stored.map(({ entry }) => entry).reverse()).toEqual(entries);
    expect(stored.map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
    expect(stored.every(({ recordedAtMs }) => recordedAtMs === NOW)).toBe(true);
    expect(reader().entriesOf(WHO)).toHaveLength(4);
    expect(reader().entriesOf({ ...WHO, account: '/elsewhere' })).toEqual([]);
  });

  it('counts the same entry once, and says so', () => {
    const outcomes = () =>
      writer()
        .append([purchaseOf(1), purchaseOf(2), purchaseOf(1)], NOW)
        .map(({ outcome }) => outcome);
    expect(outcomes()).toEqual(['new', 'new', 'known']);
    expect(outcomes()).toEqual(['known', 'known', 'known']);
    expect(rowsOf()).toHaveLength(2);
  });

  it('keeps the first of two answers, and shows it to the second', () => {
    writer().append([consentOf('answer', 'stop')], NOW);
    const [second] = writer().append([consentOf('answer', 'continue')], NOW + 1);
    expect(second?.outcome).toBe('conflict');
    expect(second?.stored.entry).toEqual(consentOf('answer', 'stop'));
    expect(rowsOf()).toHaveLength(1);
  });

  it('writes all or nothing', () => {
    const broken = { ...purchaseOf(2), note: 'half \ud800' };
    expect(() => writer().append([purchaseOf(1), broken], NOW)).toThrow('half a character');
    const impossible = { ...purchaseOf(2), basis: 'guessed' } as unknown as LedgerEntry;
    expect(() => writer().append([purchaseOf(1), impossible], NOW)).toThrow('CHECK');
    expect(rowsOf()).toEqual([]);
    expect(reader().verify()).toEqual({ isWhole: true, rows: 0 });
  });

  it('turns pages', () => {
    writer().append(purchases(25), NOW);
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page = reader().page(10, before);
      seen.push(...page.entries.map(({ sequence }) => sequence));
      before = page.nextBeforeSequence;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
    expect(reader().page(25).nextBeforeSequence).toBeNull();
  });

  it('survives several writers with the same entries at once', async () => {
    lab.closeAll();
    const file = path.join(lab.folder, DATABASE_NAME);
    const children = [1, 2, 3].map((name) =>
      spawn(process.execPath, [CHILD, file, '120', String(NOW + name)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const written = await Promise.all(
      children.map(async (child) => {
        let text = '';
        child.stdout.on('data', (data: Buffer) => (text += data.toString()));
        const [code] = (await once(child, 'close')) as [number];
        expect(code).toBe(0);
        return Number(text);
      }),
    );
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(120);
    connection = lab.open().connection;
    expect(reader().verify()).toEqual({ isWhole: true, rows: 120 });
  });
});

describe('the table refuses', () => {
  const COLUMNS = `entry_key, kind, agent, account, at_ms, currency, exponent, units, source, basis, note,
    details, recorded_at_ms, previous_hash, row_hash`;
  const copyOf = (sequence: string, changes: Record<string, string>) =>
    `SELECT ${sequence}, ${COLUMNS.split(/,\s*/)
      .map((name) => changes[name] ?? name)
      .join(', ')} FROM ledger_entry WHERE sequence = 3`;
  const NEXT = {
    entry_key: "'next'",
    previous_hash: 'row_hash',
    row_hash: `'${'a'.repeat(64)}'`,
  };

  it.each([
    ['a changed amount', 'UPDATE ledger_entry SET units = 1 WHERE sequence = 2'],
    ['a changed note', "UPDATE ledger_entry SET note = 'x'"],
    ['a deleted row', 'DELETE FROM ledger_entry WHERE sequence = 2'],
    ['an emptied ledger', 'DELETE FROM ledger_entry'],
    ['a row replaced under its number', `INSERT OR REPLACE INTO ledger_entry ${copyOf('2', NEXT)}`],
    [
      'a row replaced under its key',
      `INSERT OR REPLACE INTO ledger_entry ${copyOf('4', { ...NEXT, entry_key: 'entry_key' })}`,
    ],
    [
      'an entry by update on conflict',
      `INSERT INTO ledger_entry ${copyOf('4', { ...NEXT, entry_key: 'entry_key' })}
         ON CONFLICT (entry_key) DO UPDATE SET units = 1`,
    ],
    ['a gap', `INSERT INTO ledger_entry ${copyOf('5', NEXT)}`],
    [
      'a row that does not follow the last',
      `INSERT INTO ledger_entry ${copyOf('4', { ...NEXT, previous_hash: 'previous_hash' })}`,
    ],
    ['dollars in cents', `INSERT INTO ledger_entry ${copyOf('4', { ...NEXT, exponent: '2' })}`],
    ['an unknown kind', `INSERT INTO ledger_entry ${copyOf('4', { ...NEXT, kind: "'gift'" })}`],
    ['a broken number', `INSERT INTO ledger_entry ${copyOf('4', { ...NEXT, units: '0.5' })}`],
    ['a head moved back', 'UPDATE ledger_head SET sequence = 1'],
    ['a head without a row', "UPDATE ledger_head SET sequence = 9, row_hash = 'x'"],
    ['no head', 'DELETE FROM ledger_head'],
    ['a second head', "INSERT OR REPLACE INTO ledger_head VALUES (1, 0, 'x')"],
  ])('%s', (_, sql) => {
    writer().append(purchases(3), NOW);
    const before = rowsOf();
    expect(() => connection.exec(sql)).toThrow(/ledger|constraint failed|cannot store/);
    expect(rowsOf()).toEqual(before);
    expect(reader().verify()).toEqual({ isWhole: true, rows: 3 });
  });

  it('nothing that is truly the next row', () => {
    writer().append(purchases(3), NOW);
    connection.exec(`INSERT INTO ledger_entry ${copyOf('4', NEXT)}`);
    // Only its hash is wrong, which the chain tells.
    expect(reader().verify()).toEqual({ isWhole: false, brokenSequence: 4, reason: 'altered' });
  });
});

describe('verification names the first broken row', () => {
  const ROWS = 40;

  /** Damages the ledger as a disk or a tool would, past the triggers. */
  function damage(sql: string): void {
    const triggers = connection
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'ledger_%'",
      )
      .pluck()
      .all();
    expect(triggers).toHaveLength(7);
    for (const name of triggers) connection.exec(`DROP TRIGGER ${name}`);
    connection.exec(sql);
  }

  it.each([
    ['an amount', 'UPDATE ledger_entry SET units = units + 1 WHERE sequence = 17', 17, 'altered'],
    ['a sign', 'UPDATE ledger_entry SET units = -units WHERE sequence = 1', 1, 'altered'],
    ['a time', 'UPDATE ledger_entry SET at_ms = at_ms + 1 WHERE sequence = 40', 40, 'altered'],
    [
      'when it was recorded',
      'UPDATE ledger_entry SET recorded_at_ms = 0 WHERE sequence = 9',
      9,
      'altered',
    ],
    ['an emptied note', 'UPDATE ledger_entry SET note = NULL WHERE note IS NOT NULL', 2, 'altered'],
    ['an agent', "UPDATE ledger_entry SET agent = 'codex' WHERE sequence = 5", 5, 'altered'],
    ['a source', "UPDATE ledger_entry SET source = 'status-line' WHERE sequence = 6", 6, 'altered'],
    ['a basis', "UPDATE ledger_entry SET basis = 'estimated' WHERE sequence = 7", 7, 'altered'],
    [
      'details',
      'UPDATE ledger_entry SET details = \'{"paidUnits":1}\' WHERE sequence = 8',
      8,
      'altered',
    ],
    [
      'details that are no longer JSON',
      "UPDATE ledger_entry SET details = '{' WHERE sequence = 12",
      12,
      'unreadable',
    ],
    [
      'a hash',
      "UPDATE ledger_entry SET row_hash = replace(hex(zeroblob(32)), '0', 'b') WHERE sequence = 20",
      20,
      'altered',
    ],
    ['a missing row', 'DELETE FROM ledger_entry WHERE sequence = 23', 23, 'missing'],
    ['a missing first row', 'DELETE FROM ledger_entry WHERE sequence = 1', 1, 'missing'],
    ['rows cut off the end', 'DELETE FROM ledger_entry WHERE sequence > 38', 39, 'cut-off'],
    ['all rows', 'DELETE FROM ledger_entry', 1, 'cut-off'],
    ['the head', 'DELETE FROM ledger_head', 41, 'cut-off'],
  ])('%s', (_, sql, brokenSequence, reason) => {
    writer().append(purchases(ROWS), NOW);
    expect(reader().verify()).toEqual({ isWhole: true, rows: ROWS });
    damage(sql);
    expect(reader().verify()).toEqual({ isWhole: false, brokenSequence, reason });
  });

  it('also where a row and its hash were made to fit', () => {
    writer().append(purchases(ROWS), NOW);
    const other = createLab();
    try {
      const elsewhere = other.open().connection;
      createLedgerWriter(elsewhere).append([...purchases(9), purchaseOf(9, 1)], NOW);
      const forged = elsewhere
        .prepare<[], { units: number; row_hash: string }>(
          'SELECT units, row_hash FROM ledger_entry WHERE sequence = 10',
        )
        .get();
      damage(
        `UPDATE ledger_entry SET units = ${forged?.units}, row_hash = '${forged?.row_hash}' WHERE sequence = 10`,
      );
    } finally {
      other.remove();
    }
    // Row 10 holds in itself; the row after it remembers what stood there.
    expect(reader().verify()).toEqual({
      isWhole: false,
      brokenSequence: 11,
      reason: 'not-linked',
    });
  });
});
