/** One state of the icon as PNG files, in the sizes that each system's tray really shows. */
import type { IconTheme, TrayPlatform } from './iconColours.ts';
import { describeIcon, type TrayIconDescription } from './iconDescription.ts';
import { rasteriseIcon } from './iconRaster.ts';
import { encodePng } from './pngEncoder.ts';

export type TrayImage = { readonly scaleFactor: number; readonly png: Buffer };

export type TrayImageSize = { readonly size: number; readonly scale: number };

const MENU_BAR_SIZE = 16;
const WINDOWS_SIZE = 16;
const LINUX_SIZE = 22;
const LARGEST_PIXELS = 64;

/**
 * Only macOS picks among several scale factors. Windows takes the first image and Linux sends the
 * largest, both as plain pixels, so these get one image drawn for the display's own scale: a
 * second one would never be seen, or be scaled down.
 */
export function trayImageSizes(
  platform: TrayPlatform,
  displayScale: number,
): readonly TrayImageSize[] {
  if (platform === 'darwin') return [1, 2].map((scale) => ({ size: MENU_BAR_SIZE, scale }));
  const points = platform === 'win32' ? WINDOWS_SIZE : LINUX_SIZE;
  const pixels = Math.round(points * Math.max(1, displayScale));
  return [{ size: Math.min(LARGEST_PIXELS, pixels), scale: 1 }];
}

/** The images for one icon, the smallest scale factor first. */
export function drawTrayImages(
  icon: TrayIconDescription,
  theme: IconTheme,
  sizes: readonly TrayImageSize[],
): readonly TrayImage[] {
  return sizes.map(({ size, scale }) => ({
    scaleFactor: scale,
    png: encodePng(rasteriseIcon(describeIcon(icon, { size, scale, theme }))),
  }));
}
