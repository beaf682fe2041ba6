/** Where the road's labels stand, so that no two of them ever touch. */

import type { Point } from './roadGeometry.ts';

export const LABEL_GAP_PX = 10;

export type LabelAnchor = 'start' | 'middle' | 'end';
export type PlacedLabel = {
  readonly text: string;
  readonly x: number;
  readonly anchor: LabelAnchor;
};

export type LabelInput = {
  readonly widthPx: number;
  readonly nowX: number;
  /** Where the gate post stands; null when there is none. */
  readonly postX: number | null;
  readonly startText: string;
  readonly nowText: string;
  /** When the plan ends, written beside the post; null when that is not ahead. */
  readonly endText: string | null;
  /** Width the reset button takes at the right end of the axis. */
  readonly resetWidthPx: number;
  readonly measure: (text: string) => number;
};

export type RoadLabels = {
  readonly start: PlacedLabel | null;
  readonly now: PlacedLabel & { readonly row: 'axis' | 'top' };
  /** Left out when it does not fit: the verdict says the same time. */
  readonly end: PlacedLabel | null;
};

type Interval = { readonly from: number; readonly to: number };

/**
 * The reset always stands. "Now" follows its line: on the axis where it fits, else above the road. The
 * start gives way to it, and so does the end.
 */
export function placeRoadLabels(input: LabelInput): RoadLabels {
  const { widthPx, measure } = input;
  const startExtent: Interval = { from: 0, to: measure(input.startText) };
  const resetExtent: Interval = { from: widthPx - input.resetWidthPx, to: widthPx };
  const middle = centredLabel(input.nowText, input.nowX, input);
  const isOnAxis = !touches(extent(middle, measure), resetExtent);
  const hasStart = !isOnAxis || !touches(extent(middle, measure), startExtent);
  const fitsStart = !touches(startExtent, resetExtent);
  const end = endLabel(input);
  const start: PlacedLabel | null =
    hasStart && fitsStart ? { text: input.startText, x: 0, anchor: 'start' } : null;
  if (isOnAxis) return { start, now: { ...middle, row: 'axis' }, end };
  return { start, ...topLabels(input, middle, end) };
}

/** Room that the head of the gate post takes to either side. */
const POST_HALF_WIDTH_PX = 7;

/** Both above the road: "now" leans away from the post, and the end is left out before they touch. */
function topLabels(
  input: LabelInput,
  middle: PlacedLabel,
  end: PlacedLabel | null,
): Pick<RoadLabels, 'now' | 'end'> {
  const { measure, nowX, postX, widthPx } = input;
  const text = input.nowText;
  const leftX = postX === null ? nowX : Math.min(nowX, postX - POST_HALF_WIDTH_PX);
  const rightX = postX === null ? nowX : Math.max(nowX, postX + POST_HALF_WIDTH_PX);
  const leaningLeft: PlacedLabel = { text, x: leftX, anchor: 'end' };
  const leaningRight: PlacedLabel = { text, x: rightX, anchor: 'start' };
  const isClear = (label: PlacedLabel) => {
    const { from, to } = extent(label, measure);
    const isOffPost = postX === null || to < postX || from > postX;
    return from >= 0 && to <= widthPx && isOffPost;
  };
  const clear = [middle, leaningLeft, leaningRight].filter(isClear);
  const besideEnd = clear.find(
    (label) => end === null || !touches(extent(label, measure), extent(end, measure)),
  );
  if (besideEnd) return { now: { ...besideEnd, row: 'top' }, end };
  return { now: { ...(clear[0] ?? leaningLeft), row: 'top' }, end: null };
}

/** The end stands right of its post, or left of it near the road's end. */
function endLabel({ postX, endText, widthPx, measure }: LabelInput): PlacedLabel | null {
  if (postX === null || endText === null) return null;
  const fitsRight = postX + POST_HALF_WIDTH_PX + measure(endText) <= widthPx;
  return fitsRight
    ? { text: endText, x: postX + POST_HALF_WIDTH_PX, anchor: 'start' }
    : { text: endText, x: postX - POST_HALF_WIDTH_PX, anchor: 'end' };
}

/** Centred on its instant, pushed in at either edge. */
function centredLabel(text: string, x: number, input: LabelInput): PlacedLabel {
  const half = input.measure(text) / 2;
  if (x - half < 0) return { text, x: 0, anchor: 'start' };
  if (x + half > input.widthPx) return { text, x: input.widthPx, anchor: 'end' };
  return { text, x, anchor: 'middle' };
}

export function extent(label: PlacedLabel, measure: (text: string) => number): Interval {
  const width = measure(label.text);
  const before = { start: 0, middle: width / 2, end: width }[label.anchor];
  return { from: label.x - before, to: label.x - before + width };
}

export function touches(one: Interval, other: Interval): boolean {
  return one.from < other.to + LABEL_GAP_PX && other.from < one.to + LABEL_GAP_PX;
}

const USE_LABEL_OFFSET_PX = 8;
/** From the baseline to the top of a figure of the label's size. */
const USE_LABEL_ASCENT_PX = 10;

export type UseLabel = {
  readonly x: number;
  readonly y: number;
  readonly anchor: LabelAnchor;
  /** It stands on the filled ground. */
  readonly isUnderLine: boolean;
};

/**
 * Where the percent stands by the last reading: over the line where there is sky, under it near the top,
 * right of it near the start.
 */
export function placeUseLabel(reading: Point, textWidthPx: number): UseLabel {
  const hasRoomLeft = reading.x >= textWidthPx + USE_LABEL_OFFSET_PX;
  const anchor = hasRoomLeft ? 'end' : 'start';
  const x = reading.x + (hasRoomLeft ? -USE_LABEL_OFFSET_PX : USE_LABEL_OFFSET_PX);
  const above = reading.y - USE_LABEL_OFFSET_PX;
  const isUnderLine = above < USE_LABEL_ASCENT_PX + 4;
  const under = reading.y + USE_LABEL_OFFSET_PX + 2 * USE_LABEL_ASCENT_PX;
  return { x, anchor, y: isUnderLine ? under : above, isUnderLine };
}
