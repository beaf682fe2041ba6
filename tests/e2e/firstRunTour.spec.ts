/** The tour of the first run, by keyboard: opens by itself, reads nothing unasked, ends with live figures. */
import fs from 'node:fs';
import { keepPage, mainWindowOf } from './support/mainWindow.ts';
import { putCodexPlan } from './support/plans.ts';
import { savedEvents } from './support/storedData.ts';
import { tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const SOON = { timeout: 15_000, intervals: [100] };

test('from nothing to a working glance by keyboard, in light and dark', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  putCodexPlan(home, 60);
  fs.mkdirSync(home.inHome('.claude', 'projects'), { recursive: true });
  const started = await launch();
  const page = await mainWindowOf(started);
  await expect(page.getByRole('heading', { name: 'What Tollgate reads' })).toBeFocused();
  for (const folder of [home.inHome('.claude'), home.inHome('.codex')]) {
    const row = page.getByRole('listitem').filter({ hasText: folder }).last();
    await expect(row).toContainText('found');
  }
  expect(savedEvents(home)).toBe(0);
  await keepPage(page, 'tour-1-read');

  // Agents that are not here are folded away, on the way to the button.
  await page.keyboard.press('Tab');
  await expect(page.locator('summary', { hasText: 'Not found' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Begin reading' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your plan' })).toBeFocused();
  await expect.poll(() => savedEvents(home), SOON).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: /^Plan, Claude Code/ }).selectOption('max-5x');
  const folder = home.inHome('.claude');
  const plan = async () =>
    (await tollgate(home, 'settings', 'get', `accounts[claude-code|${folder}].plan`)).output.trim();
  await expect.poll(plan, SOON).toBe('max-5x');
  await keepPage(page, 'tour-2-plan');

  // What was chosen is undone with the button, and chosen again.
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(plan, SOON).toBe('unknown');
  await page.getByRole('button', { name: 'Next' }).press('Enter');

  await expect(page.getByRole('heading', { name: 'Where figures may come from' })).toBeFocused();
  const asks = page.getByRole('switch');
  await expect(asks).toHaveCount(4);
  for (const one of await asks.all()) await expect(one).toHaveAttribute('aria-checked', 'false');
  await page
    .getByRole('button', { name: /Install the status line bridge, Claude Code/ })
    .press('Enter');
  await expect(page.getByRole('region', { name: 'Change to the settings file' })).toBeFocused();
  await keepPage(page, 'tour-3-sources');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  expect(fs.existsSync(home.inHome('.claude', 'settings.json'))).toBe(false);
  await page.getByRole('button', { name: 'Next' }).press('Enter');

  await expect(page.getByRole('heading', { name: 'Before anything is paid' })).toBeFocused();
  await page.getByRole('switch', { name: 'Hold agents back' }).press('Space');
  const gate = async () => (await tollgate(home, 'settings', 'get', 'gate.enabled')).output.trim();
  await expect.poll(gate, SOON).toBe('on');
  await keepPage(page, 'tour-4-gate');
  await page.getByRole('button', { name: 'Next' }).press('Enter');

  await expect(page.getByText('Codex, five-hour window')).toBeVisible();
  await expect(page.getByText(/60% used/).first()).toBeVisible(SOON);
  await keepPage(page, 'tour-5-done');
  await started.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await keepPage(page, 'tour-5-done-dark');
  await page.getByRole('button', { name: 'Open the glance' }).press('Enter');
  await expect.poll(started.isGlanceVisible, SOON).toBe(true);
  await page.getByRole('button', { name: 'Finish' }).press('Enter');
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
});

test('everything can be skipped, and then nothing was read or changed', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 60);
  const started = await launch();
  const page = await mainWindowOf(started);
  await page.getByRole('button', { name: 'Skip', exact: true }).press('Enter');
  for (const title of ['Your plan', 'Where figures may come from', 'Before anything is paid']) {
    await expect(page.getByRole('heading', { name: title })).toBeFocused();
    await page.getByRole('button', { name: 'Next' }).press('Enter');
  }
  await expect(page.getByText(/Nothing has been read/)).toBeVisible();
  await page.getByRole('button', { name: 'Finish' }).press('Enter');
  expect(savedEvents(home)).toBe(0);
  await expect
    .poll(() => started.tray.menu().map(({ label }) => label), SOON)
    .toContain('Begin reading session files…');
  const changed = (await tollgate(home, 'settings', 'list')).output
    .split('\n')
    .filter((line) => / = /.test(line) && !line.endsWith('(default)') && !line.includes('AGENT|'));
  expect(changed).toEqual([]);
});
