/** The Settings page in the real app, by keyboard: changed at once, refused with a reason, taken back, in effect. */
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { makeHome, type TestHome } from './support/home.ts';
import { pressKeys } from './support/desktop.ts';
import { claudeTurn } from './support/claudeLines.ts';
import { keepPage, openSettings } from './support/mainWindow.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading, statusJson, tollgate } from './support/terminal.ts';
import { expect, quit, test } from './support/test.ts';
import { askMain, type TollgateApp } from './support/tollgateApp.ts';

const SOON = { timeout: 15_000, intervals: [100] };

const saved = async (home: TestHome, name: string) =>
  (await tollgate(home, 'settings', 'get', name)).output.trim();

const isDark = (page: Page) =>
  page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

async function setWidth(app: TollgateApp['app'], widthPx: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, width) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL().endsWith('/review.html')) window.setSize(width, 740);
    }
  }, widthPx);
}

/** Goes on with Tab until the control has the keyboard: nothing may be out of its reach. */
async function tabTo(page: Page, role: 'switch' | 'textbox' | 'combobox', name: string) {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let steps = 0; steps < 200; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}

test('every section is there; a search, a change, a refusal and an undo, all by keyboard', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  putCodexPlan(home, 60);
  await allowReading(home);
  const started = await launch();
  const page = await openSettings(started);
  for (const title of [
    'Plans and accounts',
    'Agents',
    'Sources',
    'Alerts',
    'Quiet hours',
    'Credits and budgets',
    'Gate',
    'Appearance',
    'Prices',
    'Keys and provider accounts',
    'Data',
    'Start and updates',
    'Privacy',
  ]) {
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  }
  await keepPage(page, 'settings-page');

  await page.getByRole('searchbox').focus();
  await page.keyboard.type('closes at');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Gate']);
  const closesAt = await tabTo(page, 'textbox', 'Closes at');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('20');
  await expect(page.getByRole('alert')).toHaveText('Takes a whole number from 50 to 100 (%).');
  await expect(closesAt).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Enter');
  expect(await saved(home, 'gate.closesAtPercent')).toBe('97');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('90');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('Closes at: 90 %');
  expect(await saved(home, 'gate.closesAtPercent')).toBe('90');
  await expect(page.getByText('Default: 97 %')).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status')).toHaveText('The latest change was taken back.');
  await expect(closesAt).toHaveValue('97');
  expect(await saved(home, 'gate.closesAtPercent')).toBe('97');

  // Another program's change comes by itself.
  await tollgate(home, 'settings', 'set', 'gate.closesAtPercent', '80');
  await expect(closesAt).toHaveValue('80', SOON);
  await page.getByRole('button', { name: 'Reset Closes at' }).press('Enter');
  await expect(closesAt).toHaveValue('97');
});

test('theme, amounts, what is left and start at login take effect at once', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  putCodexPlan(home, 60);
  home.writeClaude(
    'paid',
    claudeTurn('11111111-2222-4333-8444-555555555555', {
      atMs: Date.now() - 120_000,
      outputTokens: 900_000,
      cwd: '/home/u/x',
    }),
  );
  await allowReading(home);
  const started = await launch();
  const page = await openSettings(started);
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/60% used/);

  for (const [theme, dark] of [
    ['dark', true],
    ['light', false],
  ] as const) {
    await page.getByRole('combobox', { name: 'Theme' }).selectOption(theme);
    await expect.poll(() => isDark(page), SOON).toBe(dark);
    await keepPage(page, `settings-page-${theme}`);
  }
  // As wide as the page is at 200 %.
  await setWidth(started.app, 590);
  await keepPage(page, 'settings-page-enlarged');
  await setWidth(started.app, 1180);

  await page.getByRole('combobox', { name: 'Bars and figures show' }).selectOption('left');
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/40% left/);
  const glance = await started.openGlance();
  await expect(glance.getByText(/\$\d/).first()).toBeVisible();
  await page.getByRole('switch', { name: 'Hide amounts' }).press('Space');
  await expect(glance.getByText('$•••').first()).toBeVisible(SOON);
  await expect(glance.getByText(/\$\d/)).toHaveCount(0);
  expect((await tollgate(home, 'status')).output).not.toMatch(/\$\d/);

  const entry = home.inHome('.config', 'autostart', 'tollgate.desktop');
  expect(fs.existsSync(entry)).toBe(false);
  await page.getByRole('switch', { name: 'Start at login' }).press('Space');
  await expect.poll(() => fs.existsSync(entry), SOON).toBe(true);
  expect(fs.readFileSync(entry, 'utf8')).toMatch(
    /^Exec="[^"]*(?:electron|tollgate)[^"]*"(?: "[^"]+")?$/m,
  );
  await page.getByRole('switch', { name: 'Start at login' }).press('Space');
  await expect.poll(() => fs.existsSync(entry), SOON).toBe(false);

  const shortcut = page.getByRole('textbox', { name: 'Global shortcut' });
  await shortcut.fill('t');
  await expect(page.getByRole('alert')).toContainText('such as Control+Alt+T');
  await shortcut.press('Escape');
});

test('the global shortcut opens the glance; keys that another program has are said to be taken', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  const keys = 'Control+Alt+G';
  await allowReading(home);
  await tollgate(home, 'settings', 'set', 'appearance.shortcut', keys);
  const first = await launch();
  await expect
    .poll(
      () =>
        askMain(first.app, ({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+G')),
      SOON,
    )
    .toBe(true);
  expect(await first.isGlanceVisible()).toBe(false);
  pressKeys('ctrl+alt+g');
  await expect.poll(first.isGlanceVisible, SOON).toBe(true);

  const other = makeHome();
  try {
    await allowReading(other);
    await tollgate(other, 'settings', 'set', 'appearance.shortcut', keys);
    const second = await launch(other);
    const page = await openSettings(second);
    const glance = await second.openGlance();
    await expect(glance.getByText(/The keys Control\+Alt\+G do not open the glance/)).toBeVisible(
      SOON,
    );
    await page.getByRole('textbox', { name: 'Global shortcut' }).fill('Control+Alt+H');
    await page.getByRole('textbox', { name: 'Global shortcut' }).press('Enter');
    await expect(glance.getByText(/do not open the glance/)).toHaveCount(0, SOON);
    await quit(second.app);
  } finally {
    other.dispose();
  }
});

test('a price of one’s own prices history again at once, and undo takes it back', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  const session = '22222222-2222-4333-8444-555555555555';
  home.writeClaude(
    session,
    claudeTurn(session, { atMs: Date.now() - 120_000, outputTokens: 1_000_000, cwd: '/home/u/x' }),
  );
  await allowReading(home);
  const before = (await statusJson(home)).totals?.today.costMicros;
  const started = await launch();
  const page = await openSettings(started);
  const table = page.getByRole('region', { name: 'Prices of models you use' });
  const [model = ''] = (await table.getByRole('rowheader').first().innerText()).split(',');
  await page.getByLabel('Model, from day').fill(`${model}@2020-01-01`);
  await page.getByLabel('Dollars per million tokens').fill('100/1000/100/100/100');
  await page.getByRole('button', { name: 'Add' }).last().press('Enter');
  await expect(page.getByRole('status').first()).toHaveText('Your history is priced by it.');
  await expect(table).toContainText('yours');
  const cost = async () => (await statusJson(home)).totals?.today.costMicros;
  await expect.poll(cost, SOON).toBeGreaterThan(900_000_000);
  const listed = (await tollgate(home, 'prices', 'list')).output;
  expect(listed).toMatch(/\$1000\.00.*\(yours\)/);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(cost, SOON).toBe(before);
});

test('the status file follows the tray, for its owner only, until it is switched off', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { tray } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toMatch(/60% used/);
  const file = `${home.dataFolder}/status.json`;
  await expect.poll(() => fs.existsSync(file), SOON).toBe(true);
  const status = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect(status).toMatchObject({ version: 1, percentage: 60, boundary: 'on-plan' });
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  await tollgate(home, 'settings', 'set', 'data.statusFile', 'off');
  await expect.poll(() => fs.existsSync(file), SOON).toBe(false);
});
