import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  windowStartSavings,
  type DrivenWindow,
} from '../../../../main/domain/advice/windowStart.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const minuteOf = (atMs: number) => Math.floor(atMs / MINUTE) % 1440;

const use = (startedAtMs: number, costMicros: number, isCredits = false) => ({
  startedAtMs,
  costMicros,
  isCredits,
});

/** A window from nine to two that is full at one, and an hour of paid work after that. */
function day(index: number) {
  const startsAtMs = index * DAY + 9 * HOUR;
  const window: DrivenWindow = {
    startsAtMs,
    resetsAtMs: startsAtMs + 5 * HOUR,
    fullAtMs: startsAtMs + 4 * HOUR,
  };
  const uses = [
    use(startsAtMs, 5_000_000),
    use(startsAtMs + 3 * HOUR, 5_000_000),
    use(startsAtMs + 4.25 * HOUR, 1_000_000, true),
    use(startsAtMs + 4.75 * HOUR, 1_000_000, true),
  ];
  return { window, uses };
}

const DAYS = [day(1), day(2), day(3)];
const windows = DAYS.map(({ window }) => window);
const uses = DAYS.flatMap((one) => one.uses);

describe('an earlier start of the window', () => {
  it('saves what was paid between the earlier reset and the later one, with the shortest lead', () => {
    expect(windowStartSavings(windows, uses, 'Personal', minuteOf)).toEqual({
      kind: 'window-start',
      accountLabel: 'Personal',
      usualMinute: 540,
      betterMinute: 480,
      windows: 3,
      savingMicros: 6_000_000,
      creditSavingMicros: 6_000_000,
    });
  });

  it('counts no day on which somebody was at work, or another window open, before it', () => {
    const early = [...uses, use(windows[0]!.startsAtMs - 5 * MINUTE, 1)];
    expect(windowStartSavings(windows, early, 'Personal', minuteOf)?.windows).toBe(2);
    const { startsAtMs } = windows[0]!;
    const open = {
      startsAtMs: startsAtMs - 5 * HOUR,
      resetsAtMs: startsAtMs - MINUTE,
      fullAtMs: null,
    };
    expect(windowStartSavings([open, ...windows], uses, 'Personal', minuteOf)?.windows).toBe(2);
  });

  it('counts no window after which more would have followed than is known to fit', () => {
    const busy = [...uses, use(windows[0]!.resetsAtMs + HOUR / 2, 9_500_000)];
    expect(windowStartSavings(windows, busy, 'Personal', minuteOf)?.windows).toBe(2);
  });

  it('is no habit of one day, and nothing without credits', () => {
    expect(windowStartSavings([windows[0]!], DAYS[0]!.uses, 'Personal', minuteOf)).toBeNull();
    const free = uses.map((one) => ({ ...one, isCredits: false }));
    expect(windowStartSavings(windows, free, 'Personal', minuteOf)).toBeNull();
  });

  it('never promises more than credits paid', () => {
    const anyUse = fc
      .tuple(fc.integer({ min: 0, max: 4 * 24 * 60 }), fc.nat(3_000_000), fc.boolean())
      .map(([minute, micros, isCredits]) => use(minute * MINUTE, micros, isCredits));
    fc.assert(
      fc.property(fc.array(anyUse), (more) => {
        const all = [...uses, ...more];
        const paid = all.filter(({ isCredits }) => isCredits);
        const most = paid.reduce((sum, { costMicros }) => sum + costMicros, 0);
        const saving = windowStartSavings(windows, all, 'Personal', minuteOf)?.savingMicros ?? 0;
        expect(saving).toBeLessThanOrEqual(most);
      }),
    );
  });
});
