import { describe, expect, it } from 'vitest';
import { costHitRate, planHitRate } from '../../../../main/domain/forecast/backTest.ts';
import {
  outcomeOf,
  pastWindows,
  type PastWindow,
} from '../../../../main/domain/forecast/outcomes.ts';
import { reportedWindows, type LimitReading } from '../../../../main/domain/limits.ts';
import { event, HOUR, MINUTE, price } from './events.ts';

const START = Date.UTC(2026, 10, 1, 8);

/** A past window from its percent at each minute, read every five minutes. */
function windowWith(index: number, percentAt: (minute: number) => number): PastWindow {
  const startsAtMs = START + index * 6 * HOUR;
  const road = Array.from({ length: 60 }, (_, step) => ({
    atMs: startsAtMs + step * 5 * MINUTE,
    usedPercent: Math.min(100, percentAt(step * 5)),
  }));
  return { startsAtMs, resetsAtMs: startsAtMs + 5 * HOUR, road };
}

const five = (percentAt: (minute: number) => number) =>
  [0, 1, 2, 3, 4].map((index) => windowWith(index, percentAt));

/** Slow use and then a burst that uses the plan up; fast use that stops short of the end. */
const burst = (minute: number) => (minute <= 240 ? minute / 12 : 20 + (minute - 240) * 4);
const halt = (minute: number) => Math.min(90, minute * 0.8);

describe('planHitRate', () => {
  it('even use is forecast rightly, whether it lasts or ends early', () => {
    for (const perMinute of [0.1, 0.3, 0.5, 1]) {
      expect(
        planHitRate(
          five((minute) => minute * perMinute),
          [],
        ),
      ).toEqual({
        kind: 'measured',
        windowsCompared: 5,
        windowsRight: 5,
        hitPercent: 100,
      });
    }
  });

  it('a late burst that no pace could foretell counts against the forecast', () => {
    expect(planHitRate(five(burst), [])).toMatchObject({ windowsRight: 0, hitPercent: 0 });
  });

  it('an end that was forecast and did not come counts against it', () => {
    expect(planHitRate(five(halt), [])).toMatchObject({ windowsCompared: 5, hitPercent: 0 });
  });

  it('fewer than five windows are not a measurement', () => {
    expect(planHitRate(five((minute) => minute * 0.1).slice(1), [])).toEqual({
      kind: 'not-measured',
      windowsCompared: 4,
      needed: 5,
    });
  });

  it('windows of which nobody knows the end are left out', () => {
    const cut = five((minute) => minute * 0.1).map((window) => ({
      ...window,
      road: window.road.filter(({ atMs }) => atMs < window.startsAtMs + 3 * HOUR),
    }));
    const used = cut.map(({ resetsAtMs }) => resetsAtMs - HOUR);
    expect(planHitRate(cut, used)).toMatchObject({ kind: 'not-measured', windowsCompared: 0 });
    const quiet = cut.map(({ startsAtMs }) => startsAtMs + 2 * HOUR);
    expect(planHitRate(cut, quiet)).toMatchObject({ hitPercent: 100 });
  });
});

describe('costHitRate', () => {
  const everyMinutes = (
    windows: readonly PastWindow[],
    step: number,
    tokensAt: (m: number) => number,
  ) =>
    windows.flatMap(({ startsAtMs }) =>
      Array.from({ length: 300 / step }, (_, index) =>
        event(startsAtMs + index * step * MINUTE, {
          outputTokens: Math.round(tokensAt(index * step)),
        }),
      ),
    );

  it('steady work costs what was forecast', () => {
    const windows = five(() => 0);
    expect(
      costHitRate(
        windows,
        everyMinutes(windows, 4, () => 1000),
        price,
      ),
    ).toMatchObject({
      windowsCompared: 5,
      hitPercent: 100,
    });
  });

  it('work that dwindles costs less than was forecast, and work that stops refutes nothing', () => {
    const windows = five(() => 0);
    const halving = everyMinutes(windows, 4, (minute) => 4_000_000 / 2 ** (minute / 12));
    expect(costHitRate(windows, halving, price)).toMatchObject({ hitPercent: 0 });
    const [{ startsAtMs }] = windows as [PastWindow];
    const stopped = everyMinutes(windows, 4, () => 1000).filter(
      ({ atMs }) => (atMs - startsAtMs) % (6 * HOUR) < 2 * HOUR,
    );
    expect(costHitRate(windows, stopped, price)).toMatchObject({ windowsCompared: 0 });
  });

  it('work that explodes after the forecast costs more', () => {
    const windows = five(() => 0);
    const growing = everyMinutes(windows, 4, (minute) => 2 ** (minute / 12));
    expect(costHitRate(windows, growing, price)).toMatchObject({ hitPercent: 0 });
    const unpriced = growing.map((one) => ({ ...one, model: 'unknown' }));
    expect(costHitRate(windows, unpriced, price).kind).toBe('not-measured');
  });
});

describe('past windows', () => {
  const RESET = START + 5 * HOUR;
  const reading = (minute: number, usedPercent: number | null): LimitReading => ({
    agent: 'codex',
    account: '/home/u/.codex',
    kind: 'session',
    modelName: null,
    usedPercent,
    resetsAtMs: RESET,
    source: 'codex-rollout',
    observedAtMs: START + minute * MINUTE,
  });
  const windows = (...readings: LimitReading[]) => pastWindows(reportedWindows(readings), RESET);

  it('have a road from their start through every stated percent', () => {
    expect(windows(reading(10, 4), reading(20, null), reading(30, 120))).toEqual([
      {
        startsAtMs: START,
        resetsAtMs: RESET,
        road: [
          { atMs: START, usedPercent: 0 },
          { atMs: START + 10 * MINUTE, usedPercent: 4 },
          { atMs: START + 30 * MINUTE, usedPercent: 100 },
        ],
      },
    ]);
  });

  it('are not open ones, nor such without a percent or a reset', () => {
    expect(pastWindows(reportedWindows([reading(10, 4)]), RESET - 1)).toEqual([]);
    expect(windows(reading(10, null))).toEqual([]);
    expect(windows({ ...reading(10, 4), resetsAtMs: null })).toEqual([]);
    // Read after its own reset: it says nothing about how the window went.
    expect(windows(reading(310, 4))).toEqual([]);
  });

  it('are used up, lasted or unknown', () => {
    const [window] = windows(reading(10, 4), reading(100, 60));
    expect(outcomeOf(window!, null)).toEqual({ kind: 'unknown' });
    expect(outcomeOf(window!, START + 101 * MINUTE)).toEqual({ kind: 'unknown' });
    expect(outcomeOf(window!, START + 100 * MINUTE)).toEqual({ kind: 'lasted' });
    const [late] = windows(reading(270, 60));
    expect(outcomeOf(late!, RESET - 1)).toEqual({ kind: 'lasted' });
    const [full] = windows(reading(50, 99), reading(60, 100), reading(70, 100));
    expect(outcomeOf(full!, null)).toEqual({ kind: 'used-up', atMs: START + 60 * MINUTE });
  });
});
