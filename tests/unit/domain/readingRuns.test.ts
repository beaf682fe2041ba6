/** Readings without repetitions: what they decide stays as it is with all of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitReading } from '../../../main/domain/limits.ts';
import {
  addReading,
  dropPastReadings,
  type ReadingRuns,
} from '../../../main/domain/readingRuns.ts';
import { windowViews } from '../../../main/domain/windowViews.ts';
import { DAY, HOUR, MINUTE, NOW } from './windowView.ts';

const reading = (minutesAgo: number, changes: Partial<LimitReading> = {}): LimitReading => ({
  agent: 'codex',
  account: '/home/u/.codex',
  kind: 'session',
  modelName: null,
  usedPercent: 40,
  resetsAtMs: NOW + HOUR,
  source: 'codex-rollout',
  observedAtMs: NOW - minutesAgo * MINUTE,
  ...changes,
});

function kept(readings: readonly LimitReading[], nowMs = NOW): LimitReading[] {
  const runs: ReadingRuns = new Map();
  const ordered = readings.toSorted((one, other) => one.observedAtMs - other.observedAtMs);
  for (const one of ordered) expect(addReading(runs, one, nowMs)).toBe(true);
  return listed(runs);
}

const listed = (runs: ReadingRuns) =>
  [...runs.values()].flatMap((ofLimit) => [...ofLimit.values()].flat());

function present(readings: readonly LimitReading[], nowMs: number): LimitReading[] {
  const runs: ReadingRuns = new Map();
  const ordered = readings.toSorted((one, other) => one.observedAtMs - other.observedAtMs);
  for (const one of ordered) addReading(runs, one, nowMs);
  dropPastReadings(runs, nowMs);
  return listed(runs);
}

/** Of one source: what it says about its window rises, and the window ends some time. */
const course = (source: LimitReading['source']) =>
  fc
    .array(
      fc.record({
        gapMinutes: fc.integer({ min: 1, max: 25 }),
        grows: fc.integer({ min: -6, max: 3 }).map((percent) => Math.max(0, percent)),
        hasPercent: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
        hasReset: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
      }),
      { maxLength: 120 },
    )
    .map((steps) => {
      let atMs = NOW - 20 * HOUR;
      let used = 0;
      let resetsAtMs = atMs + 5 * HOUR;
      return steps.map(({ gapMinutes, grows, hasPercent, hasReset }) => {
        atMs += gapMinutes * MINUTE;
        used = Math.min(100, used + grows);
        if (atMs >= resetsAtMs) [used, resetsAtMs] = [grows, atMs + 5 * HOUR];
        const usedPercent = hasPercent ? used : null;
        return reading(0, {
          ...{ source, usedPercent, observedAtMs: atMs },
          resetsAtMs: hasReset ? resetsAtMs : null,
        });
      });
    });

describe('readings without repetitions', () => {
  it('keep the first and the last of those that say the same', () => {
    const all = [60, 50, 40, 30].map((minutesAgo) => reading(minutesAgo));
    expect(kept(all)).toEqual([all[0], all[3]]);
  });

  it('keep what one source says between two statements of another', () => {
    const other = reading(45, { source: 'codex-app-server', usedPercent: 60 });
    const all = [reading(60), reading(50), other, reading(40)];
    expect(kept(all)).toHaveLength(3);
    expect(kept(all)).toContainEqual(other);
  });

  it('keep what lets a reset drift by more than one window allows', () => {
    const drifting = [60, 50, 40, 30].map((minutesAgo, index) =>
      reading(minutesAgo, { resetsAtMs: NOW + HOUR + index * 10 * MINUTE }),
    );
    expect(kept(drifting)).toEqual([drifting[0], drifting[1], drifting[2], drifting[3]]);
  });

  it('keep the newest of the present beside what a wrong clock dated into the future', () => {
    const all = [60, 40, 20, -60, -90, -120].map((minutesAgo) => reading(minutesAgo));
    expect(kept(all)).toContainEqual(all[2]);
  });

  it('show the same windows as all of them', () => {
    let dropped = 0;
    fc.assert(
      fc.property(
        course('codex-rollout'),
        course('codex-app-server'),
        fc.integer({ min: -10 * 60, max: 90 }),
        (rollout, server, minutes) => {
          const all = [...rollout, ...server];
          const nowMs = NOW + minutes * MINUTE;
          const few = present(all, nowMs);
          dropped += all.length - few.length;
          const shown = (readings: readonly LimitReading[]) =>
            windowViews(readings, [], nowMs).map(({ pace: _, road, ...view }) => ({
              ...view,
              ends: [road[0], road.at(-1)],
            }));
          expect(shown(few)).toEqual(shown(all));
        },
      ),
      { numRuns: 400 },
    );
    expect(dropped).toBeGreaterThan(0);
  });

  it('of one source forecast the same end', () => {
    fc.assert(
      fc.property(course('codex-rollout'), (all) => {
        const nowMs = (all.at(-1)?.observedAtMs ?? NOW) + MINUTE;
        const pace = (readings: readonly LimitReading[]) =>
          windowViews(readings, [], nowMs).map((view) => view.pace);
        expect(pace(present(all, nowMs))).toEqual(pace(all));
      }),
      { numRuns: 400 },
    );
  });

  it('refuse what is older than the newest of its source', () => {
    const runs: ReadingRuns = new Map();
    expect(addReading(runs, reading(10), NOW)).toBe(true);
    expect(addReading(runs, reading(10, { usedPercent: 50 }), NOW)).toBe(false);
    expect(addReading(runs, reading(20), NOW)).toBe(false);
    expect(addReading(runs, reading(20, { source: 'codex-app-server' }), NOW)).toBe(true);
  });

  it('are forgotten when the last of them is long ago', () => {
    const runs: ReadingRuns = new Map();
    for (const one of [reading(60), reading(30, { usedPercent: 50 })]) addReading(runs, one, NOW);
    dropPastReadings(runs, NOW + 8 * DAY - 40 * MINUTE);
    expect(listed(runs)).toEqual([reading(30, { usedPercent: 50 })]);
    dropPastReadings(runs, NOW + 8 * DAY);
    expect(runs.size).toBe(0);
  });

  it('of a month are kept for as long as it can last, and not beyond a change of plan', () => {
    const monthAt = (daysAgo: number) =>
      reading(daysAgo * 24 * 60, { kind: 'monthly', usedPercent: daysAgo });
    expect(present([monthAt(32), monthAt(30), monthAt(10)], NOW)).toEqual([
      monthAt(30),
      monthAt(10),
    ]);
    // Both are older than a week when it is looked at: the week's word is forgotten, and still takes the month's along.
    const week = reading(9 * 24 * 60, { kind: 'weekly' });
    expect(present([monthAt(10), week], NOW)).toEqual([]);
  });

  it('are forgotten with their window, once the next one is open and as long as it is', () => {
    const past = [700, 600].map((minutesAgo) =>
      reading(minutesAgo, { resetsAtMs: NOW - 5 * HOUR, usedPercent: minutesAgo / 10 }),
    );
    const open = [reading(60), reading(30, { usedPercent: 50 })];
    expect(present([...past, ...open], NOW)).toEqual(open);
    expect(present([...past, ...open], NOW + 2 * HOUR)).toHaveLength(4);
  });
});
