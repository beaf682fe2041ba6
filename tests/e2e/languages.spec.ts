/** Another language, chosen in the Settings: every window that is open speaks it at once, and fits. */
import type { Page } from '@playwright/test';
import { claudeTurn } from './support/claudeLines.ts';
import { keepPage, openSettings } from './support/mainWindow.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import type { TollgateApp } from './support/tollgateApp.ts';

const SOON = { timeout: 15_000 };

const PAGES = ['Verlauf', 'Sitzungen', 'Credits', 'Hilfe'] as const;

async function setWidth({ app }: TollgateApp, widthPx: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, width) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL().endsWith('/review.html')) window.setSize(width, 740);
    }
  }, widthPx);
}

const languageOf = (page: Page) => page.evaluate(() => document.documentElement.lang);

const isWiderThanItsWindow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function chooseLanguage(page: Page, field: string, language: string): Promise<void> {
  const textbox = page.getByRole('textbox', { name: field, exact: true });
  await textbox.fill(language);
  await textbox.press('Enter');
}

test('Deutsch, chosen in the Settings, is spoken by glance and main window at once', async ({
  home,
  launch,
}) => {
  test.setTimeout(150_000);
  putCodexPlan(home, 60);
  const turn = { atMs: Date.now() - 120_000, outputTokens: 900_000, cwd: '/home/u/nachtschicht' };
  home.writeClaude('de', claudeTurn('11111111-2222-4333-8444-555555555555', turn));
  await allowReading(home);
  const started = await launch();
  const page = await openSettings(started);
  const glance = await started.openGlance();
  await expect(glance.getByRole('row', { name: 'Today' })).toBeVisible();
  expect([await languageOf(page), await languageOf(glance)]).toEqual(['en', 'en']);

  await chooseLanguage(page, 'Language', 'de');
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible(SOON);
  await expect(glance.getByRole('row', { name: 'Heute' })).toContainText('Mio. Token', SOON);
  await expect(glance.getByRole('button', { name: 'Aktualisieren' })).toBeVisible();
  await expect(glance.getByText(/\bToday\b|\bRefresh\b|\bHistory\b/)).toHaveCount(0);
  expect([await languageOf(page), await languageOf(glance)]).toEqual(['de', 'de']);
  await keepPage(glance, 'german-glance');
  expect(await isWiderThanItsWindow(glance)).toBe(false);

  for (const name of PAGES) {
    await page.getByRole('navigation').getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await keepPage(page, `german-${name.toLowerCase()}`);
    // As wide as the window is at 200 %.
    await setWidth(started, 590);
    expect(await isWiderThanItsWindow(page), name).toBe(false);
    await setWidth(started, 1180);
  }

  await page.getByRole('button', { name: 'Einstellungen' }).click();
  await keepPage(page, 'german-settings');
  await chooseLanguage(page, 'Sprache', 'en');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible(SOON);
  await expect(glance.getByRole('row', { name: 'Today' })).toBeVisible(SOON);
  expect([await languageOf(page), await languageOf(glance)]).toEqual(['en', 'en']);
});
