import { describe, expect, it } from 'vitest';
import { digitShapes } from '../../../main/tray/iconDigits.ts';
import { describeIcon, sameIcon } from '../../../main/tray/iconDescription.ts';

const ICON = { state: 'on-plan', sessionPercent: 62, weeklyPercent: 41, digits: '62' } as const;
const box = { xPx: 1, yPx: 0, widthPx: 14, heightPx: 10 };
const colour = [1, 2, 3] as never;

/** The drawn squares as rows of text. */
function rows(digits: string, square: number, width: number): string[] {
  const shapes = digitShapes(digits, box, colour) ?? [];
  const filled = new Set(shapes.map(({ xPx, yPx }) => `${(xPx - 1) / square},${yPx / square}`));
  return Array.from({ length: 5 }, (_, y) =>
    Array.from({ length: width }, (_, x) => (filled.has(`${x},${y}`) ? '#' : '.')).join(''),
  );
}

describe('digits in the tray icon', () => {
  it('read as what they say', () => {
    expect(rows('62', 2, 7)).toEqual(['###.###', '#.....#', '###.###', '#.#.#..', '###.###']);
  });

  it.each([16, 20, 22, 24, 32, 48])(
    'stay inside %d px, on whole pixels, above the week',
    (size) => {
      const { shapes } = describeIcon(ICON, { size, scale: 1, theme: 'template' });
      for (const shape of shapes) {
        if (shape.kind !== 'rect') throw new Error('A digit is made of boxes');
        for (const edge of [shape.xPx, shape.yPx, shape.widthPx, shape.heightPx]) {
          expect(Number.isInteger(edge)).toBe(true);
        }
        expect(shape.xPx).toBeGreaterThanOrEqual(0);
        expect(shape.xPx + shape.widthPx).toBeLessThanOrEqual(size);
        expect(shape.yPx + shape.heightPx).toBeLessThanOrEqual(size);
      }
    },
  );

  it('give way to the bar where they could not be read', () => {
    expect(digitShapes('100', box, colour)).toBeNull();
    const paid = { ...ICON, state: 'on-credits' } as const;
    const { digits: _digits, ...bars } = paid;
    const target = { size: 16, scale: 1, theme: 'template' } as const;
    expect(describeIcon(paid, target)).toEqual(describeIcon(bars, target));
    expect(_digits).toBe('62');
  });

  it('are news of their own', () => {
    expect(sameIcon(ICON, { ...ICON })).toBe(true);
    expect(sameIcon(ICON, { ...ICON, digits: '63' })).toBe(false);
  });
});
