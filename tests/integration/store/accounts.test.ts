import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createUsageTables } from '../../../main/store/migrations/0001-usage.ts';
import { DATABASE_NAME, openDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';
import { openLab, sumOf, type Lab } from '../cli/lab.ts';
import { claudeLine, claudeLines, codexRollout } from '../cli/logLines.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

/** A database of the first version that holds one answer without its transcript, and one with. */
function layFirstVersion(): void {
  fs.mkdirSync(lab.dataFolder, { recursive: true, mode: 0o700 });
  const database = new Database(path.join(lab.dataFolder, DATABASE_NAME));
  database.exec(createUsageTables);
  database.exec(`
    INSERT INTO name (id, text) VALUES (1, 'claude-opus-5'), (2, '/home/u/proj');
    INSERT INTO session (id, agent, session_key) VALUES (1, 'claude-code', 'session-1');
    INSERT INTO setting (key, value) VALUES ('readingAllowedAtMs', '1');
    INSERT INTO log_file (agent, path, identity, size, modified_at_ms, read_offset, content_hash,
      refused_lines, refused_by_reason, has_partial_line)
    VALUES ('claude-code', '/gone.jsonl', '1:1', 1, 1, 1, '', 0, '{}', 0);`);
  const add = database.prepare(`
    INSERT INTO usage_event (agent, group_key, variant, kind, request_id, session_id, is_replay_suspect,
      project_id, model_id, at_ms, started_at_ms, input_tokens, output_tokens, cache_write_5m_tokens,
      cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only, cost_micros)
    VALUES ('claude-code', ?, ?, 'direct', ?, 1, 0, 2, 1, ?, 5, 1, 10, 0, 0, 0, 0, 'standard', 0, 255)`);
  const atMs = Date.UTC(2026, 10, 20, 10);
  add.run('gone', 'direct|req-gone|', 'req-gone', atMs);
  add.run('loose', 'direct||session-1', null, atMs);
  add.run('kept', 'direct|req-kept|', 'req-kept', atMs);
  database.pragma('user_version = 1');
  database.close();
}

function accountsOf(): Record<string, string | null> {
  const { connection, close } = openDatabase(lab.dataFolder, 'read');
  const rows = [...createReader(connection, ['claude-code', 'codex']).eventsBetween(0, Infinity)];
  close();
  return Object.fromEntries(
    rows.map(({ agent, sessionId, atMs, account }) => [`${agent} ${sessionId} ${atMs}`, account]),
  );
}

it('events of the first version stay, and those whose transcript is still there learn their account', () => {
  layFirstVersion();
  lab.write(path.join(lab.projects, 'p', 's.jsonl'), `${claudeLine({ id: 'kept' })}\n`);
  expect(sumOf(lab.history())).toMatchObject({ events: 3, outputTokens: 30, inputTokens: 3 });
  lab.write(
    path.join(lab.projects, 'p', 's.jsonl'),
    `${claudeLine({ id: 'kept' })}\n${claudeLine({ id: 'loose', requestId: null })}\n`,
  );
  expect(sumOf(lab.history())).toMatchObject({ events: 3, outputTokens: 30, inputTokens: 3 });
  const { connection, close } = openDatabase(lab.dataFolder, 'read');
  const rows = connection
    .prepare(
      'SELECT group_key, folder FROM usage_event LEFT JOIN account ON account.id = account_id',
    )
    .raw()
    .all() as [string, string | null][];
  close();
  const account = path.join(lab.home, '.claude');
  expect(Object.fromEntries(rows)).toEqual({ gone: null, loose: account, kept: account });
});

it('events belong to the folder that their log lies in, in any order of reading', () => {
  const [one, two] = [path.join(lab.root, 'one'), path.join(lab.root, 'two')];
  lab.env['CLAUDE_CONFIG_DIR'] = `${one},${two}`;
  const copied = claudeLines('copied', 1, { session: 'both' });
  lab.write(path.join(two, 'projects', 'p', 'a.jsonl'), copied);
  lab.write(path.join(two, 'projects', 'p', 'b.jsonl'), claudeLines('b', 1, { session: 'b' }));
  lab.history();
  lab.write(path.join(one, 'projects', 'p', 'a.jsonl'), copied);
  lab.write(path.join(lab.codexHome, 'sessions', 'rollout-x.jsonl'), codexRollout('x', 1));
  lab.history();
  expect(Object.values(accountsOf()).sort()).toEqual([one, two, lab.codexHome].sort());
  expect(sumOf(lab.history())).toMatchObject({ events: 3 });
});
