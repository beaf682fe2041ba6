/** Events files: written, read again, joined; real files and real databases. */
import fs from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../main/domain/ledger/entries.ts';
import { createLedgerReader } from '../../../main/store/ledger.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { factOf } from '../../fixtures/savedLog.ts';
import { createFolder, happenings, NOW_MS, type Folder, type Happening } from './eventFileLab.ts';

/** Each history is on the disk for good before it is read again; a busy disk takes its time. */
const PATIENCE_MS = 240_000;

const made: Folder[] = [];
const folder = () => {
  const one = createFolder();
  made.push(one);
  return one;
};
const filled = (things: readonly Happening[]) => {
  const one = folder();
  one.write(things);
  return one;
};
const clear = () => made.splice(0).forEach((one) => one.dispose());
afterEach(clear);

/** All that a folder holds, without the order in which it came, and without places in the ledger's chain. */
function contents(one: Folder): string[] {
  return one
    .lines()
    .slice(1)
    .map((line) => {
      const { sequence, previousHash, rowHash, recordedAtMs, ...rest } = JSON.parse(line) as Record<
        string,
        unknown
      >;
      expect([sequence, previousHash, rowHash, recordedAtMs].every((x) => x !== null)).toBe(true);
      return JSON.stringify(rest);
    })
    .sort();
}

/** Everything, with the chain. */
const whole = (one: Folder) => one.lines().slice(1).sort();

describe('history out of one database', () => {
  it(
    'is the same in an empty one, to the hash of the ledger’s last row',
    async () => {
      await fc.assert(
        fc
          .asyncProperty(happenings, async (things) => {
            const [one, other] = [filled(things), folder()];
            const view = await other.takeIn(one.exported());
            expect(whole(other)).toEqual(whole(one));
            expect(view).toMatchObject({ knownAnswers: 0, refused: [], missingLines: 0 });
            expect(view.newAnswers).toBe(view.answers);
          })
          .afterEach(clear),
        { numRuns: 12 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'changes nothing where it came from, and a second time nowhere',
    async () => {
      await fc.assert(
        fc
          .asyncProperty(happenings, async (things) => {
            const [one, other] = [filled(things), folder()];
            const [file, before] = [one.exported(), whole(one)];
            await other.takeIn(file);
            for (const again of [one, other]) {
              const { newAnswers, largerRecords, statements } = await again.takeIn(file);
              expect({ newAnswers, largerRecords }).toEqual({ newAnswers: 0, largerRecords: 0 });
              expect(statements).toMatchObject({ newEntries: 0, otherEntries: 0, newReadings: 0 });
              expect(whole(again)).toEqual(before);
            }
          })
          .afterEach(clear),
        { numRuns: 8 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'comes together out of halves, whichever comes first, and beside what is there',
    async () => {
      const halves = fc.array(fc.tuple(fc.boolean(), fc.boolean()), {
        minLength: 14,
        maxLength: 14,
      });
      await fc.assert(
        fc
          .asyncProperty(happenings, halves, async (things, places) => {
            const isIn = (half: 0 | 1) => (_: Happening, at: number) =>
              places[at]?.[half] === true || (half === 1 && places[at]?.[0] === false);
            const [left, right] = [things.filter(isIn(0)), things.filter(isIn(1))];
            const all = contents(filled([...left, ...right]));
            const files = [filled(left).exported(), filled(right).exported()] as const;
            const [forth, back, beside] = [folder(), folder(), filled(left)];
            await forth.takeIn(files[0]);
            await forth.takeIn(files[1]);
            await back.takeIn(files[1]);
            await back.takeIn(files[0]);
            await beside.takeIn(files[1]);
            for (const one of [forth, back, beside]) expect(contents(one)).toEqual(all);
            const database = openDatabase(back.dataFolder, 'read');
            expect(createLedgerReader(database.connection).verify().isWhole).toBe(true);
            database.close();
          })
          .afterEach(clear),
        { numRuns: 12 },
      );
    },
    PATIENCE_MS,
  );

  it(
    'is told exactly before it is taken, and nothing is written by telling',
    async () => {
      await fc.assert(
        fc
          .asyncProperty(happenings, happenings, async (here, there) => {
            const [one, file] = [filled(here), filled(there).exported()];
            const before = whole(one);
            const preview = await one.preview(file);
            expect(whole(one)).toEqual(before);
            expect(await one.takeIn(file)).toEqual(preview);
          })
          .afterEach(clear),
        { numRuns: 8 },
      );
    },
    PATIENCE_MS,
  );
});

const fact = (id: string, outputTokens: number, at: string, sessionId = 's'): Happening => ({
  kind: 'fact',
  account: '/home/u/.claude',
  fact: factOf({
    ...{ groupKey: id, requestId: `r-${id}`, sessionId, project: '/p', model: 'claude-opus-5' },
    ...{ atMs: Date.parse(at), startedAtMs: Date.parse(at), inputTokens: 1, outputTokens },
  }),
});

describe('copies in two halves', () => {
  const at = '2026-11-01T10:00:00Z';
  const copied = fact('a', 20, at, 'continued');
  if (copied.kind !== 'fact') throw new Error('not a fact');
  const copy: Happening = {
    ...copied,
    fact: { ...copied.fact, parentSessionId: 'first', isReplaySuspect: true },
  };

  it('count as when read together, also where the second brings a session and no new record', async () => {
    const smaller = fact('a', 10, at, 'first');
    const there = filled([copy]);
    await there.takeIn(filled([smaller]).exported());
    const together = contents(filled([copy, smaller]));
    expect(together.filter((line) => line.includes('"isCounted":true'))).toHaveLength(1);
    expect(contents(there)).toEqual(together);
  });
});

describe('a file of events', () => {
  let one: Folder;
  beforeEach(() => {
    one = filled([
      fact('a', 10, '2026-11-01T10:00:00Z'),
      fact('b', 20, '2026-11-02T10:00:00Z'),
      fact('c', 30, '2026-11-03T10:00:00Z'),
    ]);
  });

  const typesOf = (lines: readonly string[]) =>
    lines.map((line) => (JSON.parse(line) as { type?: string; group?: string }).group ?? '-');

  it('says in its head what it covers, and days hold for it', () => {
    const [head] = one.lines({ sinceDay: '2026-11-02', untilDay: '2026-11-02' });
    expect(JSON.parse(head ?? '')).toMatchObject({
      kind: 'tollgate-events',
      schemaVersion: 1,
      madeAt: '2026-11-20T12:00:00Z',
      coverage: { events: 1, counted: 1, unpriced: 0, refusedLines: 0, removedAnswers: 0 },
    });
    const lines = one.lines({ sinceDay: '2026-11-02', untilDay: '2026-11-02' });
    expect(typesOf(lines)).toEqual(['-', '-', '-', 'b']);
  });

  it('loses a damaged line and no other, and says which', async () => {
    const [head = '', account = '', session = '', first = '', ...rest] = one.lines();
    const broken = [
      ...[
        '{"type":"event"',
        '{"type":"later"}',
        '[]',
        first.replace('"outputTokens":10', '"outputTokens":-1'),
      ],
      ...[
        first.replace('"model":"claude-opus-5"', '"model":"\\ud800"'),
        `"${'x'.repeat(2_000_000)}"`,
      ],
    ];
    const text = [head, account, session, ...broken.map((line) => `${line.trim()}\n`), ...rest];
    const other = folder();
    const view = await other.takeIn(other.file(text.join('')));
    expect(view).toMatchObject({ newAnswers: 2, missingLines: 0 });
    expect(view.refused).toEqual([
      { reason: 'not-json', lines: 3, firstLine: 4 },
      { reason: 'unknown-kind', lines: 1, firstLine: 5 },
      { reason: 'bad-field', lines: 2, firstLine: 7 },
    ]);
  });

  it('that was cut short brings what is there and says how much is missing', async () => {
    const text = one.lines().join('');
    const other = folder();
    const view = await other.takeIn(other.file(text.slice(0, text.length - 30)));
    expect(view).toMatchObject({ newAnswers: 2, missingLines: 0 });
    expect(view.refused).toEqual([{ reason: 'not-json', lines: 1, firstLine: 6 }]);
    const shorter = one.lines().slice(0, 4).join('');
    expect(await folder().preview(other.file(shorter))).toMatchObject({
      newAnswers: 1,
      missingLines: 2,
    });
  });

  it.each([
    ['of a newer form', '"schemaVersion":1', '"schemaVersion":2', 'newer Tollgate'],
    ['of another kind', 'tollgate-events', 'somebody-else', 'neither a copy'],
  ])('%s is refused whole', async (_, was, is, says) => {
    const [head = '', ...rest] = one.lines();
    const other = filled([fact('z', 1, '2026-10-01T10:00:00Z')]);
    const before = whole(other);
    const file = other.file([head.replace(was, is), ...rest].join(''));
    await expect(other.takeIn(file)).rejects.toThrow(says);
    await expect(other.takeIn(other.file(''))).rejects.toThrow('neither a copy');
    expect(whole(other)).toEqual(before);
    expect(fs.readdirSync(other.dataFolder).filter((name) => name.includes('incoming'))).toEqual(
      [],
    );
  });

  it('with an entry that somebody altered loses it', async () => {
    const rich = filled([
      { kind: 'entry', entry: purchase('p', 5_000_000) },
      { kind: 'entry', entry: purchase('q', 6_000_000) },
    ]);
    const text = rich.lines().join('').replace('"units":5000000', '"units":9000000');
    const other = folder();
    const view = await other.takeIn(other.file(text));
    expect(view.refused).toMatchObject([{ reason: 'altered-entry', lines: 1 }]);
    expect(view.statements).toMatchObject({ entries: 1, newEntries: 1 });
  });

  it('never changes an entry: another one of the same key stays out and is told', async () => {
    const [here, there] = [5_000_000, 6_000_000].map((units) =>
      filled([{ kind: 'entry', entry: purchase('p', units) }]),
    ) as [Folder, Folder];
    const before = whole(here);
    const view = await here.takeIn(there.exported());
    expect(view.statements).toMatchObject({ newEntries: 0, otherEntries: 1 });
    expect(whole(here)).toEqual(before);
  });

  it('of another computer stands under its name, leaves what is here in its folder, and goes again', async () => {
    const here = filled([fact('a', 4, '2026-11-01T09:00:00Z', 'own')]);
    const view = await here.takeIn(one.exported(), 'laptop');
    expect(view).toMatchObject({
      newAnswers: 2,
      knownAnswers: 1,
      largerRecords: 1,
      statements: null,
    });
    const records = here
      .lines()
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ type }) => type === 'event')
      .map(({ group, account, outputTokens }) => [group, account, outputTokens]);
    expect(records).toEqual([
      ['a', '/home/u/.claude', 10],
      ['b', 'laptop:/home/u/.claude', 20],
      ['c', 'laptop:/home/u/.claude', 30],
    ]);
    here.undo(1);
    expect(typesOf(here.lines()).filter((group) => group !== '-')).toEqual(['a']);
  });

  it('of its own goes again as well', async () => {
    const here = filled([fact('a', 10, '2026-11-01T10:00:00Z')]);
    const before = here.lines().filter((line) => line.includes('"event"'));
    await here.takeIn(one.exported());
    expect(typesOf(here.lines()).filter((group) => group !== '-')).toEqual(['a', 'b', 'c']);
    here.undo(1);
    expect(here.lines().filter((line) => line.includes('"event"'))).toEqual(before);
  });
});

function purchase(key: string, units: number): LedgerEntry {
  return {
    key,
    kind: 'purchase',
    agent: 'claude-code',
    account: '/home/u/.claude',
    atMs: NOW_MS,
    amount: { currency: 'USD', exponent: 6, units },
    source: 'user',
    basis: 'reported',
    note: null,
    details: { paidUnits: null },
  };
}
