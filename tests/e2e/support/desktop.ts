/** The screen, mouse and keyboard of the private desktop that the tests run on. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fromRoot } from './paths.ts';

export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Height of the panel that scripts/panel.sh puts along the top. */
const PANEL_HEIGHT_PX = 32;
const SCREEN_WIDTH_PX = 1280;
/** A panel's tray with one icon is its last square. */
export const TRAY_PLACE: Rectangle = {
  x: SCREEN_WIDTH_PX - PANEL_HEIGHT_PX,
  y: 0,
  width: PANEL_HEIGHT_PX,
  height: PANEL_HEIGHT_PX,
};

export function xdotool(...words: readonly (string | number)[]): string {
  return execFileSync('xdotool', words.map(String), { encoding: 'utf8', timeout: 10_000 }).trim();
}

export function clickAt(x: number, y: number, button: 1 | 3 = 1): void {
  xdotool('mousemove', x, y, 'click', button);
}

export function clickTray(button: 1 | 3 = 1): void {
  clickAt(TRAY_PLACE.x + 16, TRAY_PLACE.y + 16, button);
}

/** Keys for whatever window has the keyboard. */
export function pressKeys(...keys: readonly string[]): void {
  xdotool('key', '--delay', 40, ...keys);
}

/** Where kept pictures lie. */
export function screenshotPath(name: string): string {
  const folder = fromRoot('test-results', 'screenshots');
  fs.mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}

/** The whole screen, kept for people to look at. */
export function keepScreen(name: string): string {
  const file = screenshotPath(name);
  execFileSync('import', ['-window', 'root', file], { timeout: 10_000 });
  return file;
}

/** Pixels of a part of the screen, three bytes each. */
export function grab({ x, y, width, height }: Rectangle): Buffer {
  const part = `${width}x${height}+${x}+${y}`;
  const args = ['-window', 'root', '-crop', part, '-depth', '8', 'rgb:-'];
  return execFileSync('import', args, { timeout: 10_000, maxBuffer: 1 << 24 });
}

/** How many pixels of a part of the screen are close to a colour. */
export function countNear(part: Rectangle, colour: readonly [number, number, number]): number {
  const pixels = grab(part);
  let count = 0;
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const isNear = colour.every(
      (value, channel) => Math.abs((pixels[at + channel] ?? 0) - value) < 12,
    );
    if (isNear) count += 1;
  }
  return count;
}

/** Another program's window, to take the keyboard away with; the caller ends it. */
export function openOtherWindow(): ChildProcess {
  return spawn('display', ['-geometry', '200x120+60+400', '-title', 'elsewhere', 'xc:gray'], {
    stdio: 'ignore',
  });
}

/** Inks of the tray icon on a panel of unknown colour (main/tray/iconColours.ts, any-panel). */
export const INK = { plan: [0x2c, 0x9e, 0x8c], near: [0xcb, 0x7b, 0x0e] } as const;

/** Ids of the windows on screen whose title is `name`. */
export function visibleWindows(name: string): string[] {
  try {
    return xdotool('search', '--onlyvisible', '--name', `^${name}$`).split('\n').filter(Boolean);
  } catch {
    // xdotool ends with 1 when it finds none.
    return [];
  }
}

/** Name of the window that has the keyboard. */
export function activeName(): string {
  try {
    return xdotool('getactivewindow', 'getwindowname');
  } catch {
    // Nobody has it for a moment.
    return '';
  }
}
