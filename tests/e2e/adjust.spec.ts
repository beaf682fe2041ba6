/** The Adjust panel in the real glance: by keyboard, with bad input, and what each word of the user brings about. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { keepScreen, screenshotPath, xdotool } from './support/desktop.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading, statusJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { askMain, type TollgateApp } from './support/tollgateApp.ts';

const SOON = { timeout: 15_000, intervals: [100] };

/** Opens the panel with the keyboard alone. */
async function openPanel({ openGlance }: TollgateApp): Promise<Page> {
  xdotool('mousemove', 200, 600);
  const page = await openGlance();
  await page.getByRole('button', { name: 'Adjust' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Adjust' })).toBeVisible();
  return page;
}

/** Names of what Tab reaches from the panel's first control on, up to the footer. */
async function reached(page: Page): Promise<string[]> {
  const names: string[] = [];
  await page.getByRole('checkbox', { name: /^At the limit now, five/ }).focus();
  for (let press = 0; press < 20; press += 1) {
    const name = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      return element.labels?.[0]?.textContent ?? element.textContent ?? '';
    });
    if (
      !(await page.locator('#adjust').evaluate((panel) => panel.contains(document.activeElement)))
    )
      break;
    names.push(name);
    await page.keyboard.press('Tab');
  }
  return names;
}

const done = (page: Page) => page.locator('#adjust').getByRole('status');

test('by keyboard: the limit, the plan, a source; each counts at once and is taken back', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 62);
  await allowReading(home);
  const app = await launch();
  const page = await openPanel(app);
  expect(await reached(page)).toEqual([
    'At the limit now, five-hour window',
    'At the limit now, this week',
    'Balance now',
    'Save balance',
    expect.stringContaining('Plan'),
    'Ask Claude Code for plan use',
    'Ask Claude Code for plan and account',
    'Ask Codex for plan use and credits',
    'Receive Claude Code’s OpenTelemetry',
  ]);

  const atLimit = page.getByRole('checkbox', { name: 'At the limit now, five-hour window' });
  await atLimit.focus();
  await page.keyboard.press('Space');
  await expect(done(page)).toContainText('Saved.');
  await expect(atLimit).toBeChecked();
  await expect(page.getByRole('img', { name: '100% used' })).toBeVisible();
  const window = async () => (await statusJson(home)).windows.find((one) => one.kind === 'session');
  expect(await window()).toMatchObject({ usedPercent: 100, source: 'user' });
  expect((await tollgate(home, 'limit')).output).toContain('at the limit until');
  await done(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(done(page)).toHaveText('Taken back.');
  await expect(atLimit).not.toBeChecked();
  await expect(page.getByRole('img', { name: '62% used' })).toBeVisible();
  expect(await window()).toMatchObject({ usedPercent: 62, source: 'codex-rollout' });

  const plan = page.getByRole('combobox', { name: 'Plan' });
  await plan.selectOption('pro');
  await expect(done(page)).toContainText('Saved.');
  const saved = async (name: string) => (await tollgate(home, 'settings', 'get', name)).output;
  const accountPlan = `accounts[codex|${home.inHome('.codex')}].plan`;
  expect(await saved(accountPlan)).toContain('pro');
  await done(page).getByRole('button', { name: 'Undo' }).press('Space');
  await expect(plan).toHaveValue('');

  const source = page.getByRole('checkbox', { name: 'Ask Codex for plan use and credits' });
  await source.focus();
  await page.keyboard.press('Space');
  await expect(source).toBeChecked();
  expect(await saved('sources.codexAppServer')).toMatch(/\bon\b/);
  await page.keyboard.press('Space');
  await expect(source).not.toBeChecked();
  await expect.poll(() => saved('sources.codexAppServer'), SOON).toMatch(/\boff\b/);
});

test('the balance: what is not an amount is refused in words, what is one is read back', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 62);
  await allowReading(home);
  const page = await openPanel(await launch());
  const field = page.getByRole('textbox', { name: 'Balance now' });
  const ledger = async () =>
    JSON.parse((await tollgate(home, 'credits', 'ledger', '--json')).output) as {
      entry: { kind: string; key: string; amount: { units: number } | null };
    }[];
  const anchors = async () =>
    (await ledger()).filter(({ entry }) => entry.kind === 'anchor').map(({ entry }) => entry);
  for (const wrong of ['', 'about ten', '1,2,3', '12.5.0', '1e3']) {
    await field.fill(wrong);
    await field.press('Enter');
    await expect(field, wrong).toHaveAttribute('aria-invalid', 'true');
    await expect(field, wrong).toBeFocused();
    // What is wrong is said where the field's description stands, not only shown by its colour.
    await expect(field, wrong).not.toHaveAccessibleDescription(/^Counted from here/);
    await expect(field, wrong).toHaveAccessibleDescription(/./);
  }
  expect(await anchors()).toEqual([]);
  await page.screenshot({ path: screenshotPath('adjust-bad-amount'), animations: 'disabled' });

  await field.fill('7.25');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByText(/^\$7\.25\. Counted from here/)).toBeVisible();
  await field.press('Enter');
  await expect(done(page)).toContainText('Balance saved: $7.25.');
  await expect.poll(anchors, SOON).toMatchObject([{ amount: { units: 7_250_000 } }]);
  await done(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(done(page)).toHaveText('Taken back.');
  await expect
    .poll(async () => (await ledger()).filter(({ entry }) => entry.key.startsWith('undo|')).length)
    .toBe(1);
});

test('looks right in light, dark and at 200 %, and a program finds no fault', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 62);
  await allowReading(home);
  const app = await launch();
  const page = await openPanel(app);
  for (const theme of ['light', 'dark'] as const) {
    await app.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    await page.screenshot({ path: screenshotPath(`adjust-${theme}`), animations: 'disabled' });
    // Legacy mode, because Electron cannot open the second page that axe otherwise works in.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
  await askMain(app.app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
  );
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2);
  const field = page.getByRole('textbox', { name: 'Balance now' });
  await field.scrollIntoViewIfNeeded();
  await field.fill('1234567.89');
  await field.focus();
  const widths = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const beyond = [...document.querySelectorAll('#adjust *')]
        .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5)
        .map((one) => one.outerHTML.slice(0, 80));
      return { isWider: scrollWidth > clientWidth, beyond };
    });
  await expect.poll(widths).toEqual({ isWider: false, beyond: [] });
  // By the screen: Playwright's own pictures do not know of zoom.
  await new Promise((resolve) => setTimeout(resolve, 300));
  keepScreen('screen-adjust-200-percent');
});
