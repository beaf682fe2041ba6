import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindow, usageWindows, windowAt } from '../../../main/domain/windows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T = Date.UTC(2026, 10, 22, 9, 17);

describe('usageWindows', () => {
  it('a window begins with a message, to the minute, and lasts five hours', () => {
    expect(usageWindows([T, T + HOUR], [])).toEqual([
      { startsAtMs: T, resetsAtMs: T + 5 * HOUR, isReported: false },
    ]);
  });

  it('the next begins with the first message after it, not where it ended', () => {
    const starts = usageWindows([T, T + 5 * HOUR - 1, T + 7 * HOUR], []).map(
      ({ startsAtMs }) => startsAtMs,
    );
    expect(starts).toEqual([T, T + 7 * HOUR]);
  });

  it('a message at the very end belongs to the next', () => {
    expect(usageWindows([T, T + 5 * HOUR], [])).toHaveLength(2);
  });

  it('a reported window is taken as it is, although use was seen later', () => {
    const reported = { startsAtMs: T - HOUR, resetsAtMs: T + 4 * HOUR };
    expect(usageWindows([T], [reported])).toEqual([{ ...reported, isReported: true }]);
  });

  it('a guessed window ends where a reported one begins', () => {
    const reported = { startsAtMs: T + 3 * HOUR, resetsAtMs: T + 8 * HOUR };
    expect(usageWindows([T, T + 4 * HOUR], [reported])).toEqual([
      { startsAtMs: T, resetsAtMs: T + 3 * HOUR, isReported: false },
      { ...reported, isReported: true },
    ]);
  });

  it('a reported window without messages is left out', () => {
    const reported = { startsAtMs: T - 9 * HOUR, resetsAtMs: T - 4 * HOUR };
    expect(usageWindows([T], [reported])).toHaveLength(1);
  });

  it('every message lies in exactly one window, and windows do not overlap', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 40 });
    const spans = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4 });
    fc.assert(
      fc.property(minutes, spans, (at, spanStarts) => {
        const messages = at.map((minute) => minute * MINUTE).sort((a, b) => a - b);
        const reported = spanStarts
          .sort((a, b) => a - b)
          .filter((start, index, all) => index === 0 || start - (all[index - 1] ?? 0) >= 300)
          .map((minute) => ({
            startsAtMs: minute * MINUTE,
            resetsAtMs: minute * MINUTE + 5 * HOUR,
          }));
        const windows = usageWindows(messages, reported);
        for (const message of messages) {
          const holding = windows.filter(
            ({ startsAtMs, resetsAtMs }) => startsAtMs <= message && message < resetsAtMs,
          );
          expect(holding).toHaveLength(1);
          expect(windowAt(windows, message)).toBe(holding[0]);
        }
        windows.slice(1).forEach((window, index) => {
          expect(window.startsAtMs).toBeGreaterThanOrEqual(windows[index]!.resetsAtMs);
        });
      }),
    );
  });
});

describe('windowAt', () => {
  const windows = usageWindows([T, T + 7 * HOUR], []);

  it.each([
    [T - 1, undefined],
    [T, 0],
    [T + 5 * HOUR - 1, 0],
    [T + 5 * HOUR, undefined],
    [T + 7 * HOUR, 1],
    [T + 20 * HOUR, undefined],
  ])('finds the window of an instant, or none', (atMs, index) => {
    expect(windowAt(windows, atMs)).toBe(index === undefined ? undefined : windows[index]);
  });
});

describe('the open window', () => {
  it('is the last that has begun and not ended', () => {
    expect(openWindow([T - 9 * HOUR, T - HOUR], [], T)?.startsAtMs).toBe(T - HOUR);
    expect(openWindow([T - 5 * HOUR], [], T)).toBeNull();
    expect(openWindow([T + MINUTE], [], T)).toBeNull();
  });

  it('is not hidden by a message of the coming minute', () => {
    const started = T - 5 * HOUR + MINUTE / 2;
    expect(openWindow([started, T + MINUTE], [], T)?.startsAtMs).toBe(started);
  });
});
