/**
 * What the tray icon looks like, as data: two bars on their roads and, at the right, the gate or a
 * glyph. Everything is laid out in whole device pixels of the size asked for, so that no edge is
 * ever half covered; an icon scaled from another size would be.
 *
 * Each state has a shape of its own; its colour only repeats it.
 */
import { digitShapes } from './iconDigits.ts';
import { inkColour, type Colour, type IconTheme, type Ink } from './iconColours.ts';
import {
  dashes,
  dollarGlyph,
  exclamationGlyph,
  outline,
  rect,
  stripes,
  type Box,
  type IconDrawing,
  type RectShape,
} from './iconShapes.ts';

export type TrayIconState =
  | 'on-plan'
  | 'near'
  | 'at-boundary'
  | 'on-credits'
  | 'stopped'
  | 'stale'
  | 'problem'
  | 'starting'
  | 'not-reported';

export type TrayIconDescription = {
  readonly state: TrayIconState;
  /** Use of the five-hour window; null when nobody reported it. */
  readonly sessionPercent: number | null;
  /** Use of the weekly window that is fullest; null when nobody reported one. */
  readonly weeklyPercent: number | null;
  /** The session's percent to be drawn as digits, where there is room for them; absent: as a bar. */
  readonly digits?: string;
};

/** Where and how large an icon is drawn: `size` in points, `scale` device pixels to a point. */
export type IconTarget = {
  readonly size: number;
  readonly scale: number;
  readonly theme: IconTheme;
};

/** How a bar shows its figure: `hollow` for a figure that is old. */
type BarStyle = 'solid' | 'hollow';

/** What stands at the right end of the roads. */
type Gate = 'none' | 'post' | 'striped' | 'closed' | 'dollar' | 'exclamation';

type Look = { readonly ink: Ink; readonly bars: BarStyle; readonly gate: Gate };

const LOOKS: Readonly<Record<TrayIconState, Look>> = {
  'on-plan': { ink: 'plan', bars: 'solid', gate: 'none' },
  near: { ink: 'near', bars: 'solid', gate: 'post' },
  'at-boundary': { ink: 'near', bars: 'solid', gate: 'striped' },
  'on-credits': { ink: 'paid', bars: 'solid', gate: 'dollar' },
  stopped: { ink: 'stopped', bars: 'solid', gate: 'closed' },
  stale: { ink: 'muted', bars: 'hollow', gate: 'none' },
  problem: { ink: 'muted', bars: 'solid', gate: 'exclamation' },
  starting: { ink: 'muted', bars: 'solid', gate: 'none' },
  'not-reported': { ink: 'muted', bars: 'solid', gate: 'none' },
};

/** The unused part of a bar only gives it body; the road below it carries the contrast. */
const TRACK_OPACITY = 0.3;

/** The grid of one size, all in whole pixels. */
type Grid = {
  readonly sizePx: number;
  readonly marginPx: number;
  /** Thickness of the road and of every outline. */
  readonly linePx: number;
  readonly session: { readonly yPx: number; readonly heightPx: number };
  readonly weekly: { readonly yPx: number; readonly heightPx: number };
};

function gridOf(sizePx: number): Grid {
  const marginPx = Math.max(1, Math.floor(sizePx / 16));
  const sessionPx = Math.round(sizePx * 0.37);
  const weeklyPx = Math.round(sizePx * 0.19);
  const leastGapPx = Math.round(sizePx * 0.13);
  // One more where the rest would be odd, so that the margins above and below are equal.
  const gapPx = leastGapPx + ((sizePx - sessionPx - weeklyPx - leastGapPx) % 2);
  const topPx = Math.floor((sizePx - sessionPx - gapPx - weeklyPx) / 2);
  return {
    sizePx,
    marginPx,
    linePx: Math.max(1, Math.round(sizePx / 20)),
    session: { yPx: topPx, heightPx: sessionPx },
    weekly: { yPx: topPx + sessionPx + gapPx, heightPx: weeklyPx },
  };
}

/** Width of what stands at the right; even widths where the glyph needs a centre stroke. */
function gateWidthPx(gate: Gate, grid: Grid): number {
  const { sizePx } = grid;
  switch (gate) {
    case 'none':
      return 0;
    case 'post':
      return Math.max(2, Math.round(sizePx / 10));
    case 'striped':
    case 'closed':
      return Math.round(sizePx / 4);
    case 'dollar': {
      const widthPx = Math.round(sizePx * 0.42);
      return widthPx - ((widthPx - dollarStrokePx(grid)) % 2);
    }
    case 'exclamation':
      return Math.max(3, Math.round(sizePx / 6));
    default:
      return gate satisfies never;
  }
}

function dollarStrokePx(grid: Grid): number {
  return Math.max(2, Math.round(grid.sizePx / 8));
}

/** The gate or glyph in its column, as tall as the margins allow. */
function gateShapes(gate: Gate, box: Box, grid: Grid, theme: IconTheme, ink: Ink): RectShape[] {
  const colour = inkColour(ink, theme);
  switch (gate) {
    case 'none':
      return [];
    case 'striped':
      return stripes(
        box,
        Math.round(box.heightPx / 6),
        Math.max(1, Math.round(box.heightPx / 16)),
        colour,
      );
    case 'post':
    case 'closed':
      return rect(box, colour);
    case 'dollar':
      return dollarGlyph(box, dollarStrokePx(grid), colour);
    case 'exclamation':
      return exclamationGlyph(box, inkColour('fault', theme));
    default:
      return gate satisfies never;
  }
}

/**
 * Pixels of a road that are used. Any use shows, and a road is full at 100 % only: the same honesty
 * as the figure in words, which never rounds up to 100.
 */
export function usedPixels(percent: number, roadPx: number): number {
  if (percent <= 0) return 0;
  if (percent >= 100) return roadPx;
  return Math.min(roadPx - 1, Math.max(1, Math.round((roadPx * percent) / 100)));
}

/** The line that a bar stands on. */
function roadOf(box: Box, { linePx }: Grid): Box {
  return { ...box, yPx: box.yPx + box.heightPx - linePx, heightPx: linePx };
}

/** One bar: the road along its foot, its use standing on it; a dotted road when use is not known. */
function barShapes(
  box: Box,
  percent: number | null,
  style: BarStyle,
  grid: Grid,
  ink: Ink,
  theme: IconTheme,
): RectShape[] {
  const colour = inkColour(ink, theme);
  const { linePx } = grid;
  const road = roadOf(box, grid);
  if (percent === null) return dashes(road, 2 * linePx, 2 * linePx, colour);
  const used = { ...box, widthPx: usedPixels(percent, box.widthPx) };
  return style === 'solid'
    ? [...rect(box, colour, TRACK_OPACITY), ...rect(road, colour), ...rect(used, colour)]
    : [...dashes(road, 2 * linePx, linePx, colour), ...outline(used, linePx, colour)];
}

/** Three dots over bare roads, unshaded so that they stand out: figures are on their way. */
function startingShapes(session: Box, weekly: Box, grid: Grid, theme: IconTheme): RectShape[] {
  const colour = inkColour('muted', theme);
  const { xPx, widthPx } = session;
  const nearPx = Math.max(2, Math.floor(grid.sizePx / 8));
  // Odd dots centre on an odd road, even ones on an even road.
  const dotPx = nearPx - (Math.abs(widthPx - nearPx) % 2);
  const dotsWidthPx = 5 * dotPx;
  const dots = {
    xPx: xPx + Math.floor((widthPx - dotsWidthPx) / 2),
    yPx: session.yPx + Math.floor((session.heightPx - grid.linePx - dotPx) / 2),
    widthPx: dotsWidthPx,
    heightPx: dotPx,
  };
  return [
    ...rect(roadOf(session, grid), colour),
    ...rect(roadOf(weekly, grid), colour),
    ...dashes(dots, dotPx, dotPx, colour),
  ];
}

/** A dotted outline: the place of the figure, without a figure. */
function notReportedShapes(session: Box, weekly: Box, grid: Grid, theme: IconTheme): RectShape[] {
  const colour = inkColour('muted', theme);
  const { linePx } = grid;
  const row = { ...session, heightPx: linePx };
  const foot = roadOf(session, grid);
  return [
    ...dashes(row, 2 * linePx, 2 * linePx, colour),
    ...dashes(foot, 2 * linePx, 2 * linePx, colour),
    ...sideDashes(session, linePx, colour),
    ...barShapes(weekly, null, 'solid', grid, 'muted', theme),
  ];
}

/** One dash in the middle of either side, where the box is high enough to keep it apart. */
function sideDashes(box: Box, linePx: number, colour: Colour): RectShape[] {
  const room = box.heightPx - 2 * linePx;
  const dashPx = 2 * linePx + (room % 2);
  if (room < dashPx + 2 * linePx) return [];
  const dash = {
    xPx: box.xPx,
    yPx: box.yPx + linePx + (room - dashPx) / 2,
    widthPx: linePx,
    heightPx: dashPx,
  };
  const right = { ...dash, xPx: box.xPx + box.widthPx - linePx };
  return [...rect(dash, colour), ...rect(right, colour)];
}

/** The shapes of one icon for one target, in device pixels. */
export function describeIcon(icon: TrayIconDescription, target: IconTarget): IconDrawing {
  const { theme } = target;
  const grid = gridOf(Math.round(target.size * target.scale));
  const { sizePx, marginPx, session, weekly } = grid;
  const { ink, bars, gate } = LOOKS[icon.state];
  const gatePx = gateWidthPx(gate, grid);
  const gapPx = gatePx === 0 ? 0 : Math.max(1, Math.round(sizePx / 14));
  const roads = { xPx: marginPx, widthPx: sizePx - 2 * marginPx - gatePx - gapPx };
  const sessionBox = { ...roads, ...session };
  const weeklyBox = { ...roads, ...weekly };
  const gateBox = {
    xPx: sizePx - marginPx - gatePx,
    yPx: marginPx,
    widthPx: gatePx,
    heightPx: sizePx - 2 * marginPx,
  };
  if (icon.state === 'starting') {
    return { sizePx, shapes: startingShapes(sessionBox, weeklyBox, grid, theme) };
  }
  if (icon.state === 'not-reported') {
    return { sizePx, shapes: notReportedShapes(sessionBox, weeklyBox, grid, theme) };
  }
  const digits = digitShapes(
    icon.digits,
    { ...roads, yPx: 0, heightPx: weekly.yPx - 1 },
    inkColour(ink, theme),
  );
  return {
    sizePx,
    shapes: [
      ...(digits ?? barShapes(sessionBox, icon.sessionPercent, bars, grid, ink, theme)),
      ...barShapes(weeklyBox, icon.weeklyPercent, bars, grid, ink, theme),
      ...gateShapes(gate, gateBox, grid, theme, ink),
    ],
  };
}

/** The longest road of any tray icon; `sameIcon` looks at every shorter one too. */
const LONGEST_ROAD_PX = 64;

/**
 * Whether two icons have the same pixels at every size. All widths of road, not the longest alone:
 * a figure can pass from one pixel to the next on a short road and not on a long one.
 */
export function sameIcon(one: TrayIconDescription, other: TrayIconDescription): boolean {
  return (
    one.state === other.state &&
    sameUse(one.sessionPercent, other.sessionPercent) &&
    sameUse(one.weeklyPercent, other.weeklyPercent) &&
    one.digits === other.digits
  );
}

function sameUse(one: number | null, other: number | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  for (let roadPx = 1; roadPx <= LONGEST_ROAD_PX; roadPx += 1) {
    if (usedPixels(one, roadPx) !== usedPixels(other, roadPx)) return false;
  }
  return true;
}
