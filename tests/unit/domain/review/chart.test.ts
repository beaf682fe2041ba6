/** Sums by bar, series and day against a naive recount of the same events. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HISTORY_DIMENSIONS,
  HISTORY_STEPS,
  type HistoryFilters,
  type HistorySums,
} from '../../../../preload/contract/review/history.ts';
import { addDays, zoneOf } from '../../../../main/domain/calendar.ts';
import {
  bucketIndex,
  bucketsOf,
  daysBefore,
  dayStart,
} from '../../../../main/domain/review/buckets.ts';
import { chartOf, daysOf, MOST_SERIES, totalsOf } from '../../../../main/domain/review/chart.ts';
import {
  addSums,
  emptySums,
  keyOf,
  worthMicros,
  type Cell,
  type PaidPart,
} from '../../../../main/domain/review/sums.ts';

const QUARTER_MS = 900_000;
/** Offsets of half and three quarters of an hour, clock changes at one and at midnight. */
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Santiago', 'Australia/Lord_Howe'];
const FROM_MS = Date.UTC(2026, 2, 20);
const DAYS = 20;
const RANGE = { sinceDay: '2026-03-24', untilDay: '2026-04-07' };
const NO_FILTERS: HistoryFilters = { model: [], agent: [], project: [], account: [] };

const cellArbitrary = fc
  .record({
    quarter: fc.integer({ min: 0, max: DAYS * 96 - 1 }),
    agent: fc.constantFrom('claude-code' as const, 'codex' as const),
    account: fc.constantFrom('/home/u/.a', '/home/u/.b'),
    model: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'),
    project: fc.constantFrom('/p/one', '/p/two', null),
    events: fc.integer({ min: 1, max: 9 }),
    costMicros: fc.integer({ min: 0, max: 5_000_000 }),
    paidShare: fc.constantFrom(0, 0, 0, 0.5, 1),
    side: fc.constantFrom('credits' as const, 'unclear' as const),
  })
  .map(({ quarter, paidShare, side, ...parts }): { cell: Cell; paid: PaidPart | null } => {
    const accountKey = `${parts.agent}|${parts.account}`;
    const restSide = parts.account.endsWith('b') ? ('api-key' as const) : ('plan' as const);
    const of = { ...parts, accountKey, restSide, atMs: FROM_MS + quarter * QUARTER_MS };
    const cell: Cell = {
      ...of,
      unpricedEvents: 0,
      inputTokens: parts.events,
      outputTokens: 1,
      cacheWriteTokens: 2,
      cacheReadTokens: 3,
    };
    const costMicros = Math.floor(parts.costMicros * paidShare);
    return { cell, paid: costMicros === 0 ? null : { ...of, costMicros, side } };
  });

const useArbitrary = fc.array(cellArbitrary, { maxLength: 60 }).map((all) => ({
  cells: all.map(({ cell }) => cell),
  paid: all.flatMap(({ paid }) => paid ?? []),
  all,
}));

const filtersArbitrary: fc.Arbitrary<HistoryFilters> = fc.record({
  model: fc.subarray(['m1', 'm2', 'm3']),
  agent: fc.subarray(['codex']),
  project: fc.subarray(['/p/one', 'unknown']),
  account: fc.subarray(['claude-code|/home/u/.a']),
});

/** Written without anything of the product's summing. */
function recount(
  all: readonly { cell: Cell; paid: PaidPart | null }[],
  isIn: (cell: Cell) => boolean,
): Pick<HistorySums, 'events' | 'planMicros' | 'creditMicros' | 'unclearMicros' | 'apiKeyMicros'> {
  const sums = { events: 0, planMicros: 0, creditMicros: 0, unclearMicros: 0, apiKeyMicros: 0 };
  for (const { cell, paid } of all) {
    if (!isIn(cell)) continue;
    const rest = cell.costMicros - (paid?.costMicros ?? 0);
    sums.events += cell.events;
    if (cell.restSide === 'plan') sums.planMicros += rest;
    else sums.apiKeyMicros += rest;
    if (paid?.side === 'credits') sums.creditMicros += paid.costMicros;
    if (paid?.side === 'unclear') sums.unclearMicros += paid.costMicros;
  }
  return sums;
}

function isKept(cell: Cell, filters: HistoryFilters): boolean {
  return HISTORY_DIMENSIONS.every(
    (dimension) =>
      filters[dimension].length === 0 || filters[dimension].includes(keyOf(cell, dimension)),
  );
}

describe('the chart', () => {
  it('has in every bar, series and total what a recount of the events finds', () => {
    fc.assert(
      fc.property(
        useArbitrary,
        filtersArbitrary,
        fc.constantFrom(...HISTORY_STEPS),
        fc.constantFrom(...HISTORY_DIMENSIONS),
        fc.constantFrom(...ZONES),
        (use, filters, step, grouping, zoneName) => {
          const zone = zoneOf(zoneName);
          const buckets = bucketsOf(RANGE, step, zone, 1);
          const question = { grouping, filters };
          const chart = chartOf(use, buckets, question, (_, key) => key, String);
          const isDay = (day: string) => day >= RANGE.sinceDay && day <= RANGE.untilDay;
          const inRange = (cell: Cell) => isKept(cell, filters) && isDay(zone.dayOf(cell.atMs));
          expect(chart.totals).toMatchObject(recount(use.all, inRange));
          for (const bucket of chart.buckets) {
            const inBucket = (cell: Cell) =>
              inRange(cell) && cell.atMs >= bucket.startsAtMs && cell.atMs < bucket.endsAtMs;
            expect(bucket.sums).toMatchObject(recount(use.all, inBucket));
            const together = emptySums();
            for (const part of bucket.parts) if (part) addSums(together, part);
            expect(together).toEqual(bucket.sums);
          }
          expect(chart.series.length).toBeLessThanOrEqual(MOST_SERIES);
          for (const { key, sums } of chart.series) {
            if (key === null) continue;
            const ofSeries = (cell: Cell) => inRange(cell) && keyOf(cell, grouping) === key;
            expect(sums).toMatchObject(recount(use.all, ofSeries));
          }
          const named = chart.series.filter(({ key }) => key !== null);
          const worths = named.map(({ sums }) => worthMicros(sums));
          expect(worths).toEqual(worths.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('agrees with the totals of a stretch and with the days of the calendar', () => {
    fc.assert(
      fc.property(
        useArbitrary,
        filtersArbitrary,
        fc.constantFrom(...ZONES),
        (use, filters, zoneName) => {
          const zone = zoneOf(zoneName);
          const days = bucketsOf(RANGE, 'day', zone, 1);
          const span = { fromMs: days[0]!.startsAtMs, untilMs: days.at(-1)!.endsAtMs };
          const totals = totalsOf(use, span, filters);
          const calendar = daysOf(use, days, filters);
          const sum = calendar.reduce((events, day) => events + day.events, 0);
          expect(sum).toBe(totals.events);
          for (const { day, events, creditMicros } of calendar) {
            const ofDay = (cell: Cell) => isKept(cell, filters) && zone.dayOf(cell.atMs) === day;
            expect({ events, creditMicros }).toEqual({
              events: recount(use.all, ofDay).events,
              creditMicros: recount(use.all, ofDay).creditMicros,
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps days without use out of the calendar: no data is not $0', () => {
    const days = bucketsOf(RANGE, 'day', zoneOf('UTC'), 1);
    expect(daysOf({ cells: [], paid: [] }, days, NO_FILTERS)).toEqual([]);
  });
});

describe('the bars', () => {
  it.each(ZONES)('follow each other without gaps and begin with their local days in %s', (name) => {
    const zone = zoneOf(name);
    for (const step of HISTORY_STEPS) {
      const buckets = bucketsOf(RANGE, step, zone, 1);
      expect(buckets[0]?.startsAtMs).toBe(zone.startOfDay(RANGE.sinceDay));
      expect(buckets.at(-1)?.endsAtMs).toBe(zone.startOfDay(addDays(RANGE.untilDay, 1)));
      buckets.forEach((bucket, index) => {
        expect(bucket.endsAtMs).toBe(buckets[index + 1]?.startsAtMs ?? bucket.endsAtMs);
        expect(zone.dayOf(bucket.startsAtMs)).toBe(bucket.day);
        expect(bucketIndex(buckets, bucket.startsAtMs)).toBe(index);
        expect(bucketIndex(buckets, bucket.endsAtMs - 1)).toBe(index);
      });
    }
  });

  it('finds the same start of every day as the zone itself, faster', () => {
    for (const name of ZONES) {
      const zone = zoneOf(name);
      for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 3)) {
        expect(dayStart(zone, day)).toBe(zone.startOfDay(day));
      }
    }
  });

  it('begins weeks on the day that is asked for, after the first', () => {
    const weeks = bucketsOf(RANGE, 'week', zoneOf('UTC'), 0);
    expect(weeks.map(({ day }) => day)).toEqual(['2026-03-24', '2026-03-29', '2026-04-05']);
  });
});

describe('the period before', () => {
  it.each([
    ['a month that is over', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
    ['a month that is not over', '2026-11-01', '2026-11-30', '2026-10-01', '2026-10-22'],
    ['the last days of a long month', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['a week', '2026-11-09', '2026-11-15', '2026-11-02', '2026-11-08'],
    ['a week that is not over', '2026-11-16', '2026-11-29', '2026-11-02', '2026-11-08'],
    ['a day', '2026-11-22', '2026-11-22', '2026-11-21', '2026-11-21'],
  ])('of %s', (_, sinceDay, untilDay, firstDay, lastDay) => {
    const before = daysBefore({ sinceDay, untilDay }, '2026-11-22');
    expect(before).toEqual({ sinceDay: firstDay, untilDay: lastDay });
  });
});
