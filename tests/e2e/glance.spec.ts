/** The glance while somebody works: live, by keyboard, and honest about what is not known. */
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { brokenClaudeLine, claudeTurn } from './support/claudeLines.ts';
import { pressKeys } from './support/desktop.ts';
import { putCodexPlan } from './support/plans.ts';
import { sample } from './support/samples.ts';
import { allowReading } from './support/terminal.ts';
import { expect, quit, test } from './support/test.ts';
import { askMain } from './support/tollgateApp.ts';

const SOON = { timeout: 10_000, intervals: [50] };
const MINUTE_MS = 60_000;
/** A look every two seconds, and the time to read and paint. */
const WITHIN_A_LOOK_MS = 3000;

const answersToday = (page: Page) => page.getByRole('row', { name: 'Today' });

test('a line that an agent appends shows within three seconds', async ({ home, launch }) => {
  const file = home.writeClaude('first', sample('claude-code', Date.now() - MINUTE_MS));
  await allowReading(home);
  const { openGlance } = await launch();
  const page = await openGlance();
  const before = await answersToday(page).innerText();
  const turn = { atMs: Date.now(), outputTokens: 1_000_000, cwd: '/home/u/night-shift' };
  fs.appendFileSync(file, claudeTurn('11111111-2222-4333-8444-555555555555', turn));
  await expect(answersToday(page)).not.toHaveText(before, { timeout: WITHIN_A_LOOK_MS });
  await expect(answersToday(page)).toContainText('1.2M tokens');
  await expect(page.getByText('night-shift', { exact: true })).toBeVisible();
});

test('what happened while it was closed is there when it opens again', async ({ home, launch }) => {
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  const { openGlance, isGlanceVisible, tray } = await launch();
  const page = await openGlance();
  await page.keyboard.press('Escape');
  await expect.poll(isGlanceVisible, SOON).toBe(false);
  plan.append(98);
  await expect.poll(() => tray.tooltip(), SOON).toContain('98% used');
  await openGlance();
  await expect(page.getByRole('img', { name: '98% used' })).toBeVisible({ timeout: 500 });
});

test('the reset is a countdown or a clock time, as chosen, also after a restart', async ({
  home,
  launch,
}) => {
  const { resetsAtMs } = putCodexPlan(home, 60);
  await allowReading(home);
  const first = await launch();
  const page = await first.openGlance();
  const toggle = page.getByTitle('Switch between time left and clock time');
  await expect(toggle).toHaveText(/^resets in 1\sh\s3\d\smin$/);
  await toggle.click();
  const clock = new Date(resetsAtMs).toLocaleTimeString('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  const words = new RegExp(`^resets (?:\\w+ )?${clock.replace(/\s/, '\\s')}$`);
  await expect(toggle).toHaveText(words);
  const isCountdown = () => first.tray.menu().find(({ isChecked }) => isChecked !== null);
  await expect.poll(() => isCountdown()?.isChecked, SOON).toBe(false);
  await quit(first.app);

  const second = await launch();
  const again = await second.openGlance();
  const toggleAgain = again.getByTitle('Switch between time left and clock time');
  await expect(toggleAgain).toHaveText(words);
  // The tray's menu is the other way to the same choice.
  second.tray.choose('Show time left until reset');
  await expect(toggleAgain).toHaveText(/^resets in /);
});

test('everything is reached with the keyboard alone', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { openGlance, isGlanceVisible, app } = await launch();
  const page = await openGlance();
  const stops: string[] = [];
  for (let presses = 0; presses < 12; presses += 1) {
    pressKeys('Tab');
    const stop = await focusedName(page);
    if (stops.includes(stop)) break;
    stops.push(stop);
  }
  expect(stops.filter((stop) => stop !== 'BODY')).toEqual([
    expect.stringMatching(/^resets in /),
    'Gate off',
    'Refresh',
    'History',
    'Adjust',
    'More',
  ]);

  await page.getByTitle('Switch between time left and clock time').focus();
  pressKeys('Return');
  await expect(page.getByTitle('Switch between time left and clock time')).not.toHaveText(/ in /);
  await page.getByRole('button', { name: 'More' }).focus();
  pressKeys('Return');
  await expect(page.getByRole('button', { name: 'Quit Tollgate' })).toBeVisible();
  // What stands under the source leads to where it can be changed.
  pressKeys('Return');
  await expect(page.getByRole('button', { name: 'Quit Tollgate' })).toBeHidden();
  await page.getByRole('button', { name: 'Gate off' }).focus();
  pressKeys('Return');
  await expect(page.getByRole('button', { name: 'Hold Codex at the boundary' })).toBeVisible();

  // R asks the engine to look at everything: seen in the answer to a question that only it asks.
  const source = page.locator('.footer-source');
  await expect(source).toContainText('Codex session file');
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => seen.push(document.body.innerText)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  pressKeys('r');
  await expect
    .poll(
      () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen.join('\n')),
      SOON,
    )
    .toContain('Refreshing');

  pressKeys('Escape');
  await expect.poll(isGlanceVisible, SOON).toBe(false);
  expect(await askMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body
      ? 'BODY'
      : (activeElement as HTMLElement).innerText;
  });
}

test('says what is not priced, not counted and not readable', async ({ home, launch }) => {
  const now = Date.now();
  const session = '99999999-2222-4333-8444-555555555555';
  const file = home.writeClaude(
    session,
    claudeTurn(session, { atMs: now - 2 * MINUTE_MS }) +
      claudeTurn(session, { atMs: now - MINUTE_MS, model: 'claude-nobody-knows-9' }) +
      brokenClaudeLine(),
  );
  // A link to itself cannot be read by anybody, root included.
  const loop = file.replace(/[^/]+$/, 'loop.jsonl');
  fs.symlinkSync(loop, loop);
  await allowReading(home);
  const { openGlance, tray } = await launch();
  const page = await openGlance();
  await expect(page.getByText('No price is known for claude-nobody-knows-9')).toBeVisible();
  await expect(page.getByText('1 line of session files could not be read')).toBeVisible();
  await expect(page.getByText('cannot be read (ELOOP)')).toBeVisible();
  await expect(answersToday(page)).toContainText('1 answer not priced');
  await expect(answersToday(page).getByRole('cell').nth(1)).toHaveText(/^\$0\.\d\d$/);
  expect(tray.labels()).toContain('3 problems…');
  expect(tray.tooltip()).toContain('cannot be read (ELOOP)');
});

test('no agent: says where it looked, and finds one that is installed later', async ({
  home,
  launch,
}) => {
  await allowReading(home);
  const { openGlance, tray } = await launch();
  const page = await openGlance();
  const headline = page.getByRole('heading', { level: 1 });
  await expect(headline).toHaveText('No coding agent found');
  const missing = page.locator('summary', { hasText: 'Not found:' });
  await expect(missing).toContainText('Claude Code, Codex, Gemini CLI');
  await missing.click();
  await expect(page.getByText(home.inHome('.codex'), { exact: true })).toBeVisible();
  expect(tray.tooltip()).toBe('Tollgate: No coding agent found');
  putCodexPlan(home, 60);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(headline).not.toHaveText('No coding agent found');
  await expect(page.getByRole('img', { name: '60% used' })).toBeVisible();
});
