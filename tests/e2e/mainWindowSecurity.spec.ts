/** The main window under attack, page by page, with a past to show. */
import type { ElectronApplication, Page } from '@playwright/test';
import { BUNDLE_ORIGIN } from '../../main/platform/bundle.ts';
import { LINK_TARGETS, LINKS } from '../../preload/contract/review/links.ts';
import { PAGES } from '../../preload/contract/review/pages.ts';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import {
  askAnything,
  frameInside,
  grantedPermissions,
  LOCKED_PREFERENCES,
  LOCKED_WORLD,
  preferencesOf,
  reachedUrls,
  violationsOf,
  watchViolations,
  worldOf,
} from './support/attackedWindow.ts';
import { makeHome, type TestHome } from './support/home.ts';
import { tryInjections } from './support/injections.ts';
import { openReview } from './support/reviewWindow.ts';
import { expect, quit, test } from './support/test.ts';
import { askMain, launchApp, type TollgateApp } from './support/tollgateApp.ts';

const SOON = { timeout: 20_000, intervals: [100] };
const PAGE_URL = `${BUNDLE_ORIGIN}/review.html`;
const PAGE_NAMES = ['History', 'Sessions', 'Credits', 'Settings', 'Help'];

test.describe('the main window', () => {
  let home: TestHome;
  let tollgate: TollgateApp;
  let app: ElectronApplication;
  let page: Page;
  let show: (name: string) => Promise<void>;
  const said: string[] = [];

  test.beforeAll(async () => {
    home = makeHome();
    const past = { ...A_YEAR, days: 30, nowMs: Date.now(), homeFolder: home.home };
    await fillHistory(home.dataFolder, past);
    tollgate = await launchApp(home);
    app = tollgate.app;
    await watchViolations(app);
    // What would leave the app is written down in its place.
    await app.evaluate(({ shell }) => {
      const left: string[] = [];
      Object.assign(globalThis, { left });
      shell.openExternal = (address) => Promise.resolve(void left.push(`open ${address}`));
      shell.showItemInFolder = (file) => void left.push(`show ${file}`);
    });
    ({ page, show } = await openReview(tollgate));
    page.on('console', (message) => said.push(`${message.type()} ${message.text()}`));
    page.on('pageerror', (error) => said.push(String(error)));
  });

  test.afterAll(async () => {
    await quit(app);
    home.dispose();
  });

  const left = () =>
    app.evaluate(() => (globalThis as unknown as { left: string[] }).left.splice(0));

  test('breaks no rule of its own on any page, in either theme, with every table open', async () => {
    expect(PAGE_NAMES.map((name) => name.toLowerCase())).toEqual([...PAGES]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const name of PAGE_NAMES) {
        await show(name);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      }
    }
    expect(await violationsOf(page)).toEqual([]);
    expect(said.filter((line) => /^(?:error|warning)|Error/.test(line))).toEqual([]);
    expect(await left()).toEqual([]);
  });

  test('has no Node, a sandbox, and exactly four doors', async () => {
    expect(await worldOf(page)).toEqual(LOCKED_WORLD);
    expect(await preferencesOf(app, PAGE_URL)).toMatchObject(LOCKED_PREFERENCES);
  });

  test('leads to the fixed addresses alone, and shows only files that we know', async () => {
    const known = LINKS.map((link) => ['link:open', link]);
    expect(new Set(await askAnything(page, known))).toEqual(new Set(['answered']));
    expect(await left()).toEqual(LINKS.map((link) => `open ${LINK_TARGETS[link].address}`));

    const wrong = [
      ['link:open', 'https://example.invalid/'],
      ['link:open', 'constructor'],
      ['link:open', { link: 'claude-usage' }],
      ['link:open', 'claude-usage', 'https://example.invalid/'],
      ['data:reveal', '/etc/passwd'],
      ['transcript:show', '/etc/passwd'],
      ['transcript:show', { agent: 'claude-code', sessionId: 'x', path: '/etc/passwd' }],
      ['picture:save', { x: 0, y: 0, width: 10, height: 10, file: '/tmp/x' }],
      ['export:save', { kind: 'everything', format: 'csv' }],
      ['export:save', '/tmp/x'],
      ['window:open', 'https://example.invalid/'],
      ['window:open', '../glance'],
      ['shell:open', 'https://example.invalid/'],
    ];
    const answers = await askAnything(page, wrong);
    expect(answers.map((answer) => /not offered|Refused: wrong arguments/.test(answer))).toEqual(
      wrong.map(() => true),
    );
    expect(await left()).toEqual([]);

    // A session of this name is in no table, however much it looks like a path.
    const unknown = [['transcript:show', { agent: 'claude-code', sessionId: '../../etc/passwd' }]];
    await askAnything(page, unknown);
    expect(await left()).toEqual([]);
    await askAnything(page, [['data:reveal']]);
    expect(await left()).toEqual([`show ${home.dataFolder}/tollgate.db`]);
  });

  test('gives a frame inside it nothing', async () => {
    expect(await frameInside(page, PAGE_URL)).not.toBe('object');
    expect(await violationsOf(page)).toContainEqual(expect.stringMatching(/^frame-src /));
  });

  test('is granted no permission', async () => {
    expect(await grantedPermissions(page)).toEqual([]);
  });

  // These two come last: Playwright's locators wait for a refused navigation for ever.
  test('runs no injected code or style and posts nothing', async () => {
    const results = await page.evaluate(tryInjections);
    expect(results).toHaveLength(8);
    expect(results.filter(({ hadEffect }) => hadEffect)).toEqual([]);
    expect(results.filter((result) => result.violations.length === 0)).toEqual([]);
    expect(page.url()).toBe(PAGE_URL);
  });

  test('opens no window and goes nowhere; one that got away is not kept', async () => {
    const windows = () =>
      askMain(app, ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().filter((window) =>
          window.webContents.getURL().endsWith('/review.html'),
        ),
      ).then(({ length }) => length);
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
    expect(await reachedUrls(page)).toEqual([PAGE_URL]);
    expect(await page.title()).not.toBe('reached');
    expect(await windows()).toBe(1);
    expect(await left()).toEqual([]);

    await page.evaluate(() => void setTimeout(() => location.assign('about:blank')));
    await expect.poll(windows, SOON).toBe(0);
    expect((await openReview(tollgate)).page.url()).toBe(PAGE_URL);
  });
});
