/** Organisations' accounts on the Credits and History pages of the real app: apart from plan and credits, by keyboard. */
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import { plantAccounts } from '../fixtures/providers/plantAccounts.ts';
import type { TestHome } from './support/home.ts';
import { keepPage } from './support/mainWindow.ts';
import { openReview } from './support/reviewWindow.ts';
import { tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

async function fill(home: TestHome): Promise<void> {
  const shape = { ...A_YEAR, days: 40, nowMs: Date.now(), homeFolder: home.home };
  await fillHistory(home.dataFolder, shape);
}

test('stand for themselves, with source and age, as a chart and as its table', async ({
  home,
  launch,
}) => {
  test.setTimeout(120_000);
  await fill(home);
  const before = await tollgate(home, 'history', '--by', 'model', '--json');
  plantAccounts(home.dataFolder, Date.now());
  // What was counted here does not change by a cent.
  expect((await tollgate(home, 'history', '--by', 'model', '--json')).output).toBe(before.output);

  const { page, show } = await openReview(await launch());
  await show('Credits');
  const credits = page.getByRole('region', {
    name: 'Organisation accounts, beside plan and credits',
  });
  await expect(credits).toContainText('Counted in no balance, limit or total above.');
  await expect(credits.getByRole('heading', { name: /Toll Road Ltd/ })).toBeVisible();
  await expect(credits).toContainText('Anthropic’s Admin API');
  await expect(credits).toContainText(/\d+\s+min\s+ago/);
  await expect(
    credits.getByRole('row', { name: /Claude Opus 5 Usage - Output Tokens \$[\d,]+\.\d\d/ }),
  ).toBeVisible();
  await credits.scrollIntoViewIfNeeded();
  await keepPage(page, 'credits-organisations-light');

  await show('History');
  const history = page.getByRole('region', { name: 'Cost reported of organisation accounts' });
  const chart = history.getByRole('group', { name: /Arrow keys go through the bars/ });
  await expect(chart.getByRole('img').first()).toHaveAttribute('aria-label', /: (?:\$|nothing)/);
  const total = async () => (await history.locator('strong').innerText()).replace(/[^\d.]/g, '');
  const all = Number(await total());
  const opus = history.getByRole('button', { name: 'claude-opus-5' });
  await expect(opus).toHaveAttribute('aria-pressed', 'true');
  await opus.press('Space');
  await expect(opus).toHaveAttribute('aria-pressed', 'false');
  const rest = Number(await total());
  expect(rest).toBeLessThan(all / 2);
  await opus.press('Space');
  await history.scrollIntoViewIfNeeded();
  await keepPage(page, 'history-organisations-light');

  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  const table = history.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText([
    'UTC day',
    'claude-opus-5',
    'claude-sonnet-5',
    'claude-haiku-5',
    'Web Search',
    'Total',
  ]);
  const sums = await table.getByRole('row').locator('td:last-child').allInnerTexts();
  const sum = sums.reduce((cents, text) => cents + Number(text.replace(/\D/g, '')), 0);
  // Rounded day by day, at most half a cent each.
  expect(Math.abs(sum / 100 - all)).toBeLessThan(sums.length * 0.005 + 0.005);

  await history.getByRole('radio', { name: 'OpenAI organisation' }).check({ force: true });
  await expect(table.getByRole('columnheader').nth(1)).toHaveText('gpt-5-codex, output');
  await expect(history).toContainText('OpenAI’s Admin API');

  await tollgate(home, 'settings', 'set', 'appearance.theme', 'dark');
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), {
      timeout: 20_000,
    })
    .toBe(true);
  await page.getByRole('radio', { name: 'Chart' }).check({ force: true });
  await history.getByRole('radio', { name: 'Anthropic organisation' }).check({ force: true });
  await history.scrollIntoViewIfNeeded();
  await keepPage(page, 'history-organisations-dark');
  await show('Credits');
  await credits.scrollIntoViewIfNeeded();
  await keepPage(page, 'credits-organisations-dark');
});

test('are not mentioned where there are none', async ({ home, launch }) => {
  await fill(home);
  const { page, show } = await openReview(await launch());
  await show('Credits');
  await expect(page.getByRole('table', { name: 'Ledger' })).toBeVisible();
  await expect(page.getByText('Organisation accounts')).toHaveCount(0);
  await show('History');
  await expect(page.getByText('Cost reported of organisation accounts')).toHaveCount(0);
});
