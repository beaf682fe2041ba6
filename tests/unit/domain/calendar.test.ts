import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  DAY_MS,
  formatIsoInstant,
  isDay,
  isoDay,
  parseInstant,
  utcMs,
  zoneOf,
} from '../../../main/domain/calendar.ts';

const NOON = Date.UTC(2026, 10, 22, 12, 0, 0);

describe('parseInstant', () => {
  it.each([
    ['2026-11-22T12:00:00Z', NOON],
    ['2026-11-22T12:00:00.000Z', NOON],
    ['2026-11-22T12:00:00.5Z', NOON + 500],
    ['2026-11-22T12:00:00,25Z', NOON + 250],
    ['2026-11-22T12:00:00.123456Z', NOON + 123],
    ['2026-11-22T12:00:00.123999999Z', NOON + 123],
    ['2026-11-22T12:00Z', NOON],
    ['2026-11-22t12:00:00z', NOON],
    ['2026-11-22 12:00:00Z', NOON],
    ['2026-11-22T14:00:00+02:00', NOON],
    ['2026-11-22T14:00:00.5+0200', NOON + 500],
    ['2026-11-22T14:00:00+02', NOON],
    ['2026-11-22T08:30:00-03:30', NOON],
    ['2026-11-22T17:45:00+05:45', NOON],
    ['1969-12-31T23:59:59.999Z', -1],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it('takes a text without an offset as UTC', () => {
    expect(parseInstant('2026-11-22T12:00:00')).toBe(NOON);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-22',
    '1795348800',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-11-00T00:00:00Z',
    '2026-11-32T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-31T00:00:00Z',
    '2026-11-31T00:00:00.000Z',
    '2026-02-29T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-11-2xT00:00:00.000Z',
    '2026-11-22T00:00:00.0x0Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T24:30:00Z',
    '2026-11-22T12:60:00Z',
    '2026-11-22T12:00:61Z',
    '2026-11-22T12:00:00.Z',
    '2026-11-22T12:00:00Zulu',
    '2026-11-22T12:00:00+2:00',
    '+002026-11-22T12:00:00Z',
    '２０２６-11-22T12:00:00Z',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('agrees with the formatter on every day of four centuries', () => {
    for (
      let atMs = Date.UTC(1800, 0, 1);
      atMs < Date.UTC(2200, 0, 1);
      atMs += 17 * DAY_MS + 61_001
    ) {
      expect(parseInstant(formatIsoInstant(atMs))).toBe(atMs);
    }
  });
});

describe('formatIsoInstant', () => {
  it.each([
    [NOON, '2026-11-22T12:00:00Z'],
    [NOON + 7, '2026-11-22T12:00:00.007Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [Date.UTC(2024, 1, 29, 23, 59, 59), '2024-02-29T23:59:59Z'],
  ])('writes %d', (atMs, expected) => {
    expect(formatIsoInstant(atMs)).toBe(expected);
  });
});

describe('days', () => {
  it.each(['2026-11-22', '2024-02-29', '2000-02-29'])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-11-31',
    '2026-1-1',
    '20261122',
    'today',
    '2026-11-22T',
  ])('%s is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it.each([
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-11-22', -29, '2026-10-24'],
  ])('%s and %d more is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });

  it('addDays refuses what is no day', () => {
    expect(() => addDays('soon', 1)).toThrow(RangeError);
  });

  it('isoDay is the UTC date', () => {
    expect(isoDay(Date.UTC(2026, 10, 22, 23, 59))).toBe('2026-11-22');
    expect(utcMs(2026, 11, 22, 12)).toBe(NOON);
  });
});

const MINUTES = 60_000;

describe('zoneOf', () => {
  // Just before and at the instant at which the clocks change, by the published rules of each zone.
  it.each([
    ['UTC', '2026-06-01T00:00:00Z', 0, 0],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 60, 120],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 120, 60],
    ['America/New_York', '2026-03-08T07:00:00Z', -300, -240],
    ['America/New_York', '2026-11-01T06:00:00Z', -240, -300],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 660, 630],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 630, 660],
    ['America/St_Johns', '2026-03-08T05:30:00Z', -210, -150],
    ['America/St_Johns', '2026-11-01T04:30:00Z', -150, -210],
    ['Africa/Casablanca', '2026-02-15T02:00:00Z', 60, 0],
    ['Africa/Casablanca', '2026-03-22T02:00:00Z', 0, 60],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', -600, 840],
    ['Pacific/Apia', '2026-04-05T00:00:00Z', 780, 780],
    ['Asia/Kathmandu', '2026-11-22T00:00:00Z', 345, 345],
    ['Africa/Cairo', '2026-04-23T22:00:00Z', 120, 180],
    ['Africa/Cairo', '2026-10-29T21:00:00Z', 180, 120],
  ])('%s at %s', (name, instant, before, after) => {
    const zone = zoneOf(name);
    const atMs = Date.parse(instant);
    expect(zone.offsetAtMs(atMs - 1)).toBe(before * MINUTES);
    expect(zone.offsetAtMs(atMs)).toBe(after * MINUTES);
  });

  it.each([
    ['Asia/Kathmandu', '2026-11-22T18:14:59.999Z', '2026-11-22'],
    ['Asia/Kathmandu', '2026-11-22T18:15:00.000Z', '2026-11-23'],
    ['Pacific/Kiritimati', '2026-11-22T10:00:00Z', '2026-11-23'],
    ['America/St_Johns', '2026-11-22T03:29:59Z', '2026-11-21'],
    ['America/St_Johns', '2026-11-22T03:30:00Z', '2026-11-22'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('in %s, %s falls on %s', (name, instant, day) => {
    expect(zoneOf(name).dayOf(Date.parse(instant))).toBe(day);
  });

  it('throws for a zone that nobody knows', () => {
    expect(() => zoneOf('Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('UTC', () => {
  it('needs no Intl to say what Intl says of it', () => {
    const [own, intl] = [zoneOf('UTC'), zoneOf('Etc/UTC')];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (atMs) => {
        expect(own.offsetAtMs(atMs)).toBe(intl.offsetAtMs(atMs));
        expect(own.dayOf(atMs)).toBe(intl.dayOf(atMs));
        expect(own.startOfDay(own.dayOf(atMs))).toBe(intl.startOfDay(own.dayOf(atMs)));
      }),
      { numRuns: 300 },
    );
    expect(own.name).toBe('UTC');
  });

  it('takes known offsets only for the zone that they are of', () => {
    const known = { name: 'Asia/Tokyo', offsetAtMs: () => 5 };
    expect(zoneOf('Asia/Tokyo', known).offsetAtMs(NOON)).toBe(5);
    expect(zoneOf('Asia/Seoul', known).offsetAtMs(NOON)).toBe(9 * 3_600_000);
    expect(zoneOf('UTC', known).offsetAtMs(NOON)).toBe(0);
  });
});

describe('startOfDay', () => {
  it.each([
    ['an ordinary day', 'Europe/Berlin', '2026-11-22', '2026-11-21T23:00:00Z'],
    [
      'a day that begins after a spring change of the day before',
      'Europe/Berlin',
      '2026-03-30',
      '2026-03-29T22:00:00Z',
    ],
    ['a half-hour change', 'Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30:00Z'],
    ['midnight is skipped', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['midnight is skipped', 'America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z'],
    ['midnight is skipped', 'America/Havana', '2026-03-08', '2026-03-08T05:00:00Z'],
    ['midnight is repeated: the first one', 'America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['the hour before midnight is repeated', 'Africa/Cairo', '2026-10-30', '2026-10-29T22:00:00Z'],
    ['the day before was skipped', 'Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
    [
      'the skipped day itself: where it would have been',
      'Pacific/Apia',
      '2011-12-30',
      '2011-12-30T10:00:00Z',
    ],
    ['far east', 'Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00Z'],
    ['far west', 'Etc/GMT+12', '2026-11-22', '2026-11-22T12:00:00Z'],
  ])('%s: %s %s', (_, name, day, instant) => {
    expect(formatIsoInstant(zoneOf(name).startOfDay(day))).toBe(instant);
  });

  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'America/St_Johns',
    'Africa/Casablanca',
    'America/Havana',
    'Africa/Cairo',
    'America/Nuuk',
  ])('days of 2026 in %s follow each other without gap or overlap', (name) => {
    const zone = zoneOf(name);
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const start = zone.startOfDay(day);
      expect(zone.dayOf(start)).toBe(day);
      expect(zone.dayOf(start - 1)).toBe(addDays(day, -1));
    }
  });

  it.each(['UTC', 'Europe/Berlin', 'Africa/Casablanca', 'Pacific/Apia', 'America/Havana'])(
    'is the first instant whose local day it is, in any year in %s',
    (name) => {
      const zone = zoneOf(name);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 24_800 }), (days) => {
          const day = isoDay(days * DAY_MS);
          const start = zone.startOfDay(day);
          // A day that was left out has none: it begins where the next one does.
          expect(zone.dayOf(start) >= day).toBe(true);
          expect(zone.dayOf(start - 1) < day).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('throws for what is no day', () => {
    expect(() => zoneOf('UTC').startOfDay('now')).toThrow(RangeError);
  });
});
