import { describe, expect, it } from 'vitest';
import { isQuietAt } from '../../../../main/domain/alerts/quiet.ts';
import { HOUR, MINUTE, names, NOW, RESET, SETTINGS, timeline } from './picture.ts';

/** From 13:00 to 14:00 in Berlin. */
const QUIET = { ...SETTINGS, quietHours: { fromMinute: 780, untilMinute: 840 } };

describe('quiet hours', () => {
  it('hold back, then tell in one notification; of a window only the highest level', () => {
    const { use, step } = timeline(QUIET);
    use(40, NOW - MINUTE);
    expect(use(76, NOW)).toEqual([]);
    expect(use(91, NOW + MINUTE)).toEqual([]);
    const other = { kind: 'weekly', resetsAtMs: RESET + 48 * HOUR } as const;
    use(10, NOW + 2 * MINUTE, other);
    use(80, NOW + 3 * MINUTE, other);
    expect(step(NOW + HOUR - 1, [])).toEqual([]);
    expect(names(step(NOW + HOUR, []))).toEqual(['missed: 90, 75']);
    expect(step(NOW + 2 * HOUR, [])).toEqual([]);
  });

  it('a single one that still matters is told as itself, one that is over as missed', () => {
    const one = timeline(QUIET);
    one.use(40, NOW - MINUTE);
    one.use(76, NOW);
    expect(names(one.step(NOW + HOUR, []))).toEqual(['75']);
    const over = timeline(QUIET);
    over.use(40, NOW - MINUTE);
    over.use(76, NOW);
    expect(names(over.step(RESET + HOUR, []))).toEqual(['missed: 75']);
  });

  it('do not hold back a warning of paid use, unless the user wants that', () => {
    const loud = timeline(QUIET);
    loud.use(40, NOW - MINUTE);
    expect(names(loud.use(98, NOW))).toEqual(['97 paid next']);
    const silent = timeline({ ...QUIET, doesPaidUseBreakQuiet: false });
    silent.use(40, NOW - MINUTE);
    expect(silent.use(98, NOW)).toEqual([]);
  });
});

describe('isQuietAt', () => {
  const night = { fromMinute: 22 * 60, untilMinute: 7 * 60 };

  it.each([
    ['2026-11-22T21:59', false],
    ['2026-11-22T22:00', true],
    ['2026-11-23T03:00', true],
    ['2026-11-23T06:59', true],
    ['2026-11-23T07:00', false],
  ])('over midnight, by local clocks: %s', (local, isQuiet) => {
    expect(isQuietAt(night, Date.parse(`${local}:00+01:00`), 'Europe/Berlin')).toBe(isQuiet);
  });

  it('through both changes of the clocks', () => {
    const early = { fromMinute: 120, untilMinute: 180 };
    // In spring there is no hour from two to three, in autumn there are two.
    const quietMinutes = (day: number) =>
      Array.from({ length: 1500 }, (_, minute) => day + minute * MINUTE).filter((atMs) =>
        isQuietAt(early, atMs, 'Europe/Berlin'),
      ).length;
    expect(quietMinutes(Date.UTC(2026, 2, 28, 23))).toBe(0);
    expect(quietMinutes(Date.UTC(2026, 9, 24, 22))).toBe(120);
  });

  it('no hours, or hours of no length, are never quiet', () => {
    expect(isQuietAt(null, NOW, 'UTC')).toBe(false);
    expect(isQuietAt({ fromMinute: 5, untilMinute: 5 }, NOW, 'UTC')).toBe(false);
  });
});
