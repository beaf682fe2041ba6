import { describe, expect, test } from 'vitest';
import { formatClock, formatInstant, localDay } from '../../../preload/contract/formatting.ts';

const BERLIN = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const NEW_YORK = { locale: 'en-US', timeZone: 'America/New_York' };
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 22, 13, 19);

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('clock time', () => {
  test('has two digits for the hour on a clock of twenty-four', () => {
    expect(formatClock(Date.UTC(2026, 10, 22, 8, 5), BERLIN)).toBe('09:05');
    expect(formatClock(Date.UTC(2026, 10, 21, 23, 0), BERLIN)).toBe('00:00');
    expect(formatClock(Date.UTC(2026, 10, 22, 8, 5), { ...BERLIN, locale: 'de' })).toBe('09:05');
  });

  test('says morning or afternoon on a clock of twelve', () => {
    expect(plain(formatClock(Date.UTC(2026, 10, 22, 14, 5), NEW_YORK))).toBe('9:05 AM');
    expect(plain(formatClock(Date.UTC(2026, 10, 22, 17, 0), NEW_YORK))).toBe('12:00 PM');
    expect(plain(formatClock(Date.UTC(2026, 10, 22, 5, 0), NEW_YORK))).toBe('12:00 AM');
  });
});

describe('instants', () => {
  test.each([
    [0, '14:19'],
    [-DAY_MS, 'Sat 14:19'],
    [3 * DAY_MS, 'Wed 14:19'],
    [7 * DAY_MS, '29 Nov 14:19'],
  ])('%d ms away is %s', (distanceMs, words) => {
    expect(formatInstant(NOW_MS + distanceMs, NOW_MS, BERLIN)).toBe(words);
  });

  test('names the day as soon as midnight lies between, in the zone of the user', () => {
    const beforeMidnight = Date.UTC(2026, 10, 22, 22, 50);
    const afterMidnight = Date.UTC(2026, 10, 22, 23, 10);
    expect(formatInstant(afterMidnight, beforeMidnight, BERLIN)).toBe('Mon 00:10');
    expect(formatInstant(afterMidnight, beforeMidnight, { ...BERLIN, timeZone: 'UTC' })).toBe(
      '23:10',
    );
  });
});

describe('days on which the clock changes', () => {
  test('the hour that comes twice reads the same, an hour apart', () => {
    const firstMs = Date.UTC(2026, 9, 25, 0, 30);
    expect(formatClock(firstMs, BERLIN)).toBe('02:30');
    expect(formatClock(firstMs + 3_600_000, BERLIN)).toBe('02:30');
  });

  test('the hour that is left out never appears', () => {
    const beforeMs = Date.UTC(2027, 2, 28, 0, 59);
    expect(formatClock(beforeMs, BERLIN)).toBe('01:59');
    expect(formatClock(beforeMs + 60_000, BERLIN)).toBe('03:00');
  });

  test('the long and the short day are one day each', () => {
    const longDay = [Date.UTC(2026, 9, 24, 22, 0), Date.UTC(2026, 9, 25, 22, 59)];
    expect(longDay.map((atMs) => localDay(atMs, 'Europe/Berlin'))).toEqual([
      '2026-10-25',
      '2026-10-25',
    ]);
    const shortDay = [Date.UTC(2027, 2, 27, 23, 0), Date.UTC(2027, 2, 28, 21, 59)];
    expect(shortDay.map((atMs) => localDay(atMs, 'Europe/Berlin'))).toEqual([
      '2027-03-28',
      '2027-03-28',
    ]);
    expect(localDay(Date.UTC(2027, 2, 28, 22, 0), 'Europe/Berlin')).toBe('2027-03-29');
  });
});
