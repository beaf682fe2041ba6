/** Old detail that goes, and another computer's database that comes: real files, real databases, the real engine. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerHistory } from '../../../main/cli/history.ts';
import type { HistoryGrouping } from '../../../main/domain/history.ts';
import { createUsageCells } from '../../../main/review/usageCells.ts';
import { listBackups, makeBackup, restoreBackup } from '../../../main/store/backup.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { DEFAULT_SETTINGS } from '../../../preload/contract/settingsTree.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const NOW_MS = Date.parse('2026-11-20T12:00:00Z');
const DAYS = 395;
/** So many answers that they are summed up. */
const WORTH_SUMMING = 3000;

function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

let lab: HomeLab;
let own: string;
beforeEach(async () => {
  lab = await openHomeLab(() => NOW_MS);
  own = path.join(lab.home, '.claude');
});
afterEach(() => lab.dispose());

/** What the terminal answers, without the refused lines. */
async function history(grouping: HistoryGrouping) {
  const { reader } = await lab.tables();
  const question = { grouping, agent: null, sinceDay: null, untilDay: null, timeZone: null };
  return answerHistory(reader, question, 'UTC', () => own).rows;
}

/** What the History page adds up. */
function cells() {
  const database = openDatabase(lab.dataFolder, 'read');
  try {
    const sums = new Map<string, number[]>();
    for (const cell of createUsageCells({ database, machine: lab.machine }).read(DEFAULT_SETTINGS)
      .cells) {
      const key = [cell.atMs, cell.account, cell.model, cell.project].join('|');
      const now = [cell.events, cell.costMicros, cell.outputTokens, cell.cacheReadTokens];
      sums.set(
        key,
        now.map((value, index) => value + (sums.get(key)?.[index] ?? 0)),
      );
    }
    return sums;
  } finally {
    database.close();
  }
}

/** How many rows of sums are made already. */
function quartersHeld(): number {
  const database = openDatabase(lab.dataFolder, 'read');
  try {
    return database.connection.prepare('SELECT count(*) FROM usage_rollup').pluck().get() as number;
  } finally {
    database.close();
  }
}

async function paid() {
  const { money } = await lab.tables();
  return money.paid.spentBetween({ agent: 'claude-code', account: own }, 0, NOW_MS);
}

async function eventCount(): Promise<number> {
  return [...(await lab.tables()).reader.eventsBetween(0, Infinity)].length;
}

describe('removing old detail', () => {
  beforeEach(async () => {
    await lab.set(
      { path: ['accounts', `claude-code|${own}`, 'draw'], value: 'credits' },
      { path: ['data', 'retentionDays'], value: DAYS },
    );
    lab.writeAnswers(own, 'old', [
      { id: 'a', session: 'old', at: '2024-03-01T10:00:00.000Z', output: 100 },
      { id: 'b', session: 'old', at: '2024-03-01T10:05:00.000Z', output: 50, model: 'nobody-1' },
      { id: 'c', session: 'old', at: '2024-08-01T10:00:00.000Z', output: 70, cwd: '/other' },
    ]);
    lab.writeAnswers(own, 'new', [
      { id: 'd', session: 'new', at: '2026-11-01T10:00:00.000Z', output: 30 },
    ]);
    await lab.look();
    await lab.engine().money();
  });

  it('says before how much goes, and nothing goes until it is agreed to', async () => {
    const view = valueOf(await lab.engine().retention());
    expect(view).toEqual({
      days: DAYS,
      keptFromDay: '2025-10-21',
      goes: {
        answers: 3,
        sessions: 1,
        firstAtMs: Date.parse('2024-03-01T10:00:00Z'),
        lastAtMs: Date.parse('2024-08-01T10:00:00Z'),
      },
      isAgreed: false,
    });
    await lab.look();
    expect(await eventCount()).toBe(4);
  });

  it('leaves every sum by day, model and project, and what was paid', async () => {
    const groupings = ['day', 'model', 'project'] as const;
    const before = await Promise.all(groupings.map(history));
    const [cellsBefore, paidBefore] = [cells(), await paid()];
    expect(paidBefore.creditMicros).toBeGreaterThan(0);
    expect(valueOf(await lab.engine().removeDetail(DAYS))).toMatchObject({ answers: 3 });
    expect(await eventCount()).toBe(1);
    expect(await Promise.all(groupings.map(history))).toEqual(before);
    expect((await history('session')).map(({ key, events }) => [key, events])).toEqual([
      ['detail removed', 3],
      ['new', 1],
    ]);
    expect(cells()).toEqual(cellsBefore);
    expect(await paid()).toEqual(paidBefore);
    // Everything that can be derived anew is: the sums that stay are facts.
    const price = {
      input: 9_000_000,
      output: 9_000_000,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheRead: 0,
    };
    await lab.set({ path: ['prices', 'claude-opus-5'], value: price });
    for (let step = 0; step < 3; step += 1) await lab.look();
    await lab.engine().money();
    const { creditMicros } = await paid();
    expect(creditMicros).toBeGreaterThanOrEqual(paidBefore.creditMicros - 1_000);
    expect((await history('day')).map(({ key, events }) => [key, events])).toEqual([
      ['2024-03-01', 2],
      ['2024-08-01', 1],
      ['2026-11-01', 1],
    ]);
  });

  it('is in the sums that are read quickly, summed up already or not, and asks for no price', async () => {
    const { reader, writing } = await lab.tables();
    if (!writing) throw new Error('no writer');
    const until = Date.parse('2026-12-01T00:00:00Z');
    const before = reader.sumsBetween(0, until);
    expect(before).toMatchObject({ events: 4, unpricedEvents: 1 });
    expect(reader.unpricedModels()).toEqual(['nobody-1']);
    valueOf(await lab.engine().removeDetail(DAYS));
    expect(reader.sumsBetween(0, until)).toEqual(before);
    expect(reader.unpricedModels()).toEqual([]);
    const many = Array.from({ length: WORTH_SUMMING }, (_, nth) => ({ id: `many-${nth}` }));
    lab.writeAnswers(
      own,
      'many',
      many.map((one) => ({ ...one, at: '2026-11-02T10:00:00.000Z' })),
    );
    await lab.look();
    const all = reader.sumsBetween(0, until);
    expect(all.events).toBe(before.events + WORTH_SUMMING);
    while (writing.rollup.step()) continue;
    expect(quartersHeld()).toBeGreaterThan(0);
    expect(reader.sumsBetween(0, until)).toEqual(all);
    expect(reader.sumsBetween(0, Infinity)).toEqual(all);
    expect(reader.unpricedModels()).toEqual([]);
  });

  it('stays removed when the same files are read again, and copies of it do not count', async () => {
    valueOf(await lab.engine().removeDetail(DAYS));
    await lab.close();
    const database = new Database(path.join(lab.dataFolder, 'tollgate.db'));
    database.exec('DELETE FROM log_file');
    database.close();
    // A later session that begins with a copy of an answer whose detail is gone, in new clothes.
    lab.writeAnswers(own, 'copy', [
      { id: 'a', session: 'copy', at: '2026-11-10T10:00:00.000Z', output: 100 },
      { id: 'e', session: 'copy', at: '2026-11-10T10:01:00.000Z', output: 5 },
    ]);
    await lab.restart();
    await lab.look();
    expect((await history('day')).map(({ key, events }) => [key, events])).toEqual([
      ['2024-03-01', 2],
      ['2024-08-01', 1],
      ['2026-11-01', 1],
      ['2026-11-10', 1],
    ]);
  });

  it('keeps all copies of a response while one of them is young enough', async () => {
    lab.writeAnswers(own, 'again', [
      {
        id: 'a',
        session: 'again',
        at: '2026-11-02T10:00:00.000Z',
        output: 100,
        requestId: 'other',
      },
    ]);
    await lab.look();
    const before = await history('day');
    valueOf(await lab.engine().removeDetail(DAYS));
    expect(await history('day')).toEqual(before);
    const { reader } = await lab.tables();
    expect([...reader.eventsBetween(0, Infinity)].map(({ sessionId }) => sessionId)).toContain(
      'old',
    );
  });

  it('is taken back by the copy that was made just before', async () => {
    const before = await history('session');
    const { copy } = valueOf(await lab.engine().removeDetail(DAYS));
    const found = listBackups(lab.dataFolder).find(({ name }) => name === copy);
    if (!found) throw new Error('no copy');
    expect(found.isBeforeRemoval).toBe(true);
    await makeBackup(lab.dataFolder, found.day, 1);
    expect(listBackups(lab.dataFolder).map(({ name }) => name)).toContain(copy);
    await lab.close();
    restoreBackup(lab.dataFolder, found, NOW_MS);
    await lab.restart();
    await lab.look();
    expect(await history('session')).toEqual(before);
    expect(valueOf(await lab.engine().retention()).isAgreed).toBe(false);
  });

  it('does only what was shown: another setting since is refused', async () => {
    await lab.set({ path: ['data', 'retentionDays'], value: 30 });
    expect(await lab.engine().removeDetail(DAYS)).toMatchObject({ ok: false });
    expect(await eventCount()).toBe(4);
  });
});

describe('another computer’s database', () => {
  let laptop: HomeLab;
  beforeEach(async () => {
    laptop = await openHomeLab(() => NOW_MS);
  });
  afterEach(() => laptop.dispose());

  const copyOfLaptop = async () => {
    await laptop.look();
    return (await makeBackup(laptop.dataFolder, '2026-11-20', 1)).path;
  };

  it('is counted once under its name, after a preview that says exactly what comes', async () => {
    const shared = { id: 'x', session: 'both', at: '2026-11-01T10:00:00.000Z' };
    lab.writeAnswers(own, 'here', [shared, { id: 'h' }]);
    laptop.writeAnswers(path.join(laptop.home, '.claude'), 'there', [
      shared,
      { id: 't1', session: 'there', at: '2026-11-02T10:00:00.000Z' },
      { id: 't2', session: 'there', at: '2026-11-03T10:00:00.000Z' },
    ]);
    await lab.look();
    const before = [await history('day'), cells()];
    const source = { file: await copyOfLaptop(), host: 'laptop' };
    const bytes = fs.readFileSync(source.file);
    const preview = valueOf(await lab.engine().previewTakeIn(source));
    expect(preview).toMatchObject({ answers: 3, newAnswers: 2, knownAnswers: 1, olderAnswers: 0 });
    expect([await history('day'), cells()]).toEqual(before);
    expect(valueOf(await lab.engine().takeIn(source))).toEqual(preview);
    expect(await eventCount()).toBe(4);
    const { reader } = await lab.tables();
    expect([...reader.hosts()]).toEqual([
      [`claude-code|laptop:${path.join(laptop.home, '.claude')}`, 'laptop'],
    ]);
    expect((await lab.look()).boundaries.map(({ account }) => account)).toEqual([own]);
    // Once more brings nothing, and the user's file was only read.
    expect(valueOf(await lab.engine().takeIn(source)).newAnswers).toBe(0);
    expect(fs.readFileSync(source.file).equals(bytes)).toBe(true);
    expect(fs.readdirSync(lab.dataFolder).filter((name) => name.includes('incoming'))).toEqual([]);
    const [empty, full] = valueOf(await lab.engine().takenIn());
    expect([empty?.answers, full?.answers]).toEqual([0, 2]);
    valueOf(await lab.engine().undoTakeIn(full?.id ?? 0));
    expect([await history('day'), cells()]).toEqual(before);
  });

  it('leaves to this computer what its own files say as well', async () => {
    const theirs = path.join(laptop.home, '.claude');
    const answers = [{ id: 't1', session: 'there' }];
    laptop.writeAnswers(theirs, 'there', answers);
    await lab.look();
    valueOf(await lab.engine().takeIn({ file: await copyOfLaptop(), host: 'laptop' }));
    lab.writeAnswers(own, 'there', answers);
    await lab.look();
    const [taken] = valueOf(await lab.engine().takenIn());
    valueOf(await lab.engine().undoTakeIn(taken?.id ?? 0));
    const { reader } = await lab.tables();
    expect([...reader.eventsBetween(0, Infinity)].map(({ account }) => account)).toEqual([own]);
  });

  it('does not bring back what was removed here', async () => {
    await lab.set({ path: ['data', 'retentionDays'], value: DAYS });
    const old = { id: 'o', session: 'old', at: '2024-01-01T10:00:00.000Z' };
    lab.writeAnswers(own, 'old', [old]);
    laptop.writeAnswers(path.join(laptop.home, '.claude'), 'old', [
      old,
      { id: 'p', session: 'old', at: '2024-01-01T10:01:00.000Z' },
    ]);
    await lab.look();
    valueOf(await lab.engine().removeDetail(DAYS));
    const source = { file: await copyOfLaptop(), host: 'laptop' };
    expect(valueOf(await lab.engine().takeIn(source))).toMatchObject({
      answers: 2,
      newAnswers: 0,
      olderAnswers: 2,
    });
  });

  it('that is damaged is not taken, though its rows can be read', async () => {
    laptop.writeAnswers(path.join(laptop.home, '.claude'), 'there', [{ id: 't' }]);
    const source = { file: await copyOfLaptop(), host: 'laptop' };
    const copy = new Database(source.file);
    // An index that nobody knows of any more: its pages lie there unused, as after a lost write.
    copy.unsafeMode(true);
    copy.pragma('writable_schema = ON');
    copy.exec("DELETE FROM sqlite_schema WHERE name = 'usage_event_time'");
    copy.close();
    const refused = { ok: false, message: 'The copy is damaged. Nothing was changed.' };
    expect(await lab.engine().previewTakeIn(source)).toEqual(refused);
    expect(await lab.engine().takeIn(source)).toEqual(refused);
    expect(valueOf(await lab.engine().takenIn())).toEqual([]);
    expect(await history('day')).toEqual([]);
  });

  it('that is no database changes nothing and says why', async () => {
    const file = path.join(lab.root, 'notes.txt');
    fs.writeFileSync(file, 'no database at all'.repeat(100));
    const source = { file, host: 'laptop' };
    expect(await lab.engine().takeIn(source)).toEqual({
      ok: false,
      message: 'This file is neither a copy of a Tollgate database nor its exported events.',
    });
    expect(await lab.engine().takeIn({ ...source, file: `${file}.gone` })).toMatchObject({
      ok: false,
    });
    expect(valueOf(await lab.engine().takenIn())).toEqual([]);
  });
});

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 10 });

it('two histories are joined to their union, and parted again to what was here', async () => {
  await fc.assert(
    fc.asyncProperty(ids, ids, async (here, there) => {
      const [one, other] = [await openHomeLab(() => NOW_MS), await openHomeLab(() => NOW_MS)];
      try {
        const answersOf = (nths: readonly number[]) => nths.map((nth) => ({ id: `m${nth}` }));
        one.writeAnswers(path.join(one.home, '.claude'), 'here', answersOf(here));
        other.writeAnswers(path.join(other.home, '.claude'), 'there', answersOf(there));
        await one.look();
        await other.look();
        const { path: file } = await makeBackup(other.dataFolder, '2026-11-20', 1);
        const count = async () => (await one.tables()).reader.countedEvents();
        const view = valueOf(await one.engine().takeIn({ file, host: 'laptop' }));
        expect(await count()).toBe(new Set([...here, ...there]).size);
        expect(view.newAnswers + view.knownAnswers).toBe(there.length);
        const [taken] = valueOf(await one.engine().takenIn());
        valueOf(await one.engine().undoTakeIn(taken?.id ?? 0));
        expect(await count()).toBe(here.length);
      } finally {
        await one.dispose();
        await other.dispose();
      }
    }),
    { numRuns: 10 },
  );
});

it('contacts with the place of the releases are added up and outlive a restart', async () => {
  const contact = { lastContactAtMs: 1, requests: 2, bytesReceived: 10, hosts: ['a.example'] };
  await lab.engine().noteUpdateContact(contact);
  await lab
    .engine()
    .noteUpdateContact({ ...contact, lastContactAtMs: 9, hosts: ['b.example', 'a.example'] });
  await lab.restart();
  expect((await lab.tables()).reader.updateContact()).toEqual({
    lastContactAtMs: 9,
    requests: 4,
    bytesReceived: 20,
    hosts: ['b.example', 'a.example'],
  });
});
