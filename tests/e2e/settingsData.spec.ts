/** The Data section in the real app: a copy is made and put back under the running app, which goes on with it. */
import { keepPage, openSettings } from './support/mainWindow.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const SOON = { timeout: 20_000, intervals: [100] };

test('a copy is made, and put back after a question; the app goes on with it', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  putCodexPlan(home, 60);
  await allowReading(home);
  await tollgate(home, 'settings', 'set', 'gate.closesAtPercent', '88');
  const started = await launch();
  const page = await openSettings(started);
  const section = page.getByRole('region', { name: 'Data' });
  const closesAt = page.getByRole('textbox', { name: 'Closes at' });
  await section.getByRole('button', { name: 'Make a copy now' }).press('Enter');
  await expect(section.getByText(/^Copied: \d{4}-\d\d-\d\d\.$/)).toBeVisible(SOON);
  await tollgate(home, 'settings', 'set', 'gate.closesAtPercent', '77');
  await expect(closesAt).toHaveValue('77', SOON);

  await section.getByRole('button', { name: /^Restore…, / }).press('Enter');
  await expect(section.getByRole('button', { name: 'Keep what is there' })).toBeFocused();
  await keepPage(page, 'settings-data');
  await page.keyboard.press('Enter');
  await expect(closesAt).toHaveValue('77');
  await section.getByRole('button', { name: /^Restore…, / }).press('Enter');
  await section.getByRole('button', { name: /^Restore \d/ }).press('Enter');
  await expect(section.getByText(/What was there before is kept as/)).toBeVisible(SOON);
  await expect(closesAt).toHaveValue('88', SOON);
  // The engine on it is alive: it writes, and the tray shows its figures.
  await closesAt.fill('91');
  await closesAt.press('Enter');
  await expect
    .poll(
      async () => (await tollgate(home, 'settings', 'get', 'gate.closesAtPercent')).output.trim(),
      SOON,
    )
    .toBe('91');
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/60% used/);
  expect(started.output()).not.toContain('engine stopped');
});
