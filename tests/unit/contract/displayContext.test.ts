import { describe, expect, it } from 'vitest';
import { displayContext } from '../../../preload/contract/displayContext.ts';
import { formatClock, formatDollars } from '../../../preload/contract/formatting.ts';

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
