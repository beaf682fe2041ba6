/** Work is spared only while really nobody has written: not this program, and no other. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { createUntouched } from '../../../main/engine/untouched.ts';
import { DATABASE_NAME, openDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';

let folder = '';
let own: ReturnType<typeof openDatabase>;
let tables: { reader: ReturnType<typeof createReader> };
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-untouched-'));
  own = openDatabase(folder, 'write-if-free');
  tables = { reader: createReader(own.connection, []) };
});
afterEach(() => {
  own.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const WRITE =
  "INSERT INTO setting (key, value) VALUES ('a', '1') ON CONFLICT DO UPDATE SET value = 2";

it('is never so at first, and then until something is written', () => {
  const untouched = createUntouched();
  expect([untouched.since(tables), untouched.since(tables)]).toEqual([false, true]);
  own.connection.exec(WRITE);
  expect([untouched.since(tables), untouched.since(tables)]).toEqual([false, true]);
});

it('sees what another program writes', () => {
  const untouched = createUntouched();
  untouched.since(tables);
  const other = new Database(path.join(folder, DATABASE_NAME));
  other.exec(WRITE);
  other.close();
  expect([untouched.since(tables), untouched.since(tables)]).toEqual([false, true]);
});

it('counts what the work itself writes as news, because it may have left a rest', () => {
  const untouched = createUntouched();
  untouched.since(tables);
  own.connection.exec(WRITE);
  untouched.since(tables);
  own.connection.exec(WRITE);
  expect(untouched.since(tables)).toBe(false);
});

it('ends with other settings, another database, and after a failure', () => {
  const untouched = createUntouched();
  const [one, two] = [{}, {}];
  untouched.since(tables, one);
  expect(untouched.since(tables, one)).toBe(true);
  expect(untouched.since(tables, two)).toBe(false);
  expect(untouched.since({ ...tables }, two)).toBe(false);
  untouched.since(tables, two);
  untouched.forget();
  expect(untouched.since(tables, two)).toBe(false);
});
