/** When a provider is polled, and for what. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterPoll,
  beforePoll,
  dayOf,
  jobsOf,
  JOBS_A_POLL,
  LONGEST_PAUSE_MS,
  mayPoll,
  NEVER_POLLED,
  POLL_FLOOR_MS,
  progressOf,
  wantedFrom,
  withSpan,
  type PollWish,
  type ReportState,
} from '../../../main/domain/providers/schedule.ts';
import { retryAfterMs } from '../../../main/sources/providers/retryAfter.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;
const MINUTE = 60_000;

describe('pauses', () => {
  it('are a minute at least, also for a person who waits', () => {
    const state = beforePoll(NEVER_POLLED, NOW);
    expect(mayPoll(NEVER_POLLED, NOW)).toEqual({ mayPoll: true });
    expect(mayPoll(state, NOW + POLL_FLOOR_MS - 1)).toMatchObject({ because: 'floor' });
    expect(mayPoll(state, NOW + POLL_FLOOR_MS)).toEqual({ mayPoll: true });
  });

  it('double after failures, and are as long as the provider asks, up to a day', () => {
    const failed = (askedPauseMs: number | null, failures = 0) =>
      afterPoll(
        { lastPolledAtMs: NOW, failures, notBeforeMs: 0 },
        { askedPauseMs, isLasting: false },
        NOW,
      );
    expect(failed(null).notBeforeMs).toBe(NOW + MINUTE);
    expect(failed(null, 3).notBeforeMs).toBe(NOW + 8 * MINUTE);
    expect(failed(null, 15).notBeforeMs).toBe(NOW + 60 * MINUTE);
    expect(failed(7200_000).notBeforeMs).toBe(NOW + 7200_000);
    expect(failed(1e15).notBeforeMs).toBe(NOW + LONGEST_PAUSE_MS);
    expect(failed(-5).notBeforeMs).toBe(NOW + MINUTE);
    const refused = afterPoll(NEVER_POLLED, { askedPauseMs: null, isLasting: true }, NOW);
    expect(refused.notBeforeMs).toBe(NOW + 60 * MINUTE);
    expect(afterPoll(refused, null, NOW)).toMatchObject({ failures: 0, notBeforeMs: 0 });
  });

  it('never keep a provider waiting for more than a day, whatever was saved and wherever the clock goes', () => {
    const time = fc.integer({ min: 0, max: 8e12 });
    fc.assert(
      fc.property(fc.option(time), time, time, (lastPolledAtMs, notBeforeMs, nowMs) => {
        const decision = mayPoll({ lastPolledAtMs, failures: 3, notBeforeMs }, nowMs);
        if (decision.mayPoll) return;
        expect(decision.notBeforeMs - nowMs).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
        expect(decision.notBeforeMs).toBeGreaterThan(nowMs);
      }),
    );
  });
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1500],
    ['Sun, 22 Nov 2026 12:10:00 GMT', 600_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['999999999999', 999_999_999_999_000],
    ['-1', null],
    ['soon', null],
    ['1e9', null],
    ['', null],
  ])('“%s” is %s', (header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });
});

const SHAPES = [
  { id: 'cost', daysARequest: 31 },
  { id: 'agent-use', daysARequest: 1 },
  { id: 'rate-limits', daysARequest: null },
] as const;

const wishFor = (states: readonly ReportState[], more: Partial<PollWish> = {}): PollWish => ({
  shapes: SHAPES,
  states,
  everyMs: 30 * MINUTE,
  backFillDays: 90,
  isRequested: false,
  ...more,
});

describe('what is asked for', () => {
  it('first the latest days of every report', () => {
    const jobs = jobsOf(wishFor([]), NOW);
    expect(jobs).toEqual([
      { report: 'cost', span: { fromMs: dayOf(NOW) - 30 * DAY, untilMs: dayOf(NOW) + DAY } },
      { report: 'agent-use', span: { fromMs: dayOf(NOW), untilMs: dayOf(NOW) + DAY } },
      { report: 'rate-limits', span: null },
    ]);
  });

  it('nothing while all is fresh and filled', () => {
    const covered = { fromMs: wantedFrom({ backFillDays: 90 }, NOW), untilMs: NOW };
    const states = SHAPES.map(({ id, daysARequest }): ReportState => ({
      report: id,
      covered: daysARequest === null ? null : covered,
      answeredAtMs: NOW,
      triedAtMs: NOW,
      problem: null,
    }));
    expect(jobsOf(wishFor(states), NOW + 29 * MINUTE)).toEqual([]);
    expect(jobsOf(wishFor(states, { isRequested: true }), NOW + MINUTE)).not.toEqual([]);
    expect(progressOf(wishFor(states), NOW)).toBeNull();
  });

  it('fills every wanted day in the end, without a gap, and no request is too long', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 365 }),
        fc.array(fc.integer({ min: 1, max: 5 * DAY }), { maxLength: 6 }),
        (backFillDays, sleeps) => {
          let states: ReportState[] = [];
          let nowMs = NOW;
          const pauses = [...sleeps];
          for (let round = 0; round < 400; round += 1) {
            const jobs = jobsOf(wishFor(states, { backFillDays }), nowMs);
            expect(jobs.length).toBeLessThanOrEqual(JOBS_A_POLL);
            for (const { report, span } of jobs) {
              const shape = SHAPES.find(({ id }) => id === report)!;
              if (span) {
                const days = (span.untilMs - span.fromMs) / DAY;
                expect(days).toBeLessThanOrEqual(shape.daysARequest ?? 0);
                expect(span.fromMs % DAY).toBe(0);
              }
              const known = states.find((one) => one.report === report);
              const covered = span ? withSpan(known?.covered ?? null, span, nowMs) : null;
              const next = {
                report,
                covered,
                answeredAtMs: nowMs,
                triedAtMs: nowMs,
                problem: null,
              };
              states = [...states.filter((one) => one.report !== report), next];
            }
            if (jobs.length === 0 && pauses.length === 0) break;
            nowMs += jobs.length === 0 ? (pauses.pop() ?? 0) : MINUTE;
          }
          const fromMs = wantedFrom({ backFillDays }, nowMs);
          for (const { id, daysARequest } of SHAPES) {
            const covered = states.find(({ report }) => report === id)?.covered;
            if (daysARequest !== null) expect(covered?.fromMs).toBeLessThanOrEqual(fromMs);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('saved days stay saved when later ones come, and a gap is not papered over', () => {
    const day = (from: number, until: number) => ({
      fromMs: dayOf(NOW) + from * DAY,
      untilMs: dayOf(NOW) + until * DAY,
    });
    const later = NOW + 2 * DAY;
    expect(withSpan(day(-30, 0), day(-2, 1), later)).toEqual(day(-30, 1));
    expect(withSpan(day(-2, 1), day(-33, -2), later)).toEqual(day(-33, 1));
    expect(withSpan(day(-30, -20), day(-2, 1), later)).toEqual(day(-2, 1));
    expect(withSpan(day(-2, 1), day(-30, -20), later)).toEqual(day(-2, 1));
    // A day that goes on is saved as far as it went.
    expect(withSpan(null, day(0, 1), NOW)).toEqual({ fromMs: dayOf(NOW), untilMs: NOW });
  });

  it('a report with a problem is left alone for an hour, and its past with it', () => {
    const state: ReportState = {
      report: 'cost',
      covered: { fromMs: dayOf(NOW), untilMs: NOW },
      answeredAtMs: NOW,
      triedAtMs: NOW,
      problem: { kind: 'not-available', message: 'no' },
    };
    const wish = wishFor([state], { shapes: [SHAPES[0]] });
    expect(jobsOf(wish, NOW + 59 * MINUTE)).toEqual([]);
    expect(jobsOf(wish, NOW + 60 * MINUTE)).toHaveLength(1);
  });
});

describe('a report with bounds of its own', () => {
  const shape = {
    id: 'cost',
    daysARequest: 31,
    revisedDays: 30,
    sinceMs: Date.UTC(2026, 10, 1),
  } as const;
  const wish = (states: readonly ReportState[], backFillDays = 365): PollWish => ({
    shapes: [shape],
    states,
    everyMs: 30 * MINUTE,
    backFillDays,
    isRequested: true,
  });
  const covering = (fromMs: number): ReportState => ({
    report: 'cost',
    covered: { fromMs, untilMs: NOW },
    answeredAtMs: NOW,
    triedAtMs: NOW,
    problem: null,
  });

  it('is not asked for days before there were any, and is complete without them', () => {
    const [job, ...more] = jobsOf(wish([]), NOW);
    expect(job?.span?.fromMs).toBe(shape.sinceMs);
    expect(more).toEqual([]);
    expect(progressOf(wish([covering(shape.sinceMs)]), NOW)).toBeNull();
    expect(progressOf(wish([covering(shape.sinceMs + 4 * DAY)]), NOW)).toEqual({
      daysDone: 18,
      daysWanted: 22,
    });
  });

  it('has its last month asked for again, as far as that is wanted', () => {
    const early = { ...shape, sinceMs: 0 };
    const again = jobsOf({ ...wish([covering(NOW - 90 * DAY)], 90), shapes: [early] }, NOW);
    expect(again[0]?.span?.fromMs).toBe(dayOf(NOW) - 30 * DAY);
  });
});
