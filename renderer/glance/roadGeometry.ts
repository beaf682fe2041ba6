/** The five-hour road as shapes: pure geometry over a window, an instant and a width. */
import type { WindowView } from '../../preload/contract/snapshot.ts';

const FULL_PERCENT = 100;
export const PLOT_HEIGHT_PX = 84;

export type Point = { readonly x: number; readonly y: number };
/** A stretch of the road from left to right. */
export type Stretch = { readonly fromX: number; readonly toX: number };

export type RoadInput = Pick<
  WindowView,
  'startsAtMs' | 'resetsAtMs' | 'usedPercent' | 'asOfMs' | 'road' | 'pace'
> & {
  readonly nowMs: number;
  readonly widthPx: number;
  /** Where the gate stands: before 100, because a request that crosses cannot be recalled. */
  readonly gatePercent: number;
};

export type RoadGeometry = {
  readonly widthPx: number;
  readonly nowX: number;
  readonly evenPace: readonly [Point, Point];
  /** Use so far, from the start to the last reading. Empty when nothing is reported. */
  readonly used: readonly Point[];
  /** From the last reading to where the plan ends or the window resets. */
  readonly forecast: readonly [Point, Point] | null;
  /** Outline of the forecast's range; empty when there is none. */
  readonly range: readonly Point[];
  /** Where the forecast, or the use so far, passes the gate. */
  readonly gateX: number | null;
  readonly gateY: number;
  /** What would be paid: from the end of the plan to the reset. */
  readonly paid: Stretch | null;
};

/** From instants and percents to pixels; what lies outside the window is drawn at its edge. */
type Scale = {
  readonly x: (atMs: number) => number;
  readonly y: (percent: number) => number;
};

function makeScale(startsAtMs: number, resetsAtMs: number, widthPx: number): Scale {
  const lengthMs = Math.max(1, resetsAtMs - startsAtMs);
  return {
    x: (atMs) => clamp((atMs - startsAtMs) / lengthMs) * widthPx,
    y: (percent) => (1 - clamp(percent / FULL_PERCENT)) * PLOT_HEIGHT_PX,
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** @returns null when the window's start or reset is unknown, so that there is no road to draw */
export function roadGeometry(input: RoadInput): RoadGeometry | null {
  const { startsAtMs, resetsAtMs, widthPx } = input;
  if (startsAtMs === null || resetsAtMs === null) return null;
  const scale = makeScale(startsAtMs, resetsAtMs, widthPx);
  const at = (atMs: number, percent: number): Point => ({ x: scale.x(atMs), y: scale.y(percent) });
  const endsAtMs = planEnd(input);
  const gateAtMs = gatePassing(input, resetsAtMs);
  return {
    widthPx,
    nowX: scale.x(input.nowMs),
    evenPace: [at(startsAtMs, 0), at(resetsAtMs, FULL_PERCENT)],
    used: usedReadings(input, startsAtMs).map((point) => at(point.atMs, point.usedPercent)),
    forecast: forecastLine(input, resetsAtMs, at),
    range: forecastRange(input, resetsAtMs, at),
    gateX: gateAtMs === null ? null : scale.x(gateAtMs),
    gateY: scale.y(input.gatePercent),
    paid: endsAtMs === null ? null : { fromX: scale.x(endsAtMs), toX: widthPx },
  };
}

type Placing = (atMs: number, percent: number) => Point;
type Reading = { readonly atMs: number; readonly usedPercent: number };

/** A window begins at zero; the last reading closes the line even when no road was recorded. */
function usedReadings(input: RoadInput, startsAtMs: number): Reading[] {
  const { usedPercent, asOfMs } = input;
  if (usedPercent === null) return [];
  const between = input.road.filter(({ atMs }) => atMs > startsAtMs && atMs < asOfMs);
  return [{ atMs: startsAtMs, usedPercent: 0 }, ...between, { atMs: asOfMs, usedPercent }];
}

function forecastLine(input: RoadInput, resetsAtMs: number, at: Placing): [Point, Point] | null {
  const { usedPercent, asOfMs, pace } = input;
  if (usedPercent === null || pace === null || usedPercent >= FULL_PERCENT) return null;
  const end =
    pace.endsAtMs === null
      ? at(resetsAtMs, pace.percentAtReset)
      : at(Math.max(asOfMs, pace.endsAtMs), FULL_PERCENT);
  return [at(asOfMs, usedPercent), end];
}

/**
 * The triangle between the earliest and the latest end. When the slowest rate lasts until the reset, the
 * triangle stops at the reset: it holds every forecast in which the plan ends.
 */
function forecastRange(input: RoadInput, resetsAtMs: number, at: Placing): Point[] {
  const { usedPercent, asOfMs, pace } = input;
  if (usedPercent === null || usedPercent >= FULL_PERCENT) return [];
  if (pace === null || pace.endsEarliestMs === null) return [];
  return [
    at(asOfMs, usedPercent),
    at(pace.endsEarliestMs, FULL_PERCENT),
    at(pace.endsLatestMs ?? resetsAtMs, FULL_PERCENT),
  ];
}

/** When the plan was used up, or when it is forecast to be. */
function planEnd(input: RoadInput): number | null {
  const { usedPercent, asOfMs, pace } = input;
  if (usedPercent === null) return null;
  if (usedPercent >= FULL_PERCENT) return firstReading(input, FULL_PERCENT)?.atMs ?? asOfMs;
  const endsAtMs = pace?.endsAtMs ?? null;
  return endsAtMs === null ? null : Math.max(asOfMs, endsAtMs);
}

/** When the gate's threshold was passed, or will be at the present pace. */
function gatePassing(input: RoadInput, resetsAtMs: number): number | null {
  const { usedPercent, asOfMs, pace, gatePercent } = input;
  if (usedPercent === null) return null;
  if (usedPercent >= gatePercent) return firstReading(input, gatePercent)?.atMs ?? asOfMs;
  if (pace === null) return null;
  const endMs = pace.endsAtMs ?? resetsAtMs;
  const endPercent = pace.endsAtMs === null ? pace.percentAtReset : FULL_PERCENT;
  if (endPercent < gatePercent) return null;
  const share = (gatePercent - usedPercent) / (endPercent - usedPercent);
  return asOfMs + share * Math.max(0, endMs - asOfMs);
}

function firstReading(input: RoadInput, percent: number): Reading | undefined {
  return input.road.find(({ usedPercent }) => usedPercent >= percent);
}

/** `x,y x,y …` for polylines and polygons. */
export function pointList(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
}

/** The used line closed along the ground, as the filled area under it. */
export function areaUnder(used: readonly Point[]): Point[] {
  const first = used[0];
  const last = used.at(-1);
  if (!first || !last) return [];
  return [...used, { x: last.x, y: PLOT_HEIGHT_PX }, { x: first.x, y: PLOT_HEIGHT_PX }];
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
