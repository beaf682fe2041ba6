/** Sessions, Credits and Help in the real app over a generated past: keyboard, statements, exports, themes. */
import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import { screenshotPath } from './support/desktop.ts';
import type { TestHome } from './support/home.ts';
import { openReview } from './support/reviewWindow.ts';
import { expect, test } from './support/test.ts';
import { askMain, type TollgateApp } from './support/tollgateApp.ts';

const fill = (home: TestHome) =>
  fillHistory(home.dataFolder, { ...A_YEAR, days: 60, nowMs: Date.now(), homeFolder: home.home });

/** Legacy mode, because Electron cannot open the second page that axe otherwise works in. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** The system's own dialog would wait for a person: it answers with this path. */
async function answerSaveDialog({ app }: TollgateApp, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

test('sessions are searched, walked by keyboard and opened', async ({ home, launch }) => {
  await fill(home);
  const { page, show } = await openReview(await launch());
  await show('Sessions');
  const list = page.getByRole('listbox', { name: 'Sessions' });
  const options = list.getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  const title = page.locator('#session-title');
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('searchbox').fill('docs-site opus');
  await expect(page.locator('.sessions-count')).toContainText(/^\d+ of \d+/);
  await list.focus();
  await page.keyboard.press('Home');
  await expect(title).toHaveText('docs-site');
  await expect(page.getByRole('img', { name: /^Context carried: from/ })).toBeVisible();
  await page.locator('.session-panel').getByRole('radio', { name: 'Table' }).check();
  await expect(page.getByRole('table', { name: 'Context by answer' })).toBeVisible();
  await expect(page.getByText('The transcript is gone; its counts are kept.')).toBeVisible();

  await page.getByRole('searchbox').fill('no session is called this');
  await expect(page.getByText('No session has all of these words.')).toBeVisible();
});

test('a balance and a purchase are stated, seen in the ledger, and taken back', async ({
  home,
  launch,
}) => {
  await fill(home);
  const { page, show } = await openReview(await launch());
  await show('Credits');
  const balance = page.locator('.headlines .headline-value').first();
  const before = await balance.innerText();
  const amount = page.getByRole('textbox', { name: 'Balance is now' });
  await amount.fill('a lot');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('“a lot” is not an amount');

  await amount.fill('$41.50');
  await page.keyboard.press('Enter');
  await expect(balance).toContainText('$41.50');
  const ledger = page.getByRole('table', { name: 'Ledger' });
  await expect(ledger.getByRole('row').nth(1)).toContainText('Balance stated');

  await page.getByRole('radio', { name: 'I bought' }).check();
  await page.getByRole('textbox', { name: 'I bought' }).fill('20');
  await page.getByRole('textbox', { name: 'and paid' }).fill('18');
  await page.getByRole('button', { name: 'Record' }).click();
  await expect(balance).toContainText('$61.50');

  for (const left of [/\$41\.50/, new RegExp(before.split('\n')[0]!.replace('$', '\\$'))]) {
    await ledger.getByRole('button', { name: 'Undo' }).click();
    await expect(balance).toContainText(left);
  }
  await page.getByRole('radio', { name: 'Claude Code, Work' }).check();
  await expect(balance).toContainText('unknown');
});

test('a difference to what is reported is closed by an entry that stays in sight', async ({
  home,
  launch,
}) => {
  await fill(home);
  const { page, show } = await openReview(await launch());
  await show('Credits');
  await page.getByRole('button', { name: 'Close the difference' }).click();
  await expect(page.getByRole('table', { name: 'Ledger' })).toContainText('Correction');
  await expect(page.getByRole('button', { name: 'Close the difference' })).toBeHidden();
});

test('help checks the data here, opens nothing by itself, and copies no name', async ({
  home,
  launch,
}) => {
  await fill(home);
  const tollgate = await launch();
  await tollgate.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
  const opened = () =>
    tollgate.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  const { page, show } = await openReview(tollgate);
  await show('Help');
  await expect(page.getByText('Used elsewhere: Claude Code (Personal)')).toBeVisible();
  expect(await opened()).toEqual([]);
  await page.getByRole('button', { name: 'claude.ai, Usage' }).first().click();
  await expect.poll(opened).toEqual(['https://claude.ai/settings/usage']);

  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await askMain(tollgate.app, ({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Tollgate');
  for (const secret of ['checkout-api', 'docs-site', home.home, '$']) {
    expect(copied).not.toContain(secret);
  }
});

test('the ledger goes out as a file', async ({ home, launch }) => {
  await fill(home);
  const tollgate = await launch();
  const { page, show } = await openReview(tollgate);
  await show('Credits');
  const file = path.join(home.home, 'ledger.csv');
  await answerSaveDialog(tollgate, file);
  await page.locator('summary', { hasText: 'Export' }).click();
  await page.getByRole('button', { name: /^Ledger\s*CSV/ }).click();
  await expect(page.getByText(/^Saved, \d+ rows$/).last()).toBeVisible();
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toContain('sequence,key,kind,agent');
  expect(lines.length).toBeGreaterThan(5);
  await page.locator('summary', { hasText: 'Export' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('.export-list')).toBeHidden();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`reads well in ${scheme}, also at twice the size`, async ({ home, launch }) => {
    await fill(home);
    const tollgate = await launch();
    await tollgate.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, scheme);
    const look = { width: 1180, height: 800, zoom: 1 };
    const review = await openReview(tollgate, look);
    for (const name of ['Sessions', 'Credits', 'Help']) {
      await review.show(name);
      await review.picture(screenshotPath(`review-${name.toLowerCase()}-${scheme}`));
      await expectAccessible(review.page);
    }
    await tollgate.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(2);
    });
    for (const name of ['Sessions', 'Credits', 'Help']) {
      await review.show(name);
      await expectAccessible(review.page);
      const isWide = await review.page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(isWide, `${name} at 200 %`).toBe(false);
    }
  });
}

test('the pages are reached by keyboard alone', async ({ home, launch }) => {
  await fill(home);
  const { page } = await openReview(await launch());
  for (const [key, name] of [
    ['Control+2', 'Sessions'],
    ['Control+3', 'Credits'],
    ['Control+,', 'Settings'],
    ['Control+5', 'Help'],
    ['Control+1', 'History'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(
      page.getByRole('navigation').getByRole('button', { name, exact: true }),
    ).toHaveAttribute('aria-current', 'page');
  }
});
