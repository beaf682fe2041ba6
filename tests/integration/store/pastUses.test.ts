/** The two columns that past windows are compared by, against the rows themselves. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';
import { openLab, type Lab } from '../cli/lab.ts';
import { claudeLine, codexRollout } from '../cli/logLines.ts';

const T0 = Date.UTC(2026, 10, 20, 10);

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

/** Answers of 1, 2, 3... tokens beyond `base`, a minute apart; every fifth is written twice, as copies are. */
function answers(name: string, base: number): string {
  return Array.from({ length: 20 }, (_, index) => {
    const at = new Date(T0 + index * 60_000).toISOString();
    const line = claudeLine({ id: `${name}-${index}`, input: base, output: index + 1, at });
    return `${line}\n${index % 5 === 0 ? `${line}\n` : ''}`;
  }).join('');
}

it('are those of one account since an instant, with the orphans for whom they are meant', () => {
  const folders = [path.join(lab.root, 'one'), path.join(lab.root, 'two')];
  lab.env['CLAUDE_CONFIG_DIR'] = folders.join(',');
  folders.forEach((folder, index) =>
    lab.write(
      path.join(folder, 'projects', 'p', `s${index}.jsonl`),
      answers(`s${index}`, index * 100),
    ),
  );
  lab.write(path.join(lab.codexHome, 'sessions', 'rollout-x.jsonl'), codexRollout('x', 3));
  lab.history();

  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  // As in a database of the first version; and one that was found to be a copy.
  connection.exec(`
    UPDATE usage_event SET account_id = NULL WHERE output_tokens IN (3, 11);
    UPDATE usage_event SET is_counted = 0 WHERE output_tokens = 7;`);
  const rows = connection
    .prepare(
      `SELECT folder, at_ms, started_at_ms, input_tokens + output_tokens + cache_write_5m_tokens
         + cache_write_1h_tokens + cache_read_tokens
       FROM usage_event LEFT JOIN account ON account.id = account_id
       WHERE usage_event.agent_id = (SELECT id FROM agent WHERE key = 'claude-code') AND is_counted = 1`,
    )
    .raw()
    .all() as [string | null, number, number, number][];
  const reader = createReader(connection, ['claude-code', 'codex']);
  expect(rows).toHaveLength(38);
  for (const account of [...folders, path.join(lab.root, 'nobody')]) {
    for (const hasOrphans of [true, false]) {
      for (const fromMs of [0, T0 + 8 * 60_000, T0 + 8 * 60_000 + 1, T0 + 60 * 60_000]) {
        const expected = rows
          .filter(
            ([folder, atMs]) =>
              (folder === null ? hasOrphans : folder === account) && atMs >= fromMs,
          )
          .map(([, , startedAtMs, tokens]) => `${startedAtMs} ${tokens}`);
        const found = reader.usesSince({ agent: 'claude-code', account, hasOrphans }, fromMs);
        const pairs = found.startedAtMs.map((atMs, index) => `${atMs} ${found.tokens[index]}`);
        expect(pairs.sort()).toEqual(expected.sort());
        expect(found.tokens).toHaveLength(expected.length);
      }
    }
  }
  close();
});
