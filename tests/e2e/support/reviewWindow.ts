/** The main window of a running app, at a size and zoom of the test's choice. */
import fs from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type {} from '../../../renderer/store/tollgateApi.ts';
import { askMain, type TollgateApp } from './tollgateApp.ts';

const SOON = { timeout: 15_000, intervals: [50] };

export type ReviewLook = { readonly width: number; readonly height: number; readonly zoom: number };

/** Opens it from the glance, as a user does. */
export async function openReview(
  { app, openGlance }: TollgateApp,
  look: ReviewLook = { width: 1180, height: 800, zoom: 1 },
) {
  const glance = await openGlance();
  await glance.evaluate(() => window.tollgate.request('window:open', 'history'));
  const find = () => app.windows().find((page) => page.url().endsWith('/review.html'));
  await expect.poll(() => find() !== undefined, SOON).toBe(true);
  const page = find() as Page;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const window = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().endsWith('/review.html'),
    );
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(zoom);
  }, look);
  await expect.poll(() => page.evaluate(() => devicePixelRatio), SOON).toBe(look.zoom);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);

  return {
    page,
    /** Goes to a page by its name and waits until nothing in it is still being asked for. */
    async show(name: string): Promise<void> {
      await page.getByRole('navigation').getByRole('button', { name, exact: false }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    },
    /** Clicks on a word of the page, whatever lies over it to take the click, and waits until what it leads to is there. */
    async choose(word: string): Promise<void> {
      const named = page.getByRole('main').getByText(word, { exact: true });
      await named.filter({ visible: true }).first().click({ force: true });
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    },
    /** What is on screen, taken by the app itself: Playwright's pictures know nothing of zoom. */
    async picture(file: string): Promise<void> {
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const png = await askMain(app, async ({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((one) =>
          one.webContents.getURL().endsWith('/review.html'),
        );
        const image = await window?.webContents.capturePage();
        return image?.toPNG().toString('base64') ?? '';
      });
      fs.writeFileSync(file, Buffer.from(png, 'base64'));
    },
  };
}
