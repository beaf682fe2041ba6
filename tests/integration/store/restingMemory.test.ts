/** A program that stays keeps little of the database in its memory, and reads the same as before. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepLittleInMemory, openDatabase, type OpenDatabase } from '../../../main/store/open.ts';

const ROWS = 4000;

let root: string;
let database: OpenDatabase;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-resting-'));
  database = openDatabase(root, 'write-if-free');
});

afterEach(() => {
  database.close();
  fs.rmSync(root, { recursive: true, force: true });
});

/** Kibibytes that SQLite may keep; it says them as a negative number. */
const cacheKibibytes = () => -Number(database.connection.pragma('cache_size', { simple: true }));

it('keeps pages for the first reading, and a fiftieth of that afterwards', () => {
  const { connection } = database;
  const add = connection.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?)',
  );
  connection.transaction(() => {
    for (let row = 0; row < ROWS; row += 1) add.run(`row-${row}`, 'x'.repeat(1000));
  })();
  const sum = () =>
    connection
      .prepare<[], number>("SELECT sum(length(value)) FROM setting WHERE key LIKE 'row-%'")
      .pluck()
      .get();
  expect(cacheKibibytes()).toBe(32 * 1024);
  expect(sum()).toBe(ROWS * 1000);
  keepLittleInMemory(connection);
  expect(cacheKibibytes()).toBe(512);
  expect(sum()).toBe(ROWS * 1000);
  add.run('row-last', 'y');
  expect(sum()).toBe(ROWS * 1000 + 1);
});
