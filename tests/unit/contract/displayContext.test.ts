import { describe, expect, it } from 'vitest';
import { displayContext } from '../../../preload/contract/displayContext.ts';
import {
  costRangeWords,
  formatClock,
  formatDollars,
  formatPercent,
  formatReportedMoney,
  hidesAmounts,
  usageWords,
} from '../../../preload/contract/formatting.ts';

const AFTERNOON_MS = Date.UTC(2026, 10, 22, 14, 5);
const SYSTEM = { locale: 'en-US', timeZone: 'America/New_York' };
const NOTHING_SET = {
  timeZone: null,
  language: null,
  hourCycle: null,
  weekStartsOn: null,
  hideAmounts: false,
  shows: 'used',
} as const;

describe('figures and times', () => {
  it('are written as the system says until something is set', () => {
    expect(displayContext(NOTHING_SET, SYSTEM)).toEqual(SYSTEM);
  });

  it.each([
    [{ timeZone: 'UTC' }, '2:05 PM'],
    [{ timeZone: 'UTC', language: 'de-DE' }, '14:05'],
    [{ timeZone: 'UTC', hourCycle: '24' }, '14:05'],
    [{ timeZone: 'UTC', language: 'de-DE', hourCycle: '12' }, '2:05 PM'],
    [{ hourCycle: '24' }, '09:05'],
  ] as const)('%j: %s', (set, clock) => {
    const context = displayContext({ ...NOTHING_SET, ...set }, SYSTEM);
    expect(formatClock(AFTERNOON_MS, context).replace(/\s/gu, ' ')).toBe(clock);
  });

  it('keep the language’s money beside another clock', () => {
    const context = displayContext({ ...NOTHING_SET, hourCycle: '24' }, SYSTEM);
    expect(formatDollars(12_500_000, context)).toBe('$12.50');
  });
});

describe('the locale', () => {
  const set = (changes: Partial<Parameters<typeof displayContext>[0]>, system = SYSTEM) =>
    displayContext({ ...NOTHING_SET, ...changes }, system);

  it('carries the first day of the week', () => {
    const firstDay = (locale: string) =>
      (
        new Intl.Locale(locale) as Intl.Locale & { getWeekInfo(): { firstDay: number } }
      ).getWeekInfo().firstDay;
    expect(firstDay(set({}).locale)).toBe(7);
    expect(firstDay(set({ weekStartsOn: 'monday', hourCycle: '24' }).locale)).toBe(1);
    expect(firstDay(set({ weekStartsOn: 'saturday' }).locale)).toBe(6);
  });

  it('hides every amount, and nothing else', () => {
    const hidden = set({ hideAmounts: true, hourCycle: '24', shows: 'left' });
    expect(formatDollars(12_500_000, hidden)).toBe('$•••');
    expect(formatDollars(5, hidden)).toBe('$•••');
    expect(costRangeWords({ leastMicros: 1, mostMicros: 9_000_000 }, hidden)).toBe('$•••');
    const money = (currency: string) =>
      formatReportedMoney({ currency, minorUnits: 2341, exponent: 2 }, hidden);
    expect(['USD', 'EUR', 'credits'].map((one) => money(one).replace(/\s/gu, ' '))).toEqual([
      '$•••',
      'EUR •••',
      '••• credits',
    ]);
    expect(formatClock(AFTERNOON_MS, hidden)).toBe('09:05');
  });

  it.each([
    [0, '100% left'],
    [0.4, '100% left'],
    [62, '38% left'],
    [99.7, '1% left'],
    [100, '0% left'],
    [130, '0% left'],
  ])('turns %d%% used into %s', (used, words) => {
    expect(usageWords(used, set({ shows: 'left' }))).toBe(words);
    expect(usageWords(used, set({}))).toMatch(/used$/);
  });

  it('keeps a private part that the language has already', () => {
    const { locale } = set({ language: 'de-x-hidden', hideAmounts: true });
    expect(hidesAmounts({ locale })).toBe(true);
    expect(hidesAmounts({ locale: 'de-x-hidden' })).toBe(false);
    expect(formatPercent(62, { locale, timeZone: 'UTC' }).replace(/\s/gu, ' ')).toBe('62 %');
  });
});
