import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatDollars,
  formatDuration,
  formatPercent,
  formatReportedMoney,
  formatTokens,
} from '../../../preload/contract/formatting.ts';
import { ENGLISH } from '../../../preload/contract/languages/say.ts';

const BRITISH = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const GERMAN = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
const MINUTE_MS = 60_000;

/** Figures and units never part at a line's end; the tests read better with plain spaces. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('percent', () => {
  test.each([
    [0, '0%'],
    [61.5, '62%'],
    [99.4, '99%'],
    [99.5, '99%'],
    [99.999, '99%'],
    [100, '100%'],
    [104.2, '104%'],
  ])('%d is written %s, and 100%% only once it is reached', (percent, words) => {
    expect(formatPercent(percent, BRITISH)).toBe(words);
  });

  test('is written as the locale does', () => {
    expect(formatPercent(62, GERMAN)).toBe('62\u00a0%');
  });
});

describe('dollars', () => {
  test.each([
    [0, '$0.00'],
    [1, 'under $0.01'],
    [4_999, 'under $0.01'],
    [9_999, 'under $0.01'],
    [10_000, '$0.01'],
    [18_204_311, '$18.20'],
    [1_234_567_890_000, '$1,234,567.89'],
    [-1, 'over -$0.01'],
    [-3_200_000, '-$3.20'],
  ])('%d micro-dollars are %s, and spending never reads as nothing', (micros, words) => {
    expect(formatDollars(micros, BRITISH)).toBe(words);
  });

  test('say which dollars where the sign means others too', () => {
    expect(plain(formatDollars(18_200_000, { ...BRITISH, locale: 'en-AU' }))).toMatch(/^USD? ?/);
    expect(formatDollars(18_200_000, { ...BRITISH, locale: 'en-CA' })).toBe('US$18.20');
  });

  test('are written as the locale does', () => {
    expect(plain(formatDollars(1_234_500_000, GERMAN))).toBe('1.234,50 $');
  });
});

describe('money as reported', () => {
  test.each([
    [{ currency: 'USD', minorUnits: 2341, exponent: 2 }, '$23.41'],
    [{ currency: 'USD', minorUnits: 0, exponent: 2 }, '$0.00'],
    [{ currency: 'USD', minorUnits: 4, exponent: 3 }, 'under $0.01'],
    [{ currency: 'USD', minorUnits: -125, exponent: 2 }, '-$1.25'],
    [{ currency: 'EUR', minorUnits: 1999, exponent: 2 }, '€19.99'],
    [{ currency: 'JPY', minorUnits: 1200, exponent: 0 }, '¥1,200'],
    [{ currency: 'credits', minorUnits: 1250, exponent: 0 }, '1,250 credits'],
    [{ currency: 'credits', minorUnits: 12_345, exponent: 1 }, '1,234.5 credits'],
  ])('%j is %s', (money, words) => {
    expect(plain(formatReportedMoney(money, BRITISH))).toBe(words);
  });

  test('keeps every unit of an amount that a float would round', () => {
    const money = { currency: 'USD', minorUnits: 9_007_199_254_740_991, exponent: 2 };
    expect(formatReportedMoney(money, BRITISH)).toBe('$90,071,992,547,409.91');
  });
});

describe('durations', () => {
  test.each([
    [-5 * MINUTE_MS, 'under 1 min'],
    [0, 'under 1 min'],
    [59_999, 'under 1 min'],
    [MINUTE_MS, '1 min'],
    [60 * MINUTE_MS, '1 h'],
    [100 * MINUTE_MS, '1 h 40 min'],
    [1439 * MINUTE_MS, '23 h 59 min'],
    [1440 * MINUTE_MS, '1 d'],
    [(3 * 1440 + 250) * MINUTE_MS, '3 d 4 h'],
  ])('%d ms are %s', (durationMs, words) => {
    expect(plain(formatDuration(durationMs, ENGLISH))).toBe(words);
  });
});

describe('ages', () => {
  test.each([
    [-3_600_000, 'just now'],
    [4_999, 'just now'],
    [5_000, '5 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_599_999, '59 min ago'],
    [3_600_000, '1 h ago'],
    [86_399_999, '23 h ago'],
    [2 * 86_400_000, '2 d ago'],
  ])('%d ms old is %s', (ageMs, words) => {
    expect(plain(formatAge(1_000_000_000_000 - ageMs, 1_000_000_000_000, ENGLISH))).toBe(words);
  });
});

describe('tokens and bytes', () => {
  test.each([
    [812, '812'],
    [48_230, '48.2K'],
    [7_712_345_678, '7.7B'],
  ])('%d tokens are %s', (tokens, words) => {
    expect(formatTokens(tokens, { ...BRITISH, locale: 'en-US' })).toBe(words);
  });

  test.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1_000, '1 kB'],
    [3_398_000_000, '3.4 GB'],
    [5e15, '5,000 TB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(plain(formatBytes(bytes, BRITISH))).toBe(words);
  });
});
