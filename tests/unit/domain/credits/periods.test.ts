import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../../main/domain/calendar.ts';
import { dayOf, monthOf } from '../../../../main/domain/credits/periods.ts';
import { CHANGES, ZONES } from '../zones.ts';

const HOUR = 3_600_000;

/** Local date by the platform's own formatter: year, month, day. */
const localDate = (atMs: number, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(atMs);

describe.each(ZONES)('budgets in %s', (name) => {
  const zone = zoneOf(name);

  it('a day holds exactly the instants of its date, also where clocks change', () => {
    for (const change of CHANGES) {
      for (let hours = -30; hours <= 30; hours += 1) {
        const atMs = change + hours * HOUR;
        const { fromMs, untilMs } = dayOf(atMs, zone);
        expect(fromMs <= atMs && atMs < untilMs).toBe(true);
        const date = localDate(atMs, name);
        expect([localDate(fromMs, name), localDate(untilMs - 1, name)]).toEqual([date, date]);
        expect(localDate(fromMs - 1, name)).not.toBe(date);
        expect(localDate(untilMs, name)).not.toBe(date);
      }
    }
  });

  it('a month likewise', () => {
    for (const change of CHANGES) {
      for (let days = -40; days <= 40; days += 1) {
        const atMs = change + days * 24 * HOUR;
        const { fromMs, untilMs } = monthOf(atMs, zone);
        expect(fromMs <= atMs && atMs < untilMs).toBe(true);
        const month = localDate(atMs, name).slice(0, 7);
        expect(localDate(fromMs, name)).toBe(`${month}-01`);
        expect(localDate(fromMs - 1, name).slice(0, 7)).not.toBe(month);
        expect(localDate(untilMs - 1, name).slice(0, 7)).toBe(month);
        expect(localDate(untilMs, name).slice(8)).toBe('01');
      }
    }
  });
});

it('days are 23 and 25 hours long where clocks change', () => {
  const berlin = zoneOf('Europe/Berlin');
  const length = ({ fromMs, untilMs }: { fromMs: number; untilMs: number }) =>
    (untilMs - fromMs) / HOUR;
  expect(length(dayOf(Date.UTC(2026, 2, 29, 1), berlin))).toBe(23);
  expect(length(dayOf(Date.UTC(2026, 9, 25, 1), berlin))).toBe(25);
});
