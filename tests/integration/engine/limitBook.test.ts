/** The readings behind the present picture, kept beside a real database that goes on. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitReading } from '../../../main/domain/limits.ts';
import { windowViews } from '../../../main/domain/windowViews.ts';
import { openTables } from '../../../main/engine/database.ts';
import { createLimitBook } from '../../../main/engine/limitBook.ts';

const MINUTE_MS = 60_000;
const NOW_MS = Date.UTC(2026, 10, 20, 12);
const DAY_MS = 24 * 60 * MINUTE_MS;
const SINCE_MS = NOW_MS - 8 * DAY_MS;

const reading = fc
  .record({
    minutesAgo: fc.integer({ min: 0, max: 40 }),
    usedPercent: fc.option(fc.integer({ min: 40, max: 42 })),
    resetsInMinutes: fc.constantFrom(60, 61, 300),
    source: fc.constantFrom('codex-rollout' as const, 'codex-app-server' as const),
  })
  .map(({ minutesAgo, resetsInMinutes, ...said }): LimitReading => ({
    ...{ agent: 'codex', account: '/c', kind: 'session', modelName: null, ...said },
    resetsAtMs: NOW_MS + resetsInMinutes * MINUTE_MS,
    observedAtMs: NOW_MS - minutesAgo * MINUTE_MS,
  }));
const step = fc.record({
  saved: fc.array(reading, { maxLength: 6 }),
  isTakenBack: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});

it('tells the windows of all that is saved, whatever was saved late, replaced or taken back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-limits-'));
      const { state, close } = openTables(dataFolder, ['codex']);
      try {
        if (state.kind === 'failed' || !state.tables.writing) throw new Error('no writer');
        const { reader, writing } = state.tables;
        const book = createLimitBook(state.tables);
        for (const { saved, isTakenBack } of steps) {
          writing.writer.saveLimits(saved);
          const all = reader.limitReadingsSince(SINCE_MS);
          const last = all.at(-1);
          if (isTakenBack && last) writing.writer.dropLimits([last], last.observedAtMs);
          const shown = (readings: readonly LimitReading[]) =>
            windowViews(readings, [], NOW_MS).map(({ pace: _, road, ...view }) => ({
              ...view,
              end: road.at(-1),
            }));
          const full = reader.limitReadingsSince(SINCE_MS);
          expect(shown(book.readings(NOW_MS))).toEqual(shown(full));
        }
      } finally {
        close();
        fs.rmSync(dataFolder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

describe('a month’s window that was spoken of ten days ago', () => {
  const said = (daysAgo: number, changes: Partial<LimitReading> = {}): LimitReading => ({
    ...{ agent: 'codex', account: '/c', kind: 'monthly', modelName: null, usedPercent: 100 },
    ...{ resetsAtMs: NOW_MS + 12 * DAY_MS, source: 'codex-rollout' },
    observedAtMs: NOW_MS - daysAgo * DAY_MS,
    ...changes,
  });
  const week = (daysAgo: number, account = '/c') =>
    said(daysAgo, { account, kind: 'weekly', usedPercent: 5, resetsAtMs: NOW_MS + DAY_MS });

  /** What a program that starts reads of these, and one that was there all the time. */
  function read(...saved: LimitReading[]): string[][] {
    const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-limits-'));
    const { state, close } = openTables(dataFolder, ['codex']);
    try {
      if (state.kind === 'failed' || !state.tables.writing) throw new Error('no writer');
      const stayed = createLimitBook(state.tables);
      for (const one of saved) {
        state.tables.writing.writer.saveLimits([one]);
        stayed.readings(one.observedAtMs);
      }
      return [createLimitBook(state.tables), stayed].map((book) =>
        windowViews(book.readings(NOW_MS), [], NOW_MS).map(
          ({ account, kind }) => `${account} ${kind}`,
        ),
      );
    } finally {
      close();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    }
  }

  it('is read, beside the newer windows of other accounts', () => {
    const both = ['/c monthly', '/d weekly'];
    expect(read(said(20, { usedPercent: 40 }), said(10), week(1, '/d'))).toEqual([both, both]);
  });

  it('is not when the account has changed its plan since, although that is long ago too', () => {
    expect(read(said(11), week(10))).toEqual([[], []]);
    expect(read(said(11), week(10), said(9))).toEqual([['/c monthly'], ['/c monthly']]);
  });
});
