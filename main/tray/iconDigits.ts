/** A percent as digits inside the icon, from whole squares of pixels, so that no edge is ever half covered. */
import type { Colour } from './iconColours.ts';
import { rect, type Box, type RectShape } from './iconShapes.ts';

/** Rows of three, from above. */
const DIGITS: Readonly<Record<string, string>> = {
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '111001111100111',
  '3': '111001111001111',
  '4': '101101111001001',
  '5': '111100111001111',
  '6': '111100111101111',
  '7': '111001001001001',
  '8': '111101111101111',
  '9': '111101111001111',
};
const COLUMNS = 3;
const ROWS = 5;
/** Digits of single pixels cannot be read. */
const LEAST_SQUARE_PX = 2;

/** The digits centred in a box, as large as fits; null where there is no room for them, or nothing to draw. */
export function digitShapes(
  digits: string | undefined,
  box: Box,
  colour: Colour,
): readonly RectShape[] | null {
  if (digits === undefined || digits === '') return null;
  const columns = digits.length * (COLUMNS + 1) - 1;
  const squarePx = Math.floor(Math.min(box.widthPx / columns, box.heightPx / ROWS));
  if (squarePx < LEAST_SQUARE_PX) return null;
  const leftPx = box.xPx + Math.floor((box.widthPx - columns * squarePx) / 2);
  const topPx = box.yPx + Math.floor((box.heightPx - ROWS * squarePx) / 2);
  return [...digits].flatMap((digit, index) =>
    [...(DIGITS[digit] ?? '')].flatMap((bit, square) =>
      bit === '0'
        ? []
        : rect(
            {
              xPx: leftPx + (index * (COLUMNS + 1) + (square % COLUMNS)) * squarePx,
              yPx: topPx + Math.floor(square / COLUMNS) * squarePx,
              widthPx: squarePx,
              heightPx: squarePx,
            },
            colour,
          ),
    ),
  );
}
