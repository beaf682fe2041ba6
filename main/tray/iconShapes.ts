/** The few shapes every icon is made of, in device pixels, and the glyphs built from them. */
import type { Colour } from './iconColours.ts';

/** A filled rectangle; `radiusPx` rounds its corners. */
export type RectShape = {
  readonly kind: 'rect';
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly radiusPx: number;
  readonly colour: Colour;
  /** 0 to 1; below 1 only for what may be missed without losing the meaning. */
  readonly opacity: number;
};

/** A straight stroke with round ends. */
export type LineShape = {
  readonly kind: 'line';
  readonly fromXPx: number;
  readonly fromYPx: number;
  readonly toXPx: number;
  readonly toYPx: number;
  readonly widthPx: number;
  readonly colour: Colour;
  readonly opacity: number;
};

export type IconShape = RectShape | LineShape;

/** A square picture, shapes painted in order. */
export type IconDrawing = { readonly sizePx: number; readonly shapes: readonly IconShape[] };

/** A box on the pixel grid. */
export type Box = {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** A filled box; nothing when it has no area. */
export function rect(box: Box, colour: Colour, opacity = 1): RectShape[] {
  if (box.widthPx <= 0 || box.heightPx <= 0) return [];
  return [{ kind: 'rect', ...box, radiusPx: 0, colour, opacity }];
}

/** The border of a box, drawn inside it; a box too small for an inside is filled. */
export function outline(box: Box, strokePx: number, colour: Colour): RectShape[] {
  const { xPx, yPx, widthPx, heightPx } = box;
  if (widthPx <= 2 * strokePx || heightPx <= 2 * strokePx) return rect(box, colour);
  const inner = heightPx - 2 * strokePx;
  return [
    ...rect({ xPx, yPx, widthPx, heightPx: strokePx }, colour),
    ...rect({ xPx, yPx: yPx + heightPx - strokePx, widthPx, heightPx: strokePx }, colour),
    ...rect({ xPx, yPx: yPx + strokePx, widthPx: strokePx, heightPx: inner }, colour),
    ...rect(
      { xPx: xPx + widthPx - strokePx, yPx: yPx + strokePx, widthPx: strokePx, heightPx: inner },
      colour,
    ),
  ];
}

/** Equal dashes with equal gaps; `offsetPx` centres what is left over. */
export type DashPattern = {
  readonly count: number;
  readonly dashPx: number;
  readonly gapPx: number;
  readonly offsetPx: number;
};

/**
 * The pattern nearest to the dash and gap wanted that fills a length in whole pixels. Rounding each
 * dash by itself would leave gaps of two widths, which the eye finds at once.
 */
export function dashPattern(lengthPx: number, dashPx: number, gapPx: number): DashPattern {
  let best: DashPattern = { count: 1, dashPx: lengthPx, gapPx: 0, offsetPx: 0 };
  let bestCost = Infinity;
  for (let dash = Math.max(1, dashPx - 1); dash <= dashPx + 2; dash += 1) {
    for (let gap = Math.max(1, gapPx - 1); gap <= gapPx + 2; gap += 1) {
      const count = Math.floor((lengthPx + gap) / (dash + gap));
      if (count < 2) continue;
      const restPx = lengthPx + gap - count * (dash + gap);
      const cost = 3 * restPx + Math.abs(dash - dashPx) + Math.abs(gap - gapPx);
      if (cost >= bestCost) continue;
      bestCost = cost;
      best = { count, dashPx: dash, gapPx: gap, offsetPx: Math.floor(restPx / 2) };
    }
  }
  return best;
}

/** A row of dashes over the width of `box`. */
export function dashes(box: Box, dashPx: number, gapPx: number, colour: Colour): RectShape[] {
  const pattern = dashPattern(box.widthPx, dashPx, gapPx);
  return dashStarts(pattern).flatMap((start) =>
    rect({ ...box, xPx: box.xPx + start, widthPx: pattern.dashPx }, colour),
  );
}

/** A column of dashes over the height of `box`. */
export function stripes(box: Box, dashPx: number, gapPx: number, colour: Colour): RectShape[] {
  const pattern = dashPattern(box.heightPx, dashPx, gapPx);
  return dashStarts(pattern).flatMap((start) =>
    rect({ ...box, yPx: box.yPx + start, heightPx: pattern.dashPx }, colour),
  );
}

function dashStarts({ count, dashPx, gapPx, offsetPx }: DashPattern): readonly number[] {
  return Array.from({ length: count }, (_, index) => offsetPx + index * (dashPx + gapPx));
}

/**
 * "$" from straight strokes. A curved one blurs below 24 pixels; this one has whole-pixel strokes,
 * open corners that make the S, and its bar showing above and below.
 */
export function dollarGlyph(box: Box, strokePx: number, colour: Colour): RectShape[] {
  const { xPx, yPx, widthPx, heightPx } = box;
  const tickPx = Math.max(1, Math.round(strokePx / 2));
  const counterPx = Math.floor((heightPx - 2 * tickPx - 3 * strokePx) / 2);
  const heightUsedPx = 2 * tickPx + 3 * strokePx + 2 * counterPx;
  const topPx = yPx + Math.floor((heightPx - heightUsedPx) / 2);
  const cutPx = Math.max(1, Math.floor(strokePx / 2));
  const first = topPx + tickPx;
  const second = first + strokePx + counterPx;
  const third = second + strokePx + counterPx;
  const rightPx = xPx + widthPx;
  const barXPx = xPx + (widthPx - strokePx) / 2;
  const side = { widthPx: strokePx, heightPx: counterPx + 2 * (strokePx - cutPx) };
  return [
    ...rect({ xPx: barXPx, yPx: topPx, widthPx: strokePx, heightPx: tickPx }, colour),
    ...rect({ xPx: barXPx, yPx: third + strokePx, widthPx: strokePx, heightPx: tickPx }, colour),
    ...rect({ xPx: xPx + cutPx, yPx: first, widthPx: widthPx - cutPx, heightPx: strokePx }, colour),
    ...rect(
      { xPx: xPx + cutPx, yPx: second, widthPx: widthPx - 2 * cutPx, heightPx: strokePx },
      colour,
    ),
    ...rect({ xPx, yPx: third, widthPx: widthPx - cutPx, heightPx: strokePx }, colour),
    ...rect({ xPx, yPx: first + cutPx, ...side }, colour),
    ...rect({ xPx: rightPx - strokePx, yPx: second + cutPx, ...side }, colour),
  ];
}

/** "!": a stem and a square dot of the same width. */
export function exclamationGlyph(box: Box, colour: Colour): RectShape[] {
  const { xPx, yPx, widthPx, heightPx } = box;
  const gapPx = Math.max(1, Math.round(widthPx / 2));
  const stemPx = heightPx - widthPx - gapPx;
  return [
    ...rect({ xPx, yPx, widthPx, heightPx: stemPx }, colour),
    ...rect({ xPx, yPx: yPx + stemPx + gapPx, widthPx, heightPx: widthPx }, colour),
  ];
}
