/** Settings in the real database: read, decided and written in one piece, beside the writer of usage. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { changeSettings } from '../../../main/domain/settingsJournal.ts';
import { DATABASE_NAME, openDatabase, openForSettings } from '../../../main/store/open.ts';
import type { OpenDatabase } from '../../../main/store/open.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import { createSettingsReader, createSettingsWriter } from '../../../main/store/settings.ts';
import { batchOf, factOf } from '../../fixtures/savedLog.ts';

let folder: string;
let open: OpenDatabase[];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-settings-'));
  open = [];
});
afterEach(() => {
  for (const database of open) database.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function openIt(how: typeof openForSettings = openForSettings): OpenDatabase {
  const database = how(folder);
  open.push(database);
  return database;
}

/** What a program without patience meets when it writes now. */
function writeElsewhere(): string {
  const other = new Database(path.join(folder, DATABASE_NAME), { timeout: 0 });
  try {
    other.exec("INSERT INTO setting (key, value) VALUES ('elsewhere', '1')");
    return 'written';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    other.close();
  }
}

const change = { path: ['gate', 'strict'], value: true };

it('a second connection writes settings beside the holder of the lock, and syncs them', () => {
  const holder = openIt((place) => openDatabase(place, 'write-if-free'));
  const second = openIt();
  expect([holder.canWrite, second.canWrite]).toEqual([true, true]);
  expect(second.connection.pragma('synchronous', { simple: true })).toBe(2);
  expect(second.connection.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
  createSettingsWriter(second.connection).editSettings((saved) => {
    const answer = changeSettings(saved, [change], 5);
    return { next: answer.ok ? answer.next : null, answer };
  });
  const document = createSettingsReader(holder.connection)().document;
  expect(JSON.parse(document ?? '')).toEqual({ gate: { strict: true }, version: 1 });
});

it('nobody writes between reading and writing of an edit', () => {
  const { connection } = openIt();
  const met = createSettingsWriter(connection).editSettings((saved) => {
    const answer = changeSettings(saved, [change], 5);
    return { next: answer.ok ? answer.next : null, answer: writeElsewhere() };
  });
  expect(met).toBe('SQLITE_BUSY');
  expect(writeElsewhere()).toBe('written');
});

it('an edit that fails changes nothing', () => {
  const { connection } = openIt();
  const writer = createSettingsWriter(connection);
  expect(() =>
    writer.editSettings((): never => {
      throw new Error('on purpose');
    }),
  ).toThrow('on purpose');
  expect(createSettingsReader(connection)()).toEqual({
    document: null,
    journal: null,
    preferences: null,
  });
});

it('a text that cannot be read is kept aside', () => {
  const { connection } = openIt();
  connection.exec("INSERT INTO setting (key, value) VALUES ('settings', '{\"gate\":')");
  createSettingsWriter(connection).editSettings((saved) => {
    const answer = changeSettings(saved, [change], 5);
    return { next: answer.ok ? answer.next : null, answer };
  });
  const kept = connection.prepare("SELECT value FROM setting WHERE key = 'settingsUnreadable'");
  expect(kept.pluck().get()).toBe('{"gate":');
});

it('saving usage is not broken by settings that are saved between its reading and its writing', () => {
  const { connection } = openIt((place) => openDatabase(place, 'write-if-free'));
  // A known session is read without a write, so that the first write comes later in the transaction.
  connection.exec("INSERT INTO session (agent, session_key) VALUES ('codex', 's')");
  const met: string[] = [];
  const fact = {
    ...factOf({ sessionId: 's' }),
    get project() {
      met.push(writeElsewhere());
      return 'p';
    },
  };
  const log = { agent: 'codex', account: '/account', path: '/a' } as const;
  const batch = batchOf(log, { facts: [{ fact, costMicros: 1 }] });
  createWriter(connection).saveFiles([batch]);
  expect(new Set(met)).toEqual(new Set(['SQLITE_BUSY']));
  expect(connection.prepare('SELECT count(*) FROM usage_event').pluck().get()).toBe(1);
});
