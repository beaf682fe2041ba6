import { describe, expect, it } from 'vitest';
import {
  clampPercent,
  isSameReset,
  limitKey,
  newestUse,
  reportedWindows,
  stronger,
  windowLengthMs,
  type LimitReading,
} from '../../../main/domain/limits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RESET = Date.UTC(2026, 10, 22, 15, 0);

const READING: LimitReading = {
  agent: 'claude-code',
  account: '/home/u/.claude',
  kind: 'session',
  modelName: null,
  usedPercent: 40,
  resetsAtMs: RESET,
  source: 'status-line',
  observedAtMs: RESET - 3 * HOUR,
};

const reading = (changes: Partial<LimitReading>): LimitReading => ({ ...READING, ...changes });

describe('reportedWindows', () => {
  it('a window starts its own length before its reset', () => {
    const [session] = reportedWindows([READING]);
    const [weekly] = reportedWindows([reading({ kind: 'weekly' })]);
    expect(session?.startsAtMs).toBe(RESET - 5 * HOUR);
    expect(weekly?.startsAtMs).toBe(RESET - 7 * 24 * HOUR);
    const [monthly] = reportedWindows([reading({ kind: 'monthly' })]);
    expect(monthly?.startsAtMs).toBe(RESET - 30 * 24 * HOUR);
  });

  it('resets that jitter name one window, and the newest statement decides', () => {
    const later = reading({ resetsAtMs: RESET + MINUTE, observedAtMs: RESET - HOUR });
    const windows = reportedWindows([later, READING]);
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({ resetsAtMs: RESET + MINUTE, readings: [READING, later] });
  });

  it('a moved reset is another window', () => {
    const moved = reading({ resetsAtMs: RESET + HOUR, observedAtMs: RESET - HOUR });
    expect(reportedWindows([moved, READING]).map(({ resetsAtMs }) => resetsAtMs)).toEqual([
      RESET,
      RESET + HOUR,
    ]);
  });

  it('a reading without a reset belongs to the window that is open at its time', () => {
    const bare = reading({ resetsAtMs: null, observedAtMs: RESET - HOUR, usedPercent: 55 });
    const windows = reportedWindows([READING, bare]);
    expect(windows).toHaveLength(1);
    expect(windows[0]).toMatchObject({ resetsAtMs: RESET, readings: [READING, bare] });
  });

  it('after the reset it is a window of its own, whose end nobody knows', () => {
    const bare = reading({ resetsAtMs: null, observedAtMs: RESET + HOUR });
    expect(reportedWindows([READING, bare]).map(({ resetsAtMs }) => resetsAtMs)).toEqual([
      RESET,
      null,
    ]);
  });

  it('limits, accounts, models and agents are kept apart', () => {
    const readings = [
      READING,
      reading({ kind: 'weekly' }),
      reading({ account: '/home/u/.claude-work' }),
      reading({ agent: 'codex' }),
      reading({ kind: 'weekly-model', modelName: 'Opus' }),
      reading({ kind: 'weekly-model', modelName: 'Sonnet' }),
    ];
    expect(reportedWindows(readings)).toHaveLength(6);
    expect(new Set(readings.map(limitKey)).size).toBe(6);
  });

  it('nothing said is no window', () => {
    expect(reportedWindows([])).toEqual([]);
  });
});

describe('newestUse', () => {
  it('is the newest reading that states a percent', () => {
    const silent = reading({ usedPercent: null, observedAtMs: RESET - HOUR });
    const [window] = reportedWindows([READING, silent]);
    expect(newestUse(window!)).toEqual(READING);
  });

  it('lies within 0 and 100', () => {
    const [window] = reportedWindows([reading({ usedPercent: 102 })]);
    expect(newestUse(window!)?.usedPercent).toBe(100);
  });

  it('is unknown, not zero, when none does', () => {
    const [window] = reportedWindows([reading({ usedPercent: null })]);
    expect(newestUse(window!)).toBeNull();
  });
});

describe('small things', () => {
  it('a reset is the same within fifteen minutes', () => {
    expect(isSameReset(RESET, RESET + 15 * MINUTE)).toBe(true);
    expect(isSameReset(RESET, RESET - 15 * MINUTE - 1)).toBe(false);
  });

  it('windows last five hours or a week', () => {
    expect(windowLengthMs('session')).toBe(5 * HOUR);
    expect(windowLengthMs('weekly')).toBe(168 * HOUR);
    expect(windowLengthMs('weekly-model')).toBe(168 * HOUR);
  });

  it.each([
    [-1, 0],
    [0, 0],
    [97.5, 97.5],
    [140, 100],
  ])('clampPercent of %d is %d', (percent, expected) => {
    expect(clampPercent(percent)).toBe(expected);
  });
});

describe('stronger', () => {
  const other = (changes: Partial<LimitReading>) => {
    const changed = reading(changes);
    // Whichever came first.
    const [found, turned] = [stronger(READING, changed), stronger(changed, READING)];
    expect(turned).toEqual(found);
    return found === changed;
  };

  it('takes the higher use of one window', () => {
    expect(other({ usedPercent: 98, resetsAtMs: RESET - MINUTE })).toBe(true);
    expect(other({ usedPercent: 12, resetsAtMs: RESET + MINUTE })).toBe(false);
    expect(other({ usedPercent: null })).toBe(false);
    expect(other({ usedPercent: 98, resetsAtMs: null })).toBe(true);
    expect(other({ resetsAtMs: null })).toBe(false);
  });

  it('takes the later end of one window that is as far used, by a millisecond', () => {
    expect(other({ resetsAtMs: RESET + 1 })).toBe(true);
    expect(other({ resetsAtMs: RESET - 1 })).toBe(false);
  });

  it('takes the later of two windows, however little of it is used', () => {
    expect(other({ usedPercent: 1, resetsAtMs: RESET + 5 * HOUR })).toBe(true);
    expect(other({ usedPercent: 98, resetsAtMs: RESET - 5 * HOUR })).toBe(false);
  });
});
