/** The main window of a running app, and what is checked of each of its pages. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';
import { screenshotPath } from './desktop.ts';
import type { TollgateApp } from './tollgateApp.ts';

const SOON = { timeout: 15_000, intervals: [100] };

/** Its page, once it is there. */
export async function mainWindowOf({ app }: Pick<TollgateApp, 'app'>): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().endsWith('/review.html'));
  await expect.poll(() => find() !== undefined, SOON).toBe(true);
  const page = find() as Page;
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Opens it from the tray's menu, at Settings by the key that everybody tries. */
export async function openSettings(tollgate: TollgateApp): Promise<Page> {
  tollgate.tray.choose('Open Tollgate…');
  const page = await mainWindowOf(tollgate);
  await page.bringToFront();
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  return page;
}

/** Takes a picture for people, and lets axe look. */
export async function keepPage(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: screenshotPath(name), animations: 'disabled' });
  // Legacy mode, because Electron cannot open the second page that axe otherwise works in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
