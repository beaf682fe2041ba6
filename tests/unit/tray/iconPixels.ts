/** What the icon tests measure on rendered pixels. */
import type { Colour, IconTheme } from '../../../main/tray/iconColours.ts';
import {
  describeIcon,
  type TrayIconDescription,
  type TrayIconState,
} from '../../../main/tray/iconDescription.ts';
import { rasteriseIcon, type RasterImage } from '../../../main/tray/iconRaster.ts';

export const STATES: readonly TrayIconState[] = [
  'on-plan',
  'near',
  'at-boundary',
  'on-credits',
  'stopped',
  'stale',
  'problem',
  'starting',
  'not-reported',
];

export function render(
  icon: Partial<TrayIconDescription>,
  size: number,
  theme: IconTheme = 'template',
  scale = 1,
): RasterImage {
  const whole = { state: 'on-plan', sessionPercent: 62, weeklyPercent: 41, ...icon } as const;
  return rasteriseIcon(describeIcon(whole, { size, scale, theme }));
}

export type Pixel = { readonly colour: Colour; readonly alpha: number };

export function pixels({ rgba }: RasterImage): readonly Pixel[] {
  return Array.from({ length: rgba.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(index * 4, index * 4 + 4);
    return { colour: [red, green, blue], alpha };
  });
}

/** Fully painted pixels in one row, as a run of booleans. */
export function solidInRow(image: RasterImage, rowPx: number): number {
  return pixels(image)
    .slice(rowPx * image.widthPx, (rowPx + 1) * image.widthPx)
    .filter(({ alpha }) => alpha === 255).length;
}

/** Pixels whose darkness differs by at least half, with every colour taken away. */
export function greyDifference(one: RasterImage, other: RasterImage): number {
  const others = pixels(other);
  return pixels(one).filter(({ alpha }, index) => {
    return Math.abs(alpha - (others[index]?.alpha ?? 0)) >= 128;
  }).length;
}

/** Contrast of two opaque colours as WCAG 2 defines it. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
