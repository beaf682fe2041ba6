import { describe, expect, test } from 'vitest';
import {
  areaUnder,
  PLOT_HEIGHT_PX,
  pointList,
  roadGeometry,
  type RoadInput,
} from '../../../renderer/glance/roadGeometry.ts';
import { HOUR_MS, NOW_MS, sessionWindow } from '../../fixtures/snapshotParts.ts';

const START_MS = NOW_MS - 2 * HOUR_MS;
const WIDTH_PX = 300;
/** One hour of road. */
const HOUR_PX = 60;

/** A window two hours old, read just now. */
function input(changes: Partial<RoadInput> = {}): RoadInput {
  return {
    ...sessionWindow(),
    startsAtMs: START_MS,
    resetsAtMs: START_MS + 5 * HOUR_MS,
    asOfMs: NOW_MS,
    usedPercent: 60,
    road: [{ atMs: START_MS + HOUR_MS, usedPercent: 25 }],
    pace: {
      timesEven: 1.5,
      endsAtMs: NOW_MS + HOUR_MS,
      endsEarliestMs: NOW_MS + HOUR_MS / 2,
      endsLatestMs: NOW_MS + 2 * HOUR_MS,
      percentAtReset: 100,
    },
    nowMs: NOW_MS,
    widthPx: WIDTH_PX,
    gatePercent: 97,
    ...changes,
  };
}

function geometry(changes: Partial<RoadInput> = {}) {
  const result = roadGeometry(input(changes));
  if (result === null) throw new Error('There should be a road');
  return result;
}

const LASTING = {
  timesEven: 0.8,
  endsAtMs: null,
  endsEarliestMs: null,
  endsLatestMs: null,
  percentAtReset: 80,
};

describe('scale', () => {
  test('runs from the start to the reset and from nothing to all', () => {
    const { evenPace, nowX } = geometry();
    expect(evenPace).toEqual([
      { x: 0, y: PLOT_HEIGHT_PX },
      { x: WIDTH_PX, y: 0 },
    ]);
    expect(nowX).toBe(2 * HOUR_PX);
  });

  test('draws what lies outside at its edge', () => {
    expect(geometry({ nowMs: NOW_MS + 9 * HOUR_MS }).nowX).toBe(WIDTH_PX);
    expect(geometry({ nowMs: NOW_MS - 9 * HOUR_MS }).nowX).toBe(0);
    expect(geometry({ usedPercent: 130 }).used.at(-1)?.y).toBe(0);
  });

  test('has no road without a start or a reset', () => {
    expect(roadGeometry(input({ startsAtMs: null }))).toBeNull();
    expect(roadGeometry(input({ resetsAtMs: null }))).toBeNull();
  });
});

describe('use so far', () => {
  test('begins at zero and ends in the last reading', () => {
    expect(geometry().used.map(({ x }) => x)).toEqual([0, HOUR_PX, 2 * HOUR_PX]);
    expect(geometry().used[0]?.y).toBe(PLOT_HEIGHT_PX);
  });

  test('leaves out points of other windows and of later readings', () => {
    const road = [-1, 1, 4].map((hours) => ({ atMs: START_MS + hours * HOUR_MS, usedPercent: 30 }));
    expect(geometry({ road }).used).toHaveLength(3);
  });

  test('is nothing at all when nothing is reported', () => {
    const { used, forecast, range, gateX, paid } = geometry({ usedPercent: null });
    expect({ used, forecast, range, gateX, paid }).toEqual({
      used: [],
      forecast: null,
      range: [],
      gateX: null,
      paid: null,
    });
  });

  test('fills the ground under the line', () => {
    const area = areaUnder(geometry().used);
    expect(area.slice(-2).map(({ y }) => y)).toEqual([PLOT_HEIGHT_PX, PLOT_HEIGHT_PX]);
    expect(areaUnder([])).toEqual([]);
  });
});

describe('forecast', () => {
  test('starts at the reading, not at the present, and ends where the plan does', () => {
    const { forecast } = geometry({ asOfMs: NOW_MS - HOUR_MS / 2, nowMs: NOW_MS });
    expect(forecast?.map(({ x }) => x)).toEqual([1.5 * HOUR_PX, 3 * HOUR_PX]);
    expect(forecast?.[1].y).toBe(0);
  });

  test('has the earliest and the latest end as its range', () => {
    expect(geometry().range.map(({ x }) => x)).toEqual([2 * HOUR_PX, 2.5 * HOUR_PX, 4 * HOUR_PX]);
  });

  test('stops its range at the reset when the slowest rate lasts', () => {
    const pace = { ...LASTING, endsAtMs: NOW_MS + HOUR_MS, endsEarliestMs: NOW_MS + HOUR_MS / 2 };
    expect(geometry({ pace }).range.at(-1)).toEqual({ x: WIDTH_PX, y: 0 });
  });

  test('runs to the reset when the plan lasts', () => {
    const { forecast, range, paid, gateX } = geometry({ pace: LASTING });
    expect(forecast?.[1].x).toBe(WIDTH_PX);
    expect(forecast?.[1].y).toBeCloseTo(PLOT_HEIGHT_PX * 0.2);
    expect({ range, paid, gateX }).toEqual({ range: [], paid: null, gateX: null });
  });

  test('never runs back in time', () => {
    const pace = { ...LASTING, endsAtMs: NOW_MS - HOUR_MS };
    expect(geometry({ pace }).forecast?.[1].x).toBe(2 * HOUR_PX);
  });
});

describe('gate and paid stretch', () => {
  test('the post stands at 97 percent, the paid stretch begins at 100', () => {
    const { gateX, paid } = geometry();
    expect(gateX).toBeCloseTo(2 * HOUR_PX + HOUR_PX * (37 / 40));
    expect(paid).toEqual({ fromX: 3 * HOUR_PX, toX: WIDTH_PX });
  });

  test('the post stands where the gate is set to close', () => {
    const { gateX, gateY } = geometry({ gatePercent: 80 });
    expect(gateX).toBeCloseTo(2 * HOUR_PX + HOUR_PX * (20 / 40));
    expect(gateY).toBeCloseTo(PLOT_HEIGHT_PX * 0.2);
  });

  test('a forecast that ends between 97 and 100 meets the post and pays nothing', () => {
    const { gateX, paid } = geometry({ pace: { ...LASTING, percentAtReset: 98.5 } });
    expect(gateX).toBeLessThan(WIDTH_PX);
    expect(gateX).toBeGreaterThan(2 * HOUR_PX);
    expect(paid).toBeNull();
  });

  test('once used up, both stand where the readings passed them', () => {
    const road = [60, 97.5, 100].map((usedPercent, index) => ({
      atMs: START_MS + (index + 1) * (HOUR_MS / 2),
      usedPercent,
    }));
    const { gateX, paid, forecast } = geometry({ usedPercent: 100, road });
    expect(gateX).toBe(HOUR_PX);
    expect(paid?.fromX).toBe(1.5 * HOUR_PX);
    expect(forecast).toBeNull();
  });

  test('without a road, used up means since the reading', () => {
    const { gateX, paid } = geometry({ usedPercent: 100, road: [], pace: null });
    expect([gateX, paid?.fromX]).toEqual([2 * HOUR_PX, 2 * HOUR_PX]);
  });
});

test('points are written to a tenth of a pixel', () => {
  expect(
    pointList([
      { x: 1.04, y: 2 },
      { x: 3.26, y: 4 },
    ]),
  ).toBe('1,2 3.3,4');
});
