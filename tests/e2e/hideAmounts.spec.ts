/** Hidden amounts stay hidden: no page, chart, tooltip or label of the app says a sum while a screen is shared. */
import type { Page } from '@playwright/test';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import { openReview } from './support/reviewWindow.ts';
import { tollgate as terminal } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

/** A sum in any currency that the app writes. */
const SUM = /(?:[$€£¥]|USD|EUR)[ \u00a0]?\d[\d.,]*|\d[\d.,]*[ \u00a0]?(?:[$€£¥]|USD\b|EUR\b)/g;
/** “What $10 buys”, the example in the empty field, and a question of Help: amounts of nobody. */
const NOBODYS = new Set(['$10', '$23.41', '$0']);

/** Whatever a page says to eyes, pointers and screen readers. */
function everythingSaid(page: Page): Promise<string> {
  return page.evaluate(() => {
    const names = ['aria-label', 'title', 'placeholder', 'alt', 'value', 'aria-valuetext'];
    const said = [...document.querySelectorAll('*')].flatMap((element) =>
      names.map((name) => element.getAttribute(name) ?? ''),
    );
    return [document.body.innerText, ...said].join('\n');
  });
}

async function sumsOn(page: Page): Promise<string[]> {
  const found = (await everythingSaid(page)).match(SUM) ?? [];
  return found.filter((sum) => !NOBODYS.has(sum));
}

test('no page says a sum while amounts are hidden', async ({ home, launch }) => {
  const shape = { ...A_YEAR, days: 60, nowMs: Date.now(), homeFolder: home.home };
  await fillHistory(home.dataFolder, shape);
  const { page, show } = await openReview(await launch());
  await expect(page.locator('.headline-value').first()).toContainText('$');

  const hidden = await terminal(home, 'settings', 'set', 'appearance.hideAmounts', 'true');
  expect(hidden.code).toBe(0);
  // The running app hears of it at its next look.
  const headline = page.locator('.headline-value').first();
  await expect(headline).toContainText('•••', { timeout: 20_000 });
  for (const scale of ['Day', 'Week', 'Month', 'Windows']) {
    await page.getByRole('radio', { name: scale, exact: true }).check();
    for (const face of ['Table', 'Chart']) {
      await page.getByRole('radio', { name: face, exact: true }).check();
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
      expect([scale, face, ...(await sumsOn(page))]).toEqual([scale, face]);
    }
  }
  await page.locator('.use-chart rect').first().hover({ force: true });
  expect(await sumsOn(page)).toEqual([]);
  for (const name of ['Sessions', 'Credits', 'Help']) {
    await show(name);
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    await expect(page.locator('main')).toContainText(name);
    expect([name, ...(await sumsOn(page))]).toEqual([name]);
  }
});
