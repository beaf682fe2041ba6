/** The History page in the real app over a generated past: figures, keyboard, filters, themes and zoom. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import { screenshotPath } from './support/desktop.ts';
import type { TestHome } from './support/home.ts';
import { openReview } from './support/reviewWindow.ts';
import { allowReading, historyJson } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

const fill = (home: TestHome, days: number) =>
  fillHistory(home.dataFolder, { ...A_YEAR, days, nowMs: Date.now(), homeFolder: home.home });

/** Legacy mode, because Electron cannot open the second page that axe otherwise works in. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const chart = (page: Page) => page.getByRole('group', { name: /^Use by/ }).locator('.bar');
const worth = (page: Page) => page.locator('.headline-value').first();
const figure = (text: string) => Math.round(Number(text.replace(/[$,]/g, '')) * 100);

test('says the same as the terminal, in figures and in the table', async ({ home, launch }) => {
  await fill(home, 80);
  const { page, choose } = await openReview(await launch());
  const today = new Date().toISOString().slice(0, 10);
  const month = `${today.slice(0, 7)}-01`;
  const { rows } = await historyJson(home, '--since', month, '--until', today, '--by', 'day');
  const micros = rows.reduce((sum, row) => sum + Number(row['costMicros'] ?? 0), 0);
  expect(figure((await worth(page).textContent()) ?? '')).toBe(Math.round(micros / 10_000));
  await choose('Table');
  const days = new Set(rows.map((row) => row['key']));
  await expect(page.locator('.table tbody tr')).toHaveCount(days.size);
});

test('is walked by keyboard: scales, periods, bars, days and windows', async ({ home, launch }) => {
  await fill(home, 80);
  const { page } = await openReview(await launch());
  const period = page.locator('.period-name');
  const thisMonth = (await period.textContent()) ?? '';
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(period).not.toHaveText(thisMonth);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(period).toHaveText(thisMonth);

  await page.getByRole('radio', { name: 'Model' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Agent' })).toBeChecked();
  await expect(page.locator('.legend')).toContainText('Claude Code');

  // Table and chart, then the one stop of the chart: its last bar.
  await page.getByRole('radio', { name: 'Chart' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Save picture' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(chart(page).last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(chart(page).first()).toBeFocused();
  await expect(page.locator('.chart-tip')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.chart-tip')).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Day' })).toBeChecked();
  await expect(page.getByRole('heading', { name: 'Use by hour' })).toBeVisible();

  await page.getByRole('radio', { name: 'Day' }).focus();
  for (const name of ['Week', 'Month', 'Windows']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name })).toBeChecked();
  }
  const row = page.locator('.row-button').nth(2);
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.window-detail-title')).toHaveText((await row.textContent()) ?? '');

  const days = page.getByRole('group', { name: /^Every day of the year/ }).locator('.day');
  await days.last().focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Use by hour' })).toBeVisible();
});

test('filters combine, and are taken back one by one or together', async ({ home, launch }) => {
  await fill(home, 80);
  const { page, choose } = await openReview(await launch());
  const all = figure((await worth(page).textContent()) ?? '');
  await page.locator('.filter-panel summary').click();
  await page.getByRole('checkbox', { name: 'Claude Code' }).check();
  await expect.poll(async () => figure((await worth(page).textContent()) ?? '')).toBeLessThan(all);
  const claude = figure((await worth(page).textContent()) ?? '');
  await page.getByRole('checkbox', { name: 'Personal' }).check();
  await expect
    .poll(async () => figure((await worth(page).textContent()) ?? ''))
    .toBeLessThan(claude);
  await page.keyboard.press('Escape');
  await expect(page.locator('.filter-panel summary')).toBeFocused();
  await page.getByRole('button', { name: 'Personal: remove from the filter' }).click();
  await expect.poll(async () => figure((await worth(page).textContent()) ?? '')).toBe(claude);
  await choose('Show everything');
  await expect.poll(async () => figure((await worth(page).textContent()) ?? '')).toBe(all);
});

test('the days of a range can be dragged or typed', async ({ home, launch }) => {
  await fill(home, 200);
  const { page } = await openReview(await launch());
  await page.getByLabel('From').fill('2026-07-01');
  await expect(page.getByRole('heading', { name: 'Use by week' })).toBeVisible();
  const frame = (await page.locator('.brush-frame').boundingBox())!;
  await page.mouse.move(frame.x + frame.width * 0.2, frame.y + 20);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.35, frame.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByLabel('From')).not.toHaveValue('2026-07-01');
  await expect(page.getByRole('heading', { name: 'Use by day' })).toBeVisible();
});

test('no history is said, and is not $0', async ({ home, launch }) => {
  await allowReading(home);
  const { page } = await openReview(await launch());
  await expect(page.getByText('No history yet')).toBeVisible();
  await expect(page.getByText('$0')).toHaveCount(0);
  await expectAccessible(page);
});

test.describe('a year', () => {
  const keptFolder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-year-')), 'data');
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    await fillHistory(keptFolder, { ...A_YEAR, nowMs: Date.now(), homeFolder: '/home/u' });
  });
  test.afterAll(() => fs.rmSync(path.dirname(keptFolder), { recursive: true, force: true }));

  for (const theme of ['light', 'dark'] as const) {
    for (const zoom of [1, 2]) {
      test(`${theme}, ${zoom * 100} %`, async ({ home, launch }) => {
        test.setTimeout(180_000);
        fs.cpSync(keptFolder, home.dataFolder, { recursive: true });
        const tollgate = await launch();
        await tollgate.app.evaluate(({ nativeTheme }, source) => {
          nativeTheme.themeSource = source;
        }, theme);
        const review = await openReview(tollgate, { width: 1180, height: 760, zoom });
        const { page, picture, choose } = review;
        for (const words of [[], ['Table'], ['Chart', 'Windows'], ['Day']]) {
          for (const word of words) await choose(word);
          const name = words.at(-1)?.toLowerCase() ?? 'month';
          await picture(screenshotPath(`history-${name}-${theme}-${zoom}`));
          await expectAccessible(page);
        }
        const [content, frame] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        expect(content).toBeLessThanOrEqual(frame);
      });
    }
  }
});
