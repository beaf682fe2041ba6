import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenPacePercent, forecastPace, type PaceInput } from '../../../main/domain/pace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 22, 10, 0);
const RESET = START + 5 * HOUR;

/** A forecast from points given as [minutes since the start, percent]. */
function forecast(points: readonly (readonly [number, number])[], nowMinute: number) {
  const input: PaceInput = {
    startsAtMs: START,
    resetsAtMs: RESET,
    nowMs: START + nowMinute * MINUTE,
    road: points.map(([minute, usedPercent]) => ({ atMs: START + minute * MINUTE, usedPercent })),
    paceFromShare: 0.03,
  };
  return forecastPace(input);
}

const atMinute = (minute: number) => START + minute * MINUTE;

describe('forecastPace', () => {
  it('says nothing without a reading', () => {
    expect(forecast([], 60)).toBeNull();
  });

  it('says nothing before three percent of the window have passed', () => {
    expect(forecast([[8, 10]], 8)).toBeNull();
    expect(forecast([[9, 10]], 9)).not.toBeNull();
  });

  it('says nothing when nothing was used', () => {
    expect(forecast([[60, 0]], 60)).toBeNull();
  });

  it('says nothing after the reset', () => {
    expect(forecast([[60, 50]], 300)).toBeNull();
  });

  it('even pace lasts until the reset', () => {
    const pace = forecast([[150, 50]], 150);
    expect(pace?.timesEven).toBeCloseTo(1);
    expect(pace?.endsAtMs).toBeNull();
    expect(pace?.percentAtReset).toBeCloseTo(100);
  });

  it('twice even pace ends half way', () => {
    const pace = forecast([[60, 40]], 60);
    expect(pace?.timesEven).toBeCloseTo(2);
    expect(pace).toMatchObject({
      endsAtMs: atMinute(150),
      endsEarliestMs: atMinute(150),
      endsLatestMs: atMinute(150),
      percentAtReset: 100,
    });
  });

  it('knows the use of an hour ago from two statements that say the same around it', () => {
    const around = forecast(
      [
        [60, 30],
        [150, 30],
        [180, 45],
      ],
      180,
    );
    const exactly = forecast(
      [
        [60, 30],
        [120, 30],
        [150, 30],
        [180, 45],
      ],
      180,
    );
    expect(around).toEqual(exactly);
  });

  it('the last hour and the whole window are the range, their mean the estimate', () => {
    // Overall 60 % in 120 min, 0.5 a minute; the last hour 50 %, 0.8333 a minute; mean 0.6667.
    const pace = forecast(
      [
        [60, 10],
        [120, 60],
      ],
      120,
    );
    expect(pace?.endsLatestMs).toBe(atMinute(200));
    expect(pace?.endsEarliestMs).toBe(atMinute(168));
    expect(pace?.endsAtMs).toBe(atMinute(180));
  });

  it('a quiet last hour can make the plan last although the whole window would not', () => {
    const pace = forecast(
      [
        [60, 60],
        [120, 60],
      ],
      120,
    );
    expect(pace?.endsLatestMs).toBeNull();
    expect(pace?.endsEarliestMs).toBe(atMinute(200));
  });

  it('a plan that is used up ended at its reading', () => {
    expect(forecast([[100, 100]], 130)?.endsAtMs).toBe(atMinute(100));
  });

  it('an end is never forecast in the past while something is left', () => {
    expect(forecast([[60, 99]], 120)?.endsAtMs).toBe(atMinute(120));
  });

  it('whatever the road: earliest, central, latest in this order, all between now and the reset', () => {
    const step = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 15 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 7 }), (steps) => {
        let [minute, percent] = [0, 0];
        const points = steps.map(([minutes, more]) => {
          minute += minutes;
          percent = Math.min(99, percent + more);
          return [minute, percent] as const;
        });
        const pace = forecast(points, minute);
        if (!pace) return;
        const [early, central, late] = [pace.endsEarliestMs, pace.endsAtMs, pace.endsLatestMs].map(
          (at) => at ?? Infinity,
        ) as [number, number, number];
        expect(early).toBeLessThanOrEqual(central);
        expect(central).toBeLessThanOrEqual(late);
        expect(early).toBeGreaterThanOrEqual(atMinute(minute));
        if (pace.endsAtMs !== null) expect(pace.endsAtMs).toBeLessThan(RESET);
        expect(pace.percentAtReset).toBeGreaterThanOrEqual(percent);
      }),
    );
  });
});

describe('evenPacePercent', () => {
  it.each([
    [-10, 0],
    [0, 0],
    [75, 25],
    [300, 100],
    [400, 100],
  ])('after %d of 300 minutes: %d', (minute, expected) => {
    expect(evenPacePercent(START, RESET, atMinute(minute))).toBeCloseTo(expected);
  });
});
