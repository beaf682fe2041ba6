/** The icon on a real panel: what it shows, what its menu offers, what a click does. */
import { once } from 'node:events';
import { tooltipWords, verdictWords } from '../../preload/contract/wording.ts';
import {
  clickTray,
  countNear,
  grab,
  INK,
  keepScreen,
  openOtherWindow,
  pressKeys,
  TRAY_PLACE,
  visibleWindows,
  xdotool,
} from './support/desktop.ts';
import { putCodexPlan } from './support/plans.ts';
import { statusJson } from './support/terminal.ts';
import { mainWindowOf } from './support/mainWindow.ts';
import { expect, test } from './support/test.ts';
import { registeredItems } from './support/trayItem.ts';

/** An icon of 22 pixels with two bars has far more; a stray pixel is no icon. */
const LEAST_INK_PX = 40;
/** A look every two seconds, and the time to read, paint and take a picture. */
const WITHIN_A_LOOK_MS = 3500;
/** Where the panel opens a menu: under the icon. */
const BELOW_TRAY = { x: 1000, y: 40, width: 280, height: 200 };

const SOON = { timeout: 10_000, intervals: [50] };

test('icon, tooltip and menu hold the facts, and change when the boundary is reached', async ({
  home,
  launch,
}) => {
  const plan = putCodexPlan(home, 60);
  const snapshot = await statusJson(home);
  const { tray } = await launch();

  await expect.poll(() => countNear(TRAY_PLACE, INK.plan), SOON).toBeGreaterThan(LEAST_INK_PX);
  expect(tray.tooltip()).toBe(tooltipWords(snapshot));
  expect(tray.tooltip()).toMatch(/60% used, reset (?:\w{3} )?\d+:\d\d/);
  const labels = tray.labels();
  expect(labels[0]).toBe(verdictWords(snapshot).headline);
  expect(labels[1]).toMatch(/^Five-hour window, Codex: 60% used, resets (?:\w{3} )?\d+:\d\d/);
  expect(labels[2]).toMatch(/^This week, Codex: 41% used, resets /);
  expect(labels.slice(3)).toEqual([
    'Open glance',
    'Open Tollgate…',
    'Refresh now',
    'Show time left until reset',
    'Quit Tollgate',
  ]);
  keepScreen('screen-tray-on-plan');

  plan.append(98);
  await expect
    .poll(() => countNear(TRAY_PLACE, INK.near), { timeout: WITHIN_A_LOOK_MS, intervals: [100] })
    .toBeGreaterThan(LEAST_INK_PX);
  expect(countNear(TRAY_PLACE, INK.plan)).toBe(0);
  await expect.poll(() => tray.tooltip()).toMatch(/^The next request may be paid, 98% used/);
  keepScreen('screen-tray-at-boundary');
});

test('the right button opens the menu under the icon', async ({ launch }) => {
  const started = await launch();
  const { tray } = started;
  await expect.poll(() => tray.labels(), SOON).toContain('Begin reading session files…');
  // The tour opens by itself and would lie under the menu in one of the two pictures.
  const tour = await mainWindowOf(started);
  await tour.close();
  await expect.poll(() => started.app.windows().includes(tour), SOON).toBe(false);
  expect(tray.labels()).not.toContain('Refresh now');
  const before = grab(BELOW_TRAY);
  await expect(() => {
    clickTray(3);
    expect(grab(BELOW_TRAY).equals(before)).toBe(false);
  }).toPass({ timeout: 10_000, intervals: [300] });
  keepScreen('screen-tray-menu');
  pressKeys('Escape');
  await expect.poll(() => grab(BELOW_TRAY).equals(before), SOON).toBe(true);
});

test('a click opens the glance; a click, Escape or another window closes it', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 60);
  await statusJson(home);
  const { isGlanceVisible } = await launch();
  await expect.poll(() => countNear(TRAY_PLACE, INK.plan), SOON).toBeGreaterThan(LEAST_INK_PX);
  const open = async () => {
    clickTray();
    await expect.poll(isGlanceVisible, SOON).toBe(true);
  };

  await open();
  // Never an empty box: what is on screen in its first moment is the glance.
  const [glance] = visibleWindows('Tollgate');
  expect(heightOf(glance!)).toBeGreaterThan(300);
  keepScreen('screen-glance-open');
  clickTray();
  await expect.poll(isGlanceVisible, SOON).toBe(false);

  await settle();
  await open();
  pressKeys('Escape');
  await expect.poll(isGlanceVisible, SOON).toBe(false);

  await settle();
  await open();
  const other = openOtherWindow();
  await expect.poll(isGlanceVisible, SOON).toBe(false);
  other.kill();
});

test('“Quit Tollgate” ends the app and takes the icon away', async ({ launch }) => {
  const { app, tray } = await launch();
  const ended = once(app.process(), 'exit');
  tray.choose('Quit Tollgate');
  expect(await ended).toEqual([0, null]);
  await expect.poll(() => registeredItems().map(([name]) => name), SOON).not.toContain(tray.name);
});

function heightOf(window: string): number {
  return Number(/HEIGHT=(\d+)/.exec(xdotool('getwindowgeometry', '--shell', window))?.[1]);
}

/** A click right after closing is taken for the one that closed: people are slower than that. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 400));
}
