/** Times as people type them. */
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../../main/cli/moment.ts';
import { zoneOf } from '../../../main/domain/calendar.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const BERLIN = zoneOf('Europe/Berlin');
const read = (typed: string) => {
  const moment = readMoment(typed, BERLIN, NOW);
  return moment.ok ? new Date(moment.atMs).toISOString() : null;
};

describe('a moment', () => {
  it.each([
    ['2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['2026-11-22 12:30', '2026-11-22T11:30:00.000Z'],
    ['2026-07-01T12:30', '2026-07-01T10:30:00.000Z'],
    ['2026-11-22T11:30:15Z', '2026-11-22T11:30:15.000Z'],
    ['2026-11-22T11:30:15+05:30', '2026-11-22T06:00:15.000Z'],
    // Shown twice: the first. Shown never: no time.
    ['2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29 02:30', null],
    ['2026-02-31', null],
    ['2026-02-31 10:00', null],
    ['2026-11-22 24:00', null],
    ['2026-11-22 12:30:15', null],
    ['22.11.2026', null],
    // In an hour.
    ['2026-11-22 14:00', null],
  ])('%s is %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});
