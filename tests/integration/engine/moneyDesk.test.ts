/** Money in the running engine: derived after the first picture, the ledger's chain followed, nobody kept waiting. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { appendEntries } from '../../../main/engine/ledgerWriting.ts';
import { dollars } from '../../../main/domain/ledger/amount.ts';
import { anchorEntry } from '../../../main/domain/ledger/userEntries.ts';
import { DATABASE_NAME } from '../../../main/store/open.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';
import { AT, claudeLines } from '../cli/logLines.ts';

let lab: Lab;
let engine: Engine;
let key: { readonly agent: 'claude-code'; readonly account: string };

beforeEach(async () => {
  lab = openLab();
  key = { agent: 'claude-code', account: path.join(lab.home, '.claude') };
  lab.write(path.join(lab.projects, 'p', 'session-1.jsonl'), claudeLines('a', 3));
  engine = start();
  await engine.allowReading();
});

afterEach(async () => {
  await engine.close();
  lab.dispose();
});

/** As the app's, which stays; a command would wait until all is derived. */
const start = () => engineOver(lab, { isLasting: true });

function derivedEvents(): number {
  const database = new Database(path.join(lab.dataFolder, DATABASE_NAME), { readonly: true });
  const count = database.prepare('SELECT count(*) FROM paid_event').pluck().get() as number;
  database.close();
  return count;
}

it('the first picture does not wait for it, the next look derives everything there is', async () => {
  await engine.look('full');
  expect(derivedEvents()).toBe(0);
  await engine.look('hot');
  expect(derivedEvents()).toBe(3);
  lab.write(
    path.join(lab.projects, 'p', 'session-2.jsonl'),
    claudeLines('b', 2, { session: 'two' }),
  );
  await engine.look('full');
  expect(derivedEvents()).toBe(5);
});

it('an entry written beside the engine is in its figures', async () => {
  await engine.look('full');
  const anchor = anchorEntry({ key, amount: dollars(5_000_000), atMs: Date.parse(AT) + 1 });
  expect(appendEntries(lab.dataFolder, [anchor], Date.now())[0]?.outcome).toBe('new');
  const accounts = await engine.money();
  const own = accounts?.find((one) => one.key.account === key.account);
  expect(own?.credits.balance?.value).toEqual({
    currency: 'USD',
    minorUnits: 5_000_000,
    exponent: 6,
  });
  expect(own?.spentSince(0, { kind: 'everything' })).toBeNull();
});

it('a ledger that was tampered with is a problem that says from where on', async () => {
  await engine.look('full');
  const entries = [1, 2].map((atMs) => anchorEntry({ key, amount: dollars(1), atMs }));
  appendEntries(lab.dataFolder, entries, Date.now());
  await engine.close();
  const database = new Database(path.join(lab.dataFolder, DATABASE_NAME));
  database.exec('DROP TRIGGER ledger_entry_no_delete');
  database.exec('DELETE FROM ledger_entry WHERE sequence = 1');
  database.close();
  engine = start();
  await engine.look('full');
  const { problems } = await engine.look('hot');
  expect(problems).toMatchObject([{ kind: 'ledger-broken', severity: 'error', count: 1 }]);
});
