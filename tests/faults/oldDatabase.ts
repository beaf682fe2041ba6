/** Databases as earlier versions left them, with something in them that a migration must keep. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { createLedgerWriter } from '../../main/store/ledger.ts';
import { migrate } from '../../main/store/migrate.ts';
import { MIGRATIONS } from '../../main/store/migrations/index.ts';
import { DATABASE_NAME } from '../../main/store/open.ts';
import { purchaseOf } from '../integration/ledger/ledgerLab.ts';

const LEDGER_SINCE_VERSION = 3;
const OLD_ENTRIES = 20;
const OLD_EVENTS = 40;

export type OldDatabase = {
  readonly version: number;
  /** Entries of the ledger; none before there was one. */
  readonly entries: readonly number[];
  /** As `usageIn` says it. */
  readonly usage: string;
};

/** Makes a database of a version, with events of the first version in it and a ledger as soon as there is one. */
export function makeOldDatabase(dataFolder: string, version: number): OldDatabase {
  const file = path.join(dataFolder, DATABASE_NAME);
  const old = new Database(file);
  try {
    old.pragma('journal_mode = WAL');
    migrate(old, file, MIGRATIONS.slice(0, 1));
    addEvents(old);
    migrate(old, file, MIGRATIONS.slice(0, version), false);
    const hasLedger = version >= LEDGER_SINCE_VERSION;
    const entries = hasLedger ? Array.from({ length: OLD_ENTRIES }, (_, index) => index) : [];
    if (hasLedger)
      createLedgerWriter(old).append(
        entries.map((index) => purchaseOf(index)),
        1,
      );
    return { version, entries, usage: usageOf(old) };
  } finally {
    old.close();
  }
}

function addEvents(old: Database.Database): void {
  old.exec(`
    INSERT INTO name (text) VALUES ('a-model'), ('/a/project');
    INSERT INTO session (agent, session_key) VALUES ('claude-code', 's1'), ('codex', 's2');
    INSERT INTO setting VALUES ('plan', '"max"');
    INSERT INTO limit_reading (agent, account, kind, model_name, used_percent, source, observed_at_ms)
      VALUES ('codex', 'a', 'five-hour', '', 12.5, 'codex-log', 1000);`);
  const insert = old.prepare(`
    INSERT INTO usage_event (agent, group_key, variant, kind, request_id, session_id, is_replay_suspect,
      project_id, model_id, at_ms, started_at_ms, input_tokens, output_tokens, cache_write_5m_tokens,
      cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only, cost_micros)
    VALUES (?, ?, '', 'direct', ?, ?, 0, 2, 1, ?, ?, ?, 7, 0, 0, 11, 0, 'standard', 0, ?)`);
  for (let index = 0; index < OLD_EVENTS; index += 1) {
    const session = (index % 2) + 1;
    const agent = session === 1 ? 'claude-code' : 'codex';
    const atMs = Date.UTC(2026, 9, 1) + index * 60_000;
    const cost = index % 5 === 0 ? null : 1000 + index;
    insert.run(agent, `group ${index}`, `request ${index}`, session, atMs, atMs, index, cost);
  }
}

/** What a database says of usage, sessions, readings and settings; equal texts mean that nothing is missing. */
export function usageIn(file: string): string {
  const connection = new Database(file, { readonly: true });
  try {
    return usageOf(connection);
  } finally {
    connection.close();
  }
}

function usageOf(connection: Database.Database): string {
  const events = connection.prepare(`
    SELECT group_key, request_id, at_ms, input_tokens, output_tokens, cache_read_tokens, cost_micros, text
    FROM usage_event JOIN name ON name.id = model_id ORDER BY group_key`);
  const readings = connection.prepare(
    'SELECT agent, kind, used_percent, observed_at_ms FROM limit_reading ORDER BY observed_at_ms',
  );
  const sessions = connection.prepare('SELECT agent, session_key FROM session ORDER BY 1, 2');
  const plan = connection.prepare("SELECT value FROM setting WHERE key = 'plan'");
  return JSON.stringify([events.all(), readings.all(), sessions.all(), plan.all()]);
}
