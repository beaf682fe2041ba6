/** Windows under changing clocks: zones, daylight saving, jumps, sleep, jitter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOf, parseInstant, formatIsoInstant } from '../../../main/domain/calendar.ts';
import { windowViews, type AgentActivity } from '../../../main/domain/windowViews.ts';
import { CHANGES, ZONES } from './zones.ts';
import { ACCOUNT, DAY, HOUR, limitReading, MINUTE, NOW, RESET } from './windowView.ts';

const lastWork = (lastEventAtMs: number): AgentActivity => ({
  agent: 'claude-code',
  account: ACCOUNT,
  messageStartsMs: [lastEventAtMs],
  lastEventAtMs,
  comparison: null,
});

/** An instant as its zone writes it, with its offset. */
function localText(atMs: number, zoneName: string): string {
  const offsetMs = zoneOf(zoneName).offsetAtMs(atMs);
  const minutes = Math.abs(offsetMs) / MINUTE;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const sign = offsetMs < 0 ? '-' : '+';
  const local = formatIsoInstant(atMs + offsetMs).replace('Z', '');
  return `${local}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

describe.each(ZONES)('in %s', (zoneName) => {
  it('a window is five hours long across every change of the clocks, however its reset is written', () => {
    for (const change of CHANGES) {
      for (let quarter = -20; quarter <= 20; quarter += 1) {
        const resetsAtMs = change + quarter * 15 * MINUTE;
        const read = parseInstant(localText(resetsAtMs, zoneName));
        expect(read).toBe(resetsAtMs);
        const nowMs = resetsAtMs - HOUR;
        const [view] = windowViews(
          [limitReading({ resetsAtMs: read, observedAtMs: nowMs - MINUTE })],
          [],
          nowMs,
        );
        expect(view).toMatchObject({
          startsAtMs: resetsAtMs - 5 * HOUR,
          resetsAtMs,
          evenPacePercent: 80,
        });
      }
    }
  });
});

describe('the clock jumps', () => {
  it('a day ahead: the reset has passed, nothing is used; back again: as before', () => {
    const activity = lastWork(NOW - MINUTE);
    const before = windowViews([limitReading()], [activity], NOW);
    expect(windowViews([limitReading()], [activity], NOW + DAY)).toMatchObject([
      { phase: 'not-started', usedPercent: 0, resetsAtMs: null },
    ]);
    expect(windowViews([limitReading()], [activity], NOW)).toEqual(before);
  });

  it('a day back: what was read stays, and nothing is negative', () => {
    const [view] = windowViews([limitReading()], [lastWork(NOW - MINUTE)], NOW - DAY);
    expect(view).toMatchObject({ usedPercent: 40, evenPacePercent: 0, isStale: false });
  });

  it('a reading dated by a clock that was a day ahead does not beat those after the correction', () => {
    const wrong = limitReading({
      observedAtMs: NOW + DAY,
      resetsAtMs: RESET + DAY,
      usedPercent: 99,
    });
    const [view] = windowViews([wrong, limitReading()], [], NOW);
    expect(view).toMatchObject({ usedPercent: 40, resetsAtMs: RESET });
    // Alone it is all there is.
    expect(windowViews([wrong], [], NOW)[0]?.usedPercent).toBe(99);
    // A minute is no jump: clocks of one machine's programs differ by less.
    const soon = limitReading({ observedAtMs: NOW + MINUTE, usedPercent: 41 });
    expect(windowViews([soon, limitReading()], [], NOW)[0]?.usedPercent).toBe(41);
  });
});

describe('sleep over a reset', () => {
  it('wakes to a window that has not started, never to the old percent', () => {
    for (const sleptMs of [MINUTE, HOUR, 40 * HOUR]) {
      expect(
        windowViews([limitReading({ usedPercent: 97 })], [lastWork(NOW)], RESET + sleptMs),
      ).toMatchObject([{ phase: 'not-started', usedPercent: 0, pace: null }]);
    }
  });

  it('to the millisecond of the reset', () => {
    const at = (nowMs: number) =>
      windowViews([limitReading()], [lastWork(NOW)], nowMs)[0]?.usedPercent;
    expect([at(RESET - 1), at(RESET)]).toEqual([40, 0]);
  });
});

describe('jitter', () => {
  it('one window keeps one id and one view, however its reset jitters and wherever it lies', () => {
    const jitter = fc.array(fc.integer({ min: -7 * MINUTE, max: 7 * MINUTE }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: HOUR, max: 4 * HOUR }), jitter, (inMs, offsets) => {
        const first = limitReading({ resetsAtMs: NOW + inMs, observedAtMs: NOW - HOUR });
        const [before] = windowViews([first], [], NOW);
        const others = offsets.map((offset, index) =>
          limitReading({
            resetsAtMs: NOW + inMs + offset,
            observedAtMs: NOW - HOUR + (index + 1) * MINUTE,
          }),
        );
        const views = windowViews([first, ...others], [], NOW);
        expect(views.map(({ id }) => id)).toEqual([before?.id]);
      }),
    );
  });

  it('a percent beyond its range is clamped, an unknown one stays unknown', () => {
    const use = (usedPercent: number | null) =>
      windowViews([limitReading({ usedPercent })], [], NOW)[0]?.usedPercent;
    expect([use(-3), use(102), use(null)]).toEqual([0, 100, null]);
  });
});
