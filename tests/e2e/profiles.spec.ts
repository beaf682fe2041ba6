/** Profiles on the Settings page, by keyboard: made, given to an account, changed, renamed, removed, taken back. */
import type { Page } from '@playwright/test';
import { claudeTurn } from './support/claudeLines.ts';
import { keepPage, openSettings } from './support/mainWindow.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading, statusJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import type { TestHome } from './support/home.ts';

const SOON = { timeout: 15_000, intervals: [100] };

const saved = async (home: TestHome, name: string) =>
  (await tollgate(home, 'settings', 'get', name)).output.trim();

const boundary = async (home: TestHome) => {
  const { boundaries } = await statusJson(home);
  return boundaries.find(({ agent }) => agent === 'codex');
};

/** Goes on with Tab until a control has the keyboard: nothing may be out of its reach. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'combobox', name: string) {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let steps = 0; steps < 200; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return wanted;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}

async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: section, exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: section })).toBeFocused();
}

test('a profile is made, followed, changed, renamed and removed, each taken back', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  putCodexPlan(home, 85);
  const atMs = Date.now() - 120_000;
  home.writeClaude('one', claudeTurn('11111111-2222-4333-8444-555555555555', { atMs }));
  await allowReading(home);
  const started = await launch();
  const page = await openSettings(started);
  const status = page.getByRole('status').first();
  const key = `codex|${home.inHome('.codex')}`;

  await goTo(page, 'Profiles');
  await tabTo(page, 'textbox', 'Name of a new profile');
  await page.keyboard.type('General');
  await expect(page.getByRole('alert')).toContainText('is no name for a profile');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Work');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('Work is there. Choose it at an account, above.');
  await expect(page.getByText('Nothing differs from General yet.')).toBeVisible();

  await goTo(page, 'Plans and accounts');
  const choice = await tabTo(page, 'combobox', `Profile, Codex, ${home.inHome('.codex')}`);
  await page.keyboard.type('Work');
  await expect(choice).toHaveValue('Work');
  await expect(status).toHaveText('Profile: Work');
  expect(await saved(home, `accounts[${key}].profile`)).toBe('Work');
  expect(await boundary(home)).toMatchObject({ state: 'on-plan', gatePercent: 97 });

  await goTo(page, 'Profiles');
  await page.getByText('Values of Work').press('Enter');
  await tabTo(page, 'textbox', 'Closes at, Work');
  await page.keyboard.type('80');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Otherwise than General: Closes at: 80 %.')).toBeVisible();
  // The gate of this account closes there at once, and of no other.
  await expect.poll(async () => (await boundary(home))?.state, SOON).toBe('at-boundary');
  const { boundaries, gatePercent } = await statusJson(home);
  expect(gatePercent).toBe(97);
  expect(boundaries.find(({ agent }) => agent === 'claude-code')?.gatePercent).toBeNull();
  await page.getByRole('heading', { level: 2, name: 'Profiles' }).scrollIntoViewIfNeeded();
  await keepPage(page, 'settings-profiles');
  await tollgate(home, 'settings', 'set', 'appearance.theme', 'dark');
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), SOON)
    .toBe(true);
  await keepPage(page, 'settings-profiles-dark');
  await tollgate(home, 'settings', 'undo');

  await goTo(page, 'Profiles');
  await tabTo(page, 'textbox', 'Rename Work');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Office');
  await page.keyboard.press('Enter');
  await expect(status).toHaveText('Work is called Office now.');
  expect(await saved(home, `accounts[${key}].profile`)).toBe('Office');
  expect(await saved(home, 'profiles[Office].gate.closesAtPercent')).toBe('80');

  await (await tabTo(page, 'button', 'Remove Office')).press('Enter');
  await expect(status).toContainText('Office is gone');
  await expect.poll(async () => (await boundary(home))?.state, SOON).toBe('on-plan');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.getByRole('heading', { level: 3, name: 'Office' })).toBeVisible();
  await expect.poll(async () => (await boundary(home))?.state, SOON).toBe('at-boundary');

  // The terminal says the same of it.
  const copied = await tollgate(home, 'settings', 'copy', 'Office', 'Play');
  expect(copied.output).toContain('profiles.Play.gate.closesAtPercent: general -> 80');
  await expect(page.getByRole('heading', { level: 3, name: 'Play' })).toBeVisible(SOON);
});
