import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { iconTheme, type Colour, type IconTheme } from '../../../main/tray/iconColours.ts';
import { describeIcon, sameIcon, usedPixels } from '../../../main/tray/iconDescription.ts';
import { dashPattern } from '../../../main/tray/iconShapes.ts';
import { encodePng } from '../../../main/tray/pngEncoder.ts';
import { drawTrayImages, trayImageSizes } from '../../../main/tray/trayImages.ts';
import { contrast, greyDifference, pixels, render, solidInRow, STATES } from './iconPixels.ts';

const SIZES = [16, 20, 22, 24, 32];
const NEAR_WHITE: Colour = [0xf6, 0xf6, 0xf6];
const NEAR_BLACK: Colour = [0x2b, 0x2b, 0x2b];
const BLUE_GREY: Colour = [0x33, 0x44, 0x55];

describe('shape', () => {
  const pairs = STATES.flatMap((one, index) =>
    STATES.slice(index + 1).map((other) => [one, other] as const),
  );

  it.each(pairs)('tells %s from %s without colour at 16 pixels', (one, other) => {
    const difference = greyDifference(render({ state: one }, 16), render({ state: other }, 16));
    expect(difference).toBeGreaterThanOrEqual(14);
  });

  it.each([0, 50, 100])('keeps every pair apart at %d %% of use', (percent) => {
    const icon = { sessionPercent: percent, weeklyPercent: percent };
    for (const [state, other] of pairs) {
      const [one, two] = [render({ ...icon, state }, 16), render({ ...icon, state: other }, 16)];
      expect(greyDifference(one, two), `${state} and ${other}`).toBeGreaterThanOrEqual(8);
    }
  });

  it('never draws an unknown figure like none used', () => {
    const unknown = render({ sessionPercent: null, weeklyPercent: null }, 16);
    const zero = render({ sessionPercent: 0, weeklyPercent: 0 }, 16);
    expect(greyDifference(unknown, zero)).toBeGreaterThan(8);
  });

  it.each([16, 20, 22, 24, 32, 44, 48, 64])('has no half covered pixel at %d pixels', (size) => {
    for (const state of STATES) {
      const alphas = new Set(pixels(render({ state }, size)).map(({ alpha }) => alpha));
      // Nothing, the unused part of a bar, and ink.
      for (const alpha of alphas) expect([0, 77, 255], `${state}`).toContain(alpha);
    }
  });

  it.each(SIZES)('keeps inside its margins at %d pixels', (size) => {
    for (const state of STATES) {
      const image = render({ state, sessionPercent: 100, weeklyPercent: 100 }, size);
      const painted = pixels(image);
      const edge = painted.filter((_, index) => {
        const [x, y] = [index % size, Math.floor(index / size)];
        return x === 0 || y === 0 || x === size - 1 || y === size - 1;
      });
      expect(edge.every(({ alpha }) => alpha === 0)).toBe(true);
    }
  });
});

describe('bars', () => {
  it.each(SIZES.flatMap((size) => [1, 2].map((scale) => [size, scale] as const)))(
    'fill exactly at %d points, scale %d',
    (size, scale) => {
      const side = size * scale;
      const road = side - 2 * Math.floor(side / 16);
      const filled = [0, 50, 100].map((percent) => {
        const image = render({ sessionPercent: percent }, size, 'template', scale);
        const session = describeIcon(
          { state: 'on-plan', sessionPercent: 100, weeklyPercent: 0 },
          { size, scale, theme: 'template' },
        ).shapes[0];
        return session?.kind === 'rect' ? solidInRow(image, session.yPx) : -1;
      });
      expect(filled).toEqual([0, road / 2, road]);
    },
  );

  it('show any use, and are full at 100 % only', () => {
    expect(usedPixels(0.2, 14)).toBe(1);
    expect(usedPixels(99.9, 14)).toBe(13);
    expect(usedPixels(100, 14)).toBe(14);
    expect(usedPixels(130, 14)).toBe(14);
    expect(usedPixels(-3, 14)).toBe(0);
  });
});

describe('colour', () => {
  const grounds: readonly (readonly [IconTheme, readonly Colour[]])[] = [
    ['light-panel', [NEAR_WHITE]],
    ['dark-panel', [NEAR_BLACK, BLUE_GREY]],
    ['any-panel', [NEAR_WHITE, NEAR_BLACK, BLUE_GREY]],
  ];

  it.each(grounds)('stands at least 3 : 1 off the ground on %s', (theme, colours) => {
    for (const state of STATES) {
      const ink = pixels(render({ state }, 16, theme)).filter(({ alpha }) => alpha === 255);
      expect(ink.length).toBeGreaterThan(20);
      for (const { colour } of ink) {
        for (const ground of colours) {
          expect(contrast(colour, ground), `${state}`).toBeGreaterThanOrEqual(3);
        }
      }
    }
  });

  it('is only black in a template', () => {
    for (const state of STATES) {
      const inks = pixels(render({ state }, 22)).map(({ colour }) => colour.join());
      expect(new Set(inks)).toEqual(new Set(['0,0,0']));
    }
  });

  it('believes no scheme on Linux', () => {
    expect(iconTheme('linux', 'dark')).toBe('any-panel');
    expect(iconTheme('win32', 'dark')).toBe('dark-panel');
    expect(iconTheme('win32', 'light')).toBe('light-panel');
    expect(iconTheme('win32', 'unknown')).toBe('any-panel');
    expect(iconTheme('darwin', 'dark')).toBe('template');
  });
});

describe('drawing', () => {
  it('gives the same bytes each time', () => {
    for (const state of STATES) {
      expect(encodePng(render({ state }, 22))).toEqual(encodePng(render({ state }, 22)));
    }
  });

  it('draws each size and scale of each system', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      for (const displayScale of [0.5, 1, 1.25, 1.5, 1.75, 2, 3]) {
        for (const { size, scale } of trayImageSizes(platform, displayScale)) {
          const side = size * scale;
          expect(Number.isInteger(side)).toBe(true);
          for (const state of STATES) expect(render({ state }, size).widthPx).toBe(size);
        }
      }
    }
    expect(trayImageSizes('darwin', 1)).toEqual([
      { size: 16, scale: 1 },
      { size: 16, scale: 2 },
    ]);
    expect(trayImageSizes('win32', 1.25)).toEqual([{ size: 20, scale: 1 }]);
    expect(trayImageSizes('linux', 2)).toEqual([{ size: 44, scale: 1 }]);
  });

  it('writes PNG that unpacks to the same pixels', () => {
    const image = render({ state: 'on-credits' }, 22, 'dark-panel');
    const png = encodePng(image);
    expect(png.readUInt32BE(16)).toBe(22);
    const dataBytes = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + dataBytes));
    const back = Array.from({ length: 22 }, (_, row) =>
      rows.subarray(row * 89 + 1, (row + 1) * 89),
    );
    expect(Buffer.concat(back)).toEqual(Buffer.from(image.rgba));
    expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND');
  });

  it('draws one state in well under 5 ms', () => {
    const sizes = trayImageSizes('darwin', 2);
    const icon = { state: 'on-credits', sessionPercent: 100, weeklyPercent: 60 } as const;
    const times = Array.from({ length: 40 }, () => {
      const startMs = performance.now();
      drawTrayImages(icon, 'template', sizes);
      return performance.now() - startMs;
    }).toSorted((a, b) => a - b);
    expect(times[20]).toBeLessThan(5);
  });
});

describe('dash pattern', () => {
  it('keeps dashes and gaps equal and centres the rest', () => {
    for (let length = 6; length <= 64; length += 1) {
      const { count, dashPx, gapPx, offsetPx } = dashPattern(length, 2, 2);
      const usedPx = count * dashPx + (count - 1) * gapPx;
      expect(count).toBeGreaterThanOrEqual(2);
      expect(length - usedPx - 2 * offsetPx).toBeGreaterThanOrEqual(0);
      expect(length - usedPx - 2 * offsetPx).toBeLessThanOrEqual(1);
    }
  });

  it('fills what is too short for two', () => {
    expect(dashPattern(2, 2, 2)).toEqual({ count: 1, dashPx: 2, gapPx: 0, offsetPx: 0 });
  });
});

describe('sameIcon', () => {
  const icon = { state: 'on-plan', sessionPercent: 62, weeklyPercent: 41 } as const;

  it('ignores what moves no pixel at any size', () => {
    expect(sameIcon(icon, { ...icon, sessionPercent: 62.01 })).toBe(true);
  });

  it('sees a pixel, a state and an unknown', () => {
    expect(sameIcon(icon, { ...icon, sessionPercent: 66 })).toBe(false);
    expect(sameIcon(icon, { ...icon, weeklyPercent: null })).toBe(false);
    expect(sameIcon(icon, { ...icon, state: 'near' })).toBe(false);
  });

  it('agrees with the pixels for every percent', () => {
    for (let percent = 0; percent < 100; percent += 1) {
      const [one, two] = [percent, percent + 1].map((sessionPercent) => ({
        ...icon,
        sessionPercent,
      }));
      if (!one || !two || !sameIcon(one, two)) continue;
      for (const size of [16, 22, 32, 44]) {
        expect(render(one, size).rgba).toEqual(render(two, size).rgba);
      }
    }
  });
});
