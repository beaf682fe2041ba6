/** Copies of the database: whole, verified, seven of them, and put back. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLedgerWriter } from '../../../main/store/ledger.ts';
import { listBackups, makeBackup, restoreBackup } from '../../../main/store/backup.ts';
import { DATABASE_NAME, openDatabase } from '../../../main/store/open.ts';
import { StoreError } from '../../../main/store/problems.ts';
import { createLab, purchaseOf } from '../ledger/ledgerLab.ts';

let lab: ReturnType<typeof createLab>;
beforeEach(() => {
  lab = createLab();
});
afterEach(() => lab.remove());

/** Opens, appends and closes, as a program does. */
function append(...indexes: readonly number[]): void {
  const database = openDatabase(lab.folder, 'write-if-free');
  createLedgerWriter(database.connection).append(
    indexes.map((index) => purchaseOf(index)),
    1,
  );
  database.close();
}

function keysIn(file: string): string[] {
  const connection = new Database(file, { readonly: true });
  try {
    const rows = connection.prepare('SELECT entry_key FROM ledger_entry ORDER BY sequence').all();
    return (rows as { entry_key: string }[]).map((row) => row.entry_key);
  } finally {
    connection.close();
  }
}

const file = () => path.join(lab.folder, DATABASE_NAME);

async function failureOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StoreError) return error.failure.kind;
    throw error;
  }
  return 'none';
}

it('a copy made while a program writes is whole, by itself, and its user’s alone', async () => {
  append(1, 2);
  const writer = lab.open();
  createLedgerWriter(writer.connection).append([purchaseOf(3)], 1);
  const backup = await makeBackup(lab.folder, '2026-11-22', 7);
  expect(keysIn(backup.path)).toEqual(['purchase|1', 'purchase|2', 'purchase|3']);
  expect(fs.statSync(backup.path).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(path.dirname(backup.path))).toEqual(['tollgate-2026-11-22.db']);
});

it('keeps the seven latest days, and the same day once', async () => {
  append(1);
  for (const day of [11, 12, 13, 14, 15, 16, 17, 18, 19, 19]) {
    await makeBackup(lab.folder, `2026-11-${day}`, 7);
  }
  expect(listBackups(lab.folder).map((one) => one.day)).toEqual(
    [19, 18, 17, 16, 15, 14, 13].map((day) => `2026-11-${day}`),
  );
});

it('a damaged database replaces no good copy', async () => {
  append(1, 2, 3);
  const good = await makeBackup(lab.folder, '2026-11-22', 7);
  const before = fs.readFileSync(good.path);
  const bytes = fs.readFileSync(file());
  bytes.fill(0xee, 4096, 4096 * 6);
  fs.writeFileSync(file(), bytes);
  await expect(makeBackup(lab.folder, '2026-11-22', 7)).rejects.toThrow();
  expect(fs.readFileSync(good.path).equals(before)).toBe(true);
  expect(fs.readdirSync(path.dirname(good.path))).toEqual([good.name]);
});

it('is put back byte for byte, and what was there is kept', async () => {
  append(1, 2);
  const backup = await makeBackup(lab.folder, '2026-11-22', 7);
  append(3);
  const former = restoreBackup(lab.folder, backup, 1234);
  expect(fs.readFileSync(file()).equals(fs.readFileSync(backup.path))).toBe(true);
  expect(keysIn(file())).toEqual(['purchase|1', 'purchase|2']);
  expect(keysIn(path.join(lab.folder, former ?? ''))).toEqual([
    'purchase|1',
    'purchase|2',
    'purchase|3',
  ]);
  append(4);
  expect(keysIn(file())).toEqual(['purchase|1', 'purchase|2', 'purchase|4']);
});

it('comes back where the database is damaged or gone', async () => {
  append(1);
  const backup = await makeBackup(lab.folder, '2026-11-22', 7);
  fs.writeFileSync(file(), Buffer.alloc(40_960, 0x41));
  restoreBackup(lab.folder, backup, 1);
  expect(keysIn(file())).toEqual(['purchase|1']);
  for (const suffix of ['', '-wal', '-shm']) fs.rmSync(file() + suffix, { force: true });
  expect(restoreBackup(lab.folder, backup, 2)).toBeNull();
  expect(keysIn(file())).toEqual(['purchase|1']);
});

it('with one changed amount in the ledger is no good copy', async () => {
  append(1, 2, 3);
  const backup = await makeBackup(lab.folder, '2026-11-22', 7);
  const bytes = fs.readFileSync(backup.path);
  const at = bytes.indexOf('note 1 – 金');
  bytes[at] = 'N'.charCodeAt(0);
  fs.writeFileSync(backup.path, bytes);
  expect(await failureOf(() => restoreBackup(lab.folder, backup, 1))).toBe('database-damaged');
});

it('is refused while a program uses the database, and when the copy is damaged or newer', async () => {
  append(1);
  const backup = await makeBackup(lab.folder, '2026-11-22', 7);
  const before = fs.readFileSync(file());
  lab.open();
  expect(await failureOf(() => restoreBackup(lab.folder, backup, 1))).toBe('database-busy');
  lab.closeAll();

  const newer = new Database(backup.path);
  newer.pragma('user_version = 999');
  newer.close();
  expect(await failureOf(() => restoreBackup(lab.folder, backup, 1))).toBe('database-newer');
  const bytes = fs.readFileSync(backup.path);
  bytes.writeUInt32BE(1, 60);
  bytes.fill(0xee, 4096, 4096 * 6);
  fs.writeFileSync(backup.path, bytes);
  expect(await failureOf(() => restoreBackup(lab.folder, backup, 1))).toBe('database-damaged');
  expect(fs.readFileSync(file()).equals(before)).toBe(true);
});
