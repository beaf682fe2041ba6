/** What comes back by itself: a crashed or hung window, and the icon after the panel was started anew. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import type {} from '../../renderer/store/tollgateApi.ts';
import type { TestHome } from './support/home.ts';
import { mainWindowOf } from './support/mainWindow.ts';
import { pressKeys, visibleWindows, xdotool } from './support/desktop.ts';
import { renderersOf } from './support/processes.ts';
import { endTree, startAlone } from './support/tracedApp.ts';
import { startDesktopWithoutTray } from './support/otherDesktop.ts';
import { putCodexPlan } from './support/plans.ts';
import { openReview } from './support/reviewWindow.ts';
import { allowReading } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { askMain } from './support/tollgateApp.ts';
import { findTrayItem, registeredItems } from './support/trayItem.ts';

const SOON = { timeout: 20_000, intervals: [100] };
/** Chromium waits half a minute for an answer to a key before it calls a page hung. */
const HANGS = { timeout: 60_000, intervals: [200] };

const fill = (home: TestHome) =>
  fillHistory(home.dataFolder, { ...A_YEAR, days: 10, nowMs: Date.now(), homeFolder: home.home });

/** Process of the main window's page; null: there is no such window. */
const rendererOf = (app: ElectronApplication) =>
  askMain(app, ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().endsWith('/review.html'),
    );
    return window?.isVisible() === true ? window.webContents.getOSProcessId() : null;
  });

/**
 * Ends a page's process. The app makes the next window before the test is told that this page is gone; until then
 * whoever looks for the window's page may find the dead one.
 */
async function crash(page: Page, pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => page.isClosed(), SOON).toBe(true);
}

test('a crashed main window comes back where it was opened, once; then it waits to be opened', async ({
  home,
  launch,
}) => {
  await fill(home);
  const tollgate = await launch();
  const { app } = tollgate;
  const { page } = await openReview(tollgate);
  await page.evaluate(() => window.tollgate.request('window:open', 'sessions'));
  await expect(page.locator('h1')).toHaveText('Sessions');
  const first = await rendererOf(app);
  await crash(page, first!);
  await expect.poll(async () => (await rendererOf(app)) ?? first, SOON).not.toBe(first);
  const again = await mainWindowOf(tollgate);
  await expect(again.locator('h1')).toHaveText('Sessions');

  // A page that cannot live is not made for ever.
  await crash(again, (await rendererOf(app))!);
  await expect.poll(() => rendererOf(app), SOON).toBeNull();
  expect(tollgate.tray.tooltip()).not.toBe('');
  tollgate.tray.choose('Open Tollgate…');
  await expect((await mainWindowOf(tollgate)).locator('h1')).toHaveText('Sessions');
});

test('a hung main window is made again', async ({ home }) => {
  test.setTimeout(150_000);
  await fill(home);
  // Without Playwright inside: Chromium calls no page hung that is being inspected.
  const app = startAlone(home);
  const pid = app.pid as number;
  try {
    const tray = await findTrayItem(pid);
    tray.choose('Open Tollgate…');
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(1);
    const [window = ''] = visibleWindows('Tollgate');
    const [first] = renderersOf(pid);
    process.kill(first!, 'SIGSTOP');
    // Nobody notices that a page hangs before somebody wants something of it.
    xdotool('windowfocus', '--sync', window);
    pressKeys('Tab', 'Tab');
    const isNew = () => renderersOf(pid).some((renderer) => renderer !== first);
    await expect.poll(isNew, HANGS).toBe(true);
    await expect.poll(() => renderersOf(pid).includes(first!), SOON).toBe(false);
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(1);
    expect(visibleWindows('Tollgate')).not.toContain(window);
    expect(tray.tooltip()).not.toBe('');
  } finally {
    await endTree(app, 'SIGKILL');
  }
});

test('the icon is there again after the panel was killed and started anew', async ({
  home,
  launch,
}) => {
  const desktop = await startDesktopWithoutTray();
  const before = { ...process.env };
  let panel: ChildProcess | null = null;
  try {
    // The questions to the bus go to that desktop as well.
    Object.assign(process.env, desktop.env);
    Object.assign(home.env, desktop.env);
    panel = await startPanel();
    putCodexPlan(home, 60);
    await allowReading(home);
    const { pid, tray, isGlanceVisible } = await launch();
    await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');

    endPanel(panel);
    await expect.poll(hasTray, SOON).toBe(false);
    panel = await startPanel();
    const again = await findTrayItem(pid);
    expect(again.tooltip()).toContain('60% used');
    again.activate();
    await expect.poll(isGlanceVisible, SOON).toBe(true);
  } finally {
    if (panel) endPanel(panel);
    Object.assign(process.env, before);
    await desktop.end();
  }
});

/** The desktop's own panel, as a group of its own: the tray in it is a program beside it. */
async function startPanel(): Promise<ChildProcess> {
  const desk = path.dirname(process.env['XDG_RUNTIME_DIR'] ?? '');
  const panel = spawn('xfce4-panel', ['--disable-wm-check'], {
    env: { ...process.env, XDG_CONFIG_HOME: path.join(desk, 'config') },
    stdio: 'ignore',
    detached: true,
  });
  await expect.poll(hasTray, SOON).toBe(true);
  return panel;
}

function endPanel({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid as number), 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function hasTray(): boolean {
  try {
    return Array.isArray(registeredItems());
  } catch {
    return false;
  }
}
