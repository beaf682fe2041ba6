/** The prompt in a real window: where the keyboard is, what each way of leaving answers. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { promptWords } from '../../preload/contract/promptWording.ts';
import { BOUNDARY_PROMPT, PROMPT_FIXTURES } from '../fixtures/prompts.ts';
import {
  activeName,
  keepScreen,
  openOtherWindow,
  pressKeys,
  screenshotPath,
  xdotool,
} from './support/desktop.ts';
import { startHarness, type RunningHarness } from './support/harness.ts';
import { expect, quit, test } from './support/test.ts';

const SOON = { timeout: 10_000, intervals: [50] };
const STOP = { kind: 'stop', askAgainAtMs: null };

let harness: RunningHarness;

test.beforeEach(async ({ home }) => {
  harness = await startHarness(home);
});

test.afterEach(async () => {
  await quit(harness.app);
});

async function ask(isCalledFor: boolean) {
  await harness.call('ask', BOUNDARY_PROMPT, isCalledFor);
  await expect.poll(() => harness.call('isOpen'), SOON).toBe(true);
  const page = await harness.page();
  await page.getByRole('alertdialog').waitFor();
  return page;
}

/** Asked in main: pages under Playwright always believe that they have the focus. */
const hasKeyboard = () =>
  harness.app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null);

const choices = async () =>
  ((await harness.call('promptAnswers')) as { choice: unknown }[]).map(({ choice }) => choice);

test('called for, it has the keyboard on Stop; Enter stops and the window goes', async () => {
  const page = await ask(true);
  await expect(page.getByRole('button', { name: 'Stop until 17:00' })).toBeFocused();
  await expect.poll(hasKeyboard, SOON).toBe(true);
  keepScreen('screen-prompt');
  await page.screenshot({ path: screenshotPath('prompt-light') });
  pressKeys('Return');
  await expect.poll(choices, SOON).toEqual([STOP]);
  await expect.poll(() => harness.call('isOpen'), SOON).toBe(false);
  expect(await harness.call('silences')).toEqual([]);
});

test('uncalled, it never takes the keyboard from a window in which a key is held', async () => {
  const other = openOtherWindow();
  try {
    await expect.poll(() => activeName(), SOON).toBe('elsewhere');
    xdotool('keydown', 'a');
    const page = await ask(false);
    expect(activeName()).toBe('elsewhere');
    expect(await hasKeyboard()).toBe(false);
    pressKeys('Return');
    xdotool('keyup', 'a');
    expect(activeName()).toBe('elsewhere');
    expect(await harness.call('promptAnswers')).toEqual([]);
    keepScreen('screen-prompt-uncalled');
    // The notification was clicked: now it may.
    await harness.call('ask', BOUNDARY_PROMPT, true);
    await expect.poll(hasKeyboard, SOON).toBe(true);
    await expect(page.getByRole('button', { name: 'Stop until 17:00' })).toBeFocused();
  } finally {
    xdotool('keyup', 'a');
    other.kill();
  }
});

test('Escape means stop; closing the window and losing its page are silence', async () => {
  await ask(true);
  pressKeys('Escape');
  await expect.poll(choices, SOON).toEqual([STOP]);
  await expect.poll(() => harness.call('isOpen'), SOON).toBe(false);

  await ask(true);
  await harness.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => harness.call('silences'), SOON).toEqual([BOUNDARY_PROMPT.question]);

  await ask(true);
  await harness.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await expect.poll(() => harness.call('silences'), SOON).toHaveLength(2);
  expect(await choices()).toEqual([STOP]);
});

test('everything by keyboard: amount, end, scope, and Continue only from its own button', async () => {
  const page = await ask(true);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Continue on credits' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('12,50');
  await page.keyboard.press('Enter');
  expect(await choices()).toEqual([]);
  await expect(page.getByRole('button', { name: 'Continue on credits' })).toBeFocused();
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Tab');
  await expect(page.getByLabel('until', { exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('for', { exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Continue on credits' }).focus();
  // By the desktop: the window is gone before the key is up.
  pressKeys('Return');
  await expect.poll(choices, SOON).toEqual([
    {
      kind: 'continue',
      capMicros: 12_500_000,
      scope: BOUNDARY_PROMPT.scopes[1]!.scope,
      end: { kind: 'time', atMs: BOUNDARY_PROMPT.endChoicesMs[0] },
    },
  ]);
});

test('stopping for a while says when to ask again; a second answer is told that it came second', async () => {
  const message = 'Answered already at 14:18: stop until 17:00. That answer counts.';
  await harness.call('receive', { kind: 'already-answered', message });
  const page = await ask(true);
  await page.getByLabel('When to ask again').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Stop now, ask again at 15:00' }).click();
  await expect(page.getByRole('alert')).toHaveText(message);
  expect(await choices()).toEqual([
    { kind: 'stop', askAgainAtMs: BOUNDARY_PROMPT.askAgainChoicesMs[1] },
  ]);
  expect(await harness.call('isOpen')).toBe(true);
});

test('what a screen reader hears, and the rules that a program can check', async () => {
  const page = await ask(true);
  const dialog = page.getByRole('alertdialog', {
    name: 'The next request may be paid. Go on with credits?',
  });
  await expect(dialog).toHaveAccessibleDescription(/97% used.*resets at 17:00.*\$4 to \$8/);
  await expect(page.getByLabel('Cap in dollars')).toHaveAccessibleDescription(/balance binds/);
  await expectRulesKept(page);
  await page.screenshot({ path: screenshotPath('prompt-dark') });
});

test('whatever is asked, and an answer that is refused, keep those rules too', async () => {
  test.setTimeout(120_000);
  const message = 'Answered already at 14:18: stop until 17:00. That answer counts.';
  await harness.call('receive', { kind: 'already-answered', message });
  const page = await ask(true);
  for (const view of Object.values(PROMPT_FIXTURES)) {
    await harness.call('ask', view, true);
    await expect(page.getByRole('heading')).toHaveText(promptWords(view).headline);
    await expectRulesKept(page);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toHaveText(message);
  await expectRulesKept(page);
  await page.screenshot({ path: screenshotPath('prompt-refused-dark') });
});

/** In light and in dark; leaves it dark. */
async function expectRulesKept(page: Page): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await harness.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
}
