/** The shell around the figures: one instance, no tray, crashes, signals, and the terminal beside it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { visibleWindows } from './support/desktop.ts';
import { crashEngineThread } from './support/engineThread.ts';
import { startDesktopWithoutTray } from './support/otherDesktop.ts';
import { appArguments, electronProgram, PROJECT_ROOT } from './support/paths.ts';
import { putCodexPlan } from './support/plans.ts';
import { isAlive, openFilesOf, renderersOf } from './support/processes.ts';
import { allowReading, historyJson, statusJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { askMain, isGlanceVisible as isVisible } from './support/tollgateApp.ts';
import { startTraced } from './support/tracedApp.ts';

const SOON = { timeout: 10_000, intervals: [50] };

/** By its name, which leaves out the "$" that is drawn before it for the eye. */
const headline = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('a second start opens the glance of the first and touches nothing', async ({
  home,
  launch,
}) => {
  // After the first run, whose tour is a window of its own.
  await allowReading(home);
  const { isGlanceVisible } = await launch();
  expect(await isGlanceVisible()).toBe(false);
  const second = startTraced(home, 'open', 'openat');
  const [code] = (await once(second.process, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect.poll(isGlanceVisible, SOON).toBe(true);
  expect(visibleWindows('Tollgate')).toHaveLength(1);
  const ours = second.calls().filter((call) => /\.jsonl|tollgate\.db|writer\.lock/.test(call));
  expect(ours).toEqual([]);
});

test('without a tray it says so, in a window with a frame that a second start brings back', async ({
  home,
  launchWithoutTray,
}) => {
  const desktop = await startDesktopWithoutTray();
  try {
    Object.assign(home.env, desktop.env);
    putCodexPlan(home, 60);
    await allowReading(home);
    const app = await launchWithoutTray();
    const page = await app.firstWindow();
    await expect(page.getByText('This desktop shows no tray icons')).toBeVisible();
    await expect(page.getByRole('img', { name: '60% used' })).toBeVisible();
    const id = await askMain(app, ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNativeWindowHandle().readUInt32LE(),
    );
    await expect.poll(() => frameOf(String(id), home.env), SOON).toBeGreaterThan(10);

    await askMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(() => isVisible(app), SOON).toBe(false);
    await startAgain(home.env);
    await expect.poll(() => isVisible(app), SOON).toBe(true);
  } finally {
    await desktop.end();
  }
});

/** Height of what the window manager put above a window. */
function frameOf(window: string, env: Record<string, string>): number {
  const output = execFileSync('xprop', ['-id', window, '_NET_FRAME_EXTENTS'], {
    env,
    encoding: 'utf8',
  });
  return Number(/= \d+, \d+, (\d+)/.exec(output)?.[1] ?? 0);
}

async function startAgain(env: Record<string, string>): Promise<void> {
  const second = spawn(electronProgram(), [...appArguments()], {
    cwd: PROJECT_ROOT,
    env,
    stdio: 'ignore',
  });
  await once(second, 'exit');
}

test('a killed page leaves the tray alive, and the next click makes a new one', async ({
  home,
  launch,
}) => {
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  const { openGlance, pid, tray, isGlanceVisible } = await launch();
  await openGlance();
  const [renderer] = renderersOf(pid);
  process.kill(renderer!, 'SIGKILL');
  await expect.poll(isGlanceVisible, SOON).toBe(false);
  plan.append(98);
  await expect.poll(() => tray.tooltip(), SOON).toMatch(/^The next request may be paid/);
  const page = await openGlance();
  await expect(headline(page, 'The next request may be paid')).toBeVisible();
  expect(renderersOf(pid)).not.toContain(renderer);
});

test('a crash of the engine is said, and it is started again', async ({ home, launch }) => {
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  const { app, openGlance, tray } = await launch();
  const page = await openGlance();
  await expect(page.getByRole('img', { name: '60% used' })).toBeVisible();
  await crashEngineThread(app);
  await expect(page.getByText('engine stopped and is being started again')).toBeVisible();
  await expect(page.getByRole('img', { name: '60% used' })).toBeVisible();
  expect(tray.tooltip()).toContain('engine stopped');
  plan.append(98);
  await expect(headline(page, 'The next request may be paid')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('engine stopped')).toBeHidden();
});

test('SIGTERM ends it cleanly and frees the database', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { app, pid, tray } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
  expect(openFilesOf(pid).some((file) => file.endsWith('tollgate.db'))).toBe(true);
  const ended = once(app.process(), 'exit');
  process.kill(pid, 'SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(isAlive(pid)).toBe(false);
  expect((await tollgate(home, 'import', '--json')).code).toBe(0);
});

test('beside the app the terminal reads the same figures', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const alone = await historyJson(home);
  const { tray } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
  const beside = await statusJson(home);
  expect(beside.problems.map(({ kind, severity }) => [kind, severity])).toEqual([
    ['database-busy', 'notice'],
  ]);
  expect(beside.windows.find(({ kind }) => kind === 'session')?.usedPercent).toBe(60);
  expect(await historyJson(home)).toEqual(alone);
});

test('beside the app the terminal imports nothing, and says why', async ({ home, launch }) => {
  await allowReading(home);
  const { pid } = await launch();
  await expect
    .poll(() => openFilesOf(pid).some((file) => file.endsWith('writer.lock')), SOON)
    .toBe(true);
  const refused = await tollgate(home, 'import');
  expect(refused.errors).toContain('Tollgate is running and keeps this database up to date');
  expect(refused.code).toBe(75);
});

test('a system without a language gets figures all the same', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { tray, openGlance } = await launch({ ...home, env: { ...home.env, LANG: 'C.UTF-8' } });
  await expect.poll(() => tray.tooltip(), SOON).toMatch(/60\s?% used/);
  const page = await openGlance();
  await expect(page.getByText(/60\s?% used/).first()).toBeVisible();
});
