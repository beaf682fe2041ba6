/** Databases of other programs: in WAL, locked, damaged, of another shape, replaced; never written to. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseFormat } from '../../../main/agents/agent.ts';
import { formatOf } from '../../../main/ingest/fileState.ts';
import { readDatabase } from '../../../main/ingest/readDatabase.ts';
import type { ReadResult } from '../../../main/ingest/tailFile.ts';
import { createAgentLab, type AgentLab } from '../agents/agentLab.ts';

const PLACE = '.local/share/opencode/opencode.db';
const START_MS = Date.UTC(2026, 10, 20, 10);
const SCHEMA =
  'CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER, time_updated INTEGER, data TEXT NOT NULL)';

let lab: AgentLab;
let file: string;
beforeEach(() => {
  lab = createAgentLab('opencode');
  file = lab.inHome(PLACE);
  fs.mkdirSync(path.dirname(file), { recursive: true });
});
afterEach(() => lab.close());

type Answer = { readonly nth: number; readonly output?: number; readonly updatedAtMs?: number };

/** Opens the database as its owner does. */
function open(journal: 'wal' | 'delete' = 'wal') {
  const owner = new Database(file);
  owner.pragma(`journal_mode = ${journal}`);
  owner.exec(SCHEMA.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'));
  const insert = owner.prepare('INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?)');
  return {
    owner,
    write({ nth, output = nth + 1, updatedAtMs }: Answer): void {
      const created = START_MS + nth * 1000;
      const data = {
        role: 'assistant',
        modelID: 'gpt-5-mini',
        tokens: { input: 1, output, reasoning: 0, cache: { read: 0, write: 0 } },
        time: { created, completed: created + 500 },
      };
      insert.run(`m${nth}`, 's', created, updatedAtMs ?? created + 500, JSON.stringify(data));
    },
    close: () => owner.close(),
  };
}

const outputs = () => lab.counted().map(({ outputTokens }) => outputTokens);
const problems = async () => (await lab.look()).failed.map(({ code }) => code);

describe('a database that its owner has open', () => {
  it.each(['wal', 'delete'] as const)(
    'journal %s: every look sees what was written since',
    async (journal) => {
      const { write, close } = open(journal);
      write({ nth: 0 });
      expect(await problems()).toEqual([]);
      expect(outputs()).toEqual([1]);
      write({ nth: 1 });
      await lab.look();
      expect(outputs()).toEqual([1, 2]);
      // A row that changed is read again; its answer counts once.
      write({ nth: 0, output: 7, updatedAtMs: START_MS + 60_000 });
      await lab.look();
      expect(outputs()).toEqual([7, 2]);
      close();
    },
  );

  it('is not held up by a reader: it writes and shortens its log between any two pages', () => {
    const { owner, write, close } = open();
    for (let nth = 0; nth < 20; nth += 1) write({ nth });
    const pages = readDatabase(jobOf(), databaseFormat(), 5);
    const found: number[] = [];
    for (const page of pages) {
      found.push(...page.facts.map(({ outputTokens }) => outputTokens));
      write({ nth: 100 + found.length });
      const [checkpoint] = owner.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      expect(checkpoint?.busy).toBe(0);
    }
    expect(found).toEqual(expect.arrayContaining(Array.from({ length: 20 }, (_, nth) => nth + 1)));
    close();
  });

  it('that is locked is a problem with its name; the next look reads it', async () => {
    const { owner, write, close } = open('delete');
    write({ nth: 0 });
    await lab.look();
    write({ nth: 1 });
    owner.exec('BEGIN EXCLUSIVE');
    expect(await problems()).toEqual(['DATABASE_BUSY']);
    expect(outputs()).toEqual([1]);
    owner.exec('COMMIT');
    expect(await problems()).toEqual([]);
    expect(outputs()).toEqual([1, 2]);
    close();
  });
});

describe('a database that nobody has open', () => {
  it('is read without a trace beside it', async () => {
    const { write, close } = open();
    write({ nth: 0 });
    close();
    const before = fs.statSync(file).mtimeMs;
    await lab.look();
    expect(outputs()).toEqual([1]);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['opencode.db']);
    expect(fs.statSync(file).mtimeMs).toBe(before);
  });

  it('is a named problem when it is damaged, and what was counted stays', async () => {
    const { write, close } = open();
    for (let nth = 0; nth < 300; nth += 1) write({ nth });
    close();
    await lab.look();
    const good = outputs();
    expect(good).toHaveLength(300);
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(20_000, 0x5a)]));
    expect(await problems()).toEqual(['DATABASE_DAMAGED']);
    fs.writeFileSync(file, 'no database at all');
    expect(await problems()).toEqual(['DATABASE_DAMAGED']);
    expect(outputs()).toEqual(good);
    fs.writeFileSync(file, bytes);
    expect(await problems()).toEqual([]);
    expect(outputs()).toEqual(good);
  });

  it.each([
    ['no table of ours', 'CREATE TABLE answers (id TEXT)'],
    [
      'a table without a column',
      'CREATE TABLE message (id TEXT, session_id TEXT, time_updated INTEGER)',
    ],
  ])('is a named problem when it has %s', async (_name, schema) => {
    const owner = new Database(file);
    owner.exec(schema);
    owner.close();
    expect(await problems()).toEqual(['DATABASE_UNKNOWN_SHAPE']);
  });

  it('has nothing to tell while it is empty', async () => {
    fs.writeFileSync(file, '');
    expect(await problems()).toEqual([]);
    new Database(file).close();
    expect(await problems()).toEqual([]);
    expect(outputs()).toEqual([]);
  });

  it('is read anew when it was replaced, and nothing counts twice', async () => {
    const first = open();
    first.write({ nth: 0 });
    first.write({ nth: 1 });
    first.close();
    await lab.look();
    fs.renameSync(file, `${file}.old`);
    const second = open();
    second.write({ nth: 1 });
    second.write({ nth: 2, updatedAtMs: START_MS - 1_000_000 });
    second.close();
    await lab.look();
    expect(outputs()).toEqual([1, 2, 3]);
  });
});

it('reads only what has changed since the last time', () => {
  const { write, close } = open();
  for (let nth = 0; nth < 50; nth += 1) write({ nth });
  const first = [...readDatabase(jobOf(), databaseFormat(), 7)];
  expect(first.flatMap(({ facts }) => facts)).toHaveLength(50);
  write({ nth: 50 });
  write({ nth: 3, output: 99, updatedAtMs: START_MS + 51_000 });
  const cursor = first.at(-1)?.cursor ?? null;
  const second = [...readDatabase({ ...jobOf(), cursor }, databaseFormat(), 7)];
  // The last one of the first time has the last value seen, so it comes again.
  expect(second.flatMap(({ facts }) => facts.map(({ outputTokens }) => outputTokens))).toEqual([
    50, 51, 99,
  ]);
  close();
});

it('finds a change of an old row, and rows that were numbered anew', async () => {
  const { owner, write, close } = open('delete');
  owner.transaction(() => {
    for (let nth = 0; nth < 2500; nth += 1) write({ nth, output: 1 });
  })();
  await lab.look();
  owner.exec('DELETE FROM message WHERE rowid <= 2400');
  // As making it compact may do.
  owner.exec('UPDATE message SET rowid = rowid - 2400');
  write({ nth: 2500, output: 77 });
  await lab.look();
  expect(outputs().filter((output) => output !== 1)).toEqual([77]);
  // An hour later, in the file's own time, all rows are asked again.
  owner.prepare('UPDATE message SET data = replace(data, \'"output":1\', \'"output":50\')').run();
  owner
    .prepare('UPDATE message SET time_updated = ? WHERE rowid = (SELECT min(rowid) FROM message)')
    .run(START_MS + 3_000_000);
  const later = new Date(Date.now() + 3_600_000);
  fs.utimesSync(file, later, later);
  await lab.look();
  expect(outputs().filter((output) => output === 50)).toEqual([50]);
  close();
});

describe('clocks', () => {
  it('a row from the future hides none that come after it', async () => {
    const { write, close } = open();
    write({ nth: 0, updatedAtMs: Date.now() + 400 * 24 * 3_600_000 });
    write({ nth: 1 });
    await lab.look();
    expect(outputs()).toEqual([1, 2]);
    write({ nth: 2 });
    await lab.look();
    expect(outputs()).toEqual([1, 2, 3]);
    close();
  });

  it('rows of one instant are all read, however many there are', () => {
    const { write, close } = open();
    for (let nth = 0; nth < 25; nth += 1) write({ nth, updatedAtMs: START_MS });
    const facts = [...readDatabase(jobOf(), databaseFormat(), 4)].flatMap((page) => page.facts);
    expect(facts).toHaveLength(25);
    close();
  });
});

it('pages of any size, and a stop after any page, find the same answers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      fc.nat({ max: 8 }),
      (steps, rowsPerPage, stopAfter) => {
        fs.rmSync(file, { force: true });
        const { write, close } = open('delete');
        let updatedAtMs = START_MS;
        steps.forEach((step, nth) => {
          updatedAtMs += step;
          write({ nth, updatedAtMs });
        });
        close();
        const read: ReadResult[] = [];
        for (const page of readDatabase(jobOf(), databaseFormat(), rowsPerPage)) {
          read.push(page);
          if (read.length > stopAfter) break;
        }
        const cursor = read.at(-1)?.cursor ?? null;
        const isDone = cursor?.size === fs.statSync(file).size;
        if (!isDone)
          read.push(...readDatabase({ ...jobOf(), cursor }, databaseFormat(), rowsPerPage));
        const keys = new Set(read.flatMap(({ facts }) => facts.map(({ groupKey }) => groupKey)));
        expect(keys.size).toBe(steps.length);
        expect(read.at(-1)?.cursor.size).toBe(fs.statSync(file).size);
      },
    ),
    { numRuns: 60 },
  );
});

function databaseFormat(): DatabaseFormat {
  const format = formatOf('opencode', file);
  if (format?.kind !== 'database') throw new Error('OpenCode keeps a database.');
  return format;
}

function jobOf() {
  const place = { account: lab.home, stem: 'opencode', folders: [] };
  return { agent: 'opencode' as const, path: file, ...place, cursor: null, movedFrom: null };
}
