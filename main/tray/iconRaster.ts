/**
 * Shapes to pixels, in plain arithmetic. An icon has a few hundred pixels: that needs no canvas,
 * no window and no native library, and gives the same bytes on every machine.
 */
import type { Colour } from './iconColours.ts';
import type { IconDrawing, IconShape, LineShape, RectShape } from './iconShapes.ts';

/** Four bytes a pixel, red green blue alpha, alpha not multiplied in, rows from the top. */
export type RasterImage = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8Array;
};

/** Each pixel is asked at 4 by 4 points. */
const SAMPLES_PER_SIDE = 4;
const SAMPLES_PER_PIXEL = SAMPLES_PER_SIDE * SAMPLES_PER_SIDE;

export function rasteriseIcon(drawing: IconDrawing): RasterImage {
  const { sizePx } = drawing;
  const image = {
    widthPx: sizePx,
    heightPx: sizePx,
    rgba: new Uint8Array(sizePx * sizePx * 4),
  };
  for (const shape of drawing.shapes) paintShape(image, shape);
  return image;
}

/** Visits only the pixels that the shape can touch. */
function paintShape(image: RasterImage, shape: IconShape): void {
  const bounds = boundsOf(shape);
  const left = Math.max(0, Math.floor(bounds.left));
  const top = Math.max(0, Math.floor(bounds.top));
  const right = Math.min(image.widthPx, Math.ceil(bounds.right));
  const bottom = Math.min(image.heightPx, Math.ceil(bounds.bottom));
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const coverage = coverageOf(shape, x, y) * shape.opacity;
      if (coverage > 0) blend(image.rgba, (y * image.widthPx + x) * 4, shape.colour, coverage);
    }
  }
}

type Bounds = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

function boundsOf(shape: IconShape): Bounds {
  if (shape.kind === 'rect') {
    const { xPx, yPx, widthPx, heightPx } = shape;
    return { left: xPx, top: yPx, right: xPx + widthPx, bottom: yPx + heightPx };
  }
  const half = shape.widthPx / 2;
  return {
    left: Math.min(shape.fromXPx, shape.toXPx) - half,
    top: Math.min(shape.fromYPx, shape.toYPx) - half,
    right: Math.max(shape.fromXPx, shape.toXPx) + half,
    bottom: Math.max(shape.fromYPx, shape.toYPx) + half,
  };
}

/** Share of a pixel that lies inside the shape, 0 to 1. */
function coverageOf(shape: IconShape, xPx: number, yPx: number): number {
  let inside = 0;
  for (let row = 0; row < SAMPLES_PER_SIDE; row += 1) {
    const y = yPx + (row + 0.5) / SAMPLES_PER_SIDE;
    for (let column = 0; column < SAMPLES_PER_SIDE; column += 1) {
      const x = xPx + (column + 0.5) / SAMPLES_PER_SIDE;
      if (shape.kind === 'rect' ? isInRect(shape, x, y) : isInLine(shape, x, y)) inside += 1;
    }
  }
  return inside / SAMPLES_PER_PIXEL;
}

/** A rounded rectangle is every point within `radius` of the rectangle shrunk by `radius`. */
function isInRect(shape: RectShape, x: number, y: number): boolean {
  const { xPx, yPx, widthPx, heightPx, radiusPx } = shape;
  if (x < xPx || y < yPx || x > xPx + widthPx || y > yPx + heightPx) return false;
  const dx = x - clamp(x, xPx + radiusPx, xPx + widthPx - radiusPx);
  const dy = y - clamp(y, yPx + radiusPx, yPx + heightPx - radiusPx);
  return dx * dx + dy * dy <= radiusPx * radiusPx;
}

/** A stroke with round ends is every point within half its width of the line. */
function isInLine(shape: LineShape, x: number, y: number): boolean {
  const alongX = shape.toXPx - shape.fromXPx;
  const alongY = shape.toYPx - shape.fromYPx;
  const lengthSquared = alongX * alongX + alongY * alongY;
  const projected = (x - shape.fromXPx) * alongX + (y - shape.fromYPx) * alongY;
  const share = lengthSquared === 0 ? 0 : clamp(projected / lengthSquared, 0, 1);
  const dx = x - (shape.fromXPx + share * alongX);
  const dy = y - (shape.fromYPx + share * alongY);
  const half = shape.widthPx / 2;
  return dx * dx + dy * dy <= half * half;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Paints a colour over what is there, both with straight alpha. */
function blend(rgba: Uint8Array, offset: number, colour: Colour, coverage: number): void {
  const under = ((rgba[offset + 3] ?? 0) / 255) * (1 - coverage);
  const alpha = coverage + under;
  for (let channel = 0; channel < 3; channel += 1) {
    const below = rgba[offset + channel] ?? 0;
    const above = colour[channel] ?? 0;
    rgba[offset + channel] = Math.round((above * coverage + below * under) / alpha);
  }
  rgba[offset + 3] = Math.round(alpha * 255);
}
