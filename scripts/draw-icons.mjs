// Draws the application icon, a raised gate beside two bars, with the rasteriser of the tray icon.
// The files it writes are committed; run it again after a change here. `--check` only compares.

import fs from 'node:fs';
import path from 'node:path';
import { rasteriseIcon } from '../main/tray/iconRaster.ts';
import { encodePng } from '../main/tray/pngEncoder.ts';

const SIZES_PX = [16, 20, 22, 24, 32, 48, 64, 128, 256, 512];
const LARGEST_PX = 512;
const FOLDER = path.join(import.meta.dirname, '..', 'resources', 'icons');

const GREEN = [0x1f, 0x7a, 0x6c];
const PAPER = [0xfb, 0xfa, 0xf6];
/** The unused part of a bar. */
const TRACK_OPACITY = 0.32;

/** All measures as shares of the icon's side. */
const GROUND = { left: 0.03, top: 0.03, right: 0.97, bottom: 0.97, radius: 0.21 };
const POST = { left: 0.7, top: 0.38, right: 0.8, bottom: 0.8 };
/** As thick as the post and turning on its top, so that the two read as one gate. */
const BOOM = { from: [0.75, 0.38], to: [0.25, 0.22], width: 0.1 };
const SESSION_BAR = { left: 0.2, top: 0.47, right: 0.63, bottom: 0.63, used: 0.62 };
const WEEKLY_BAR = { left: 0.2, top: 0.7, right: 0.63, bottom: 0.8, used: 0.36 };

/** Edges on whole pixels, so that small icons stay sharp. */
function box(share, sizePx, used = 1) {
  const [left, top, right, bottom] = [share.left, share.top, share.right, share.bottom].map(
    (edge) => Math.round(edge * sizePx),
  );
  const widthPx = Math.round(Math.max(1, right - left) * used);
  return { xPx: left, yPx: top, widthPx, heightPx: Math.max(1, bottom - top) };
}

function rect(bounds, radiusPx, colour, opacity = 1) {
  return { kind: 'rect', ...bounds, radiusPx, colour, opacity };
}

function bar(share, sizePx) {
  return [
    rect(box(share, sizePx), 0, PAPER, TRACK_OPACITY),
    rect(box(share, sizePx, share.used), 0, PAPER),
  ];
}

function boom(sizePx) {
  return {
    kind: 'line',
    fromXPx: BOOM.from[0] * sizePx,
    fromYPx: BOOM.from[1] * sizePx,
    toXPx: BOOM.to[0] * sizePx,
    toYPx: BOOM.to[1] * sizePx,
    widthPx: BOOM.width * sizePx,
    colour: PAPER,
    opacity: 1,
  };
}

function drawIcon(sizePx) {
  const shapes = [
    rect(box(GROUND, sizePx), GROUND.radius * sizePx, GREEN),
    ...bar(SESSION_BAR, sizePx),
    ...bar(WEEKLY_BAR, sizePx),
    boom(sizePx),
    rect(box(POST, sizePx), 0, PAPER),
  ];
  return encodePng(rasteriseIcon({ sizePx, shapes }));
}

/** `icon.png` is the largest; the others carry their size, as icon themes expect. */
function fileName(sizePx) {
  return sizePx === LARGEST_PX ? 'icon.png' : `${sizePx}x${sizePx}.png`;
}

function main() {
  const isCheck = process.argv.includes('--check');
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const sizePx of SIZES_PX) {
    const file = path.join(FOLDER, fileName(sizePx));
    const drawn = drawIcon(sizePx);
    const isSame = fs.existsSync(file) && drawn.equals(fs.readFileSync(file));
    if (isSame) continue;
    if (isCheck) {
      console.error(`${fileName(sizePx)} is not what scripts/draw-icons.mjs draws`);
      process.exitCode = 1;
    } else {
      fs.writeFileSync(file, drawn);
    }
  }
}

main();
