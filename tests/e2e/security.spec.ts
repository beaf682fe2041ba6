/** The real window under attack, and the app's silence on the network. */
import type { ElectronApplication, Page } from '@playwright/test';
import { BUNDLE_ORIGIN } from '../../main/platform/bundle.ts';
import { makeHome, type TestHome } from './support/home.ts';
import { tryInjections } from './support/injections.ts';
import { visibleWindows } from './support/desktop.ts';
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
import { putCodexPlan } from './support/plans.ts';
import { listeningPorts } from './support/processes.ts';
import { sample } from './support/samples.ts';
import { allowReading } from './support/terminal.ts';
import { expect, quit, test } from './support/test.ts';
import { askMain, launchApp, type TollgateApp } from './support/tollgateApp.ts';
import { startTraced } from './support/tracedApp.ts';
import { findTrayItem } from './support/trayItem.ts';

const SOON = { timeout: 20_000, intervals: [100] };
const GLANCE_URL = `${BUNDLE_ORIGIN}/glance.html`;

test.describe('a window', () => {
  let home: TestHome;
  let tollgate: TollgateApp;
  let page: Page;
  let app: ElectronApplication;

  test.beforeAll(async () => {
    home = makeHome();
    home.writeClaude('first', sample('claude-code', Date.now() - 60_000));
    putCodexPlan(home, 60);
    await allowReading(home);
    tollgate = await launchApp(home);
    app = tollgate.app;
    await watchViolations(app);
    page = await tollgate.openGlance();
  });

  test.afterAll(async () => {
    await quit(app);
    home.dispose();
  });

  const violations = () => violationsOf(page);

  test('breaks no rule of its own in a tour of everything it shows', async () => {
    const button = (name: string) => page.getByRole('button', { name });
    await page.getByTitle('Switch between time left and clock time').click();
    await button('Show the change').click();
    await expect(page.getByRole('region', { name: 'Change to the settings file' })).toBeVisible();
    await button('Copy').click();
    await button('Cancel').click();
    await button('More').click();
    await button('Refresh').click();
    await expect(button('Refresh')).toBeEnabled();
    expect(await violations()).toEqual([]);
  });

  test('has no Node, a sandbox, and exactly four doors', async () => {
    expect(await worldOf(page)).toEqual(LOCKED_WORLD);
    expect(await preferencesOf(app, GLANCE_URL)).toMatchObject(LOCKED_PREFERENCES);
  });

  test('cannot ask for what is not offered, nor in another form', async () => {
    const wrong: readonly (readonly [string, ...unknown[]])[] = [
      ['shell:open', 'https://example.invalid'],
      ['snapshot:push'],
      ['__proto__'],
      ['snapshot:get', 1],
      ['preferences:set'],
      ['preferences:set', { resetDisplay: 'other' }],
      ['preferences:set', { resetDisplay: 'clock', more: true }],
      ['text:copy', { text: 'x' }],
      ['glance:height', Number.NaN],
      ['glance:height', 5000],
      ['bridge:plan', { agent: 'other', folder: '/', change: 'install' }],
      ['bridge:plan', { agent: 'codex', folder: '', change: 'install' }],
      ['gate:plan', { agent: 'other', folder: '/', change: 'install' }],
      ['gate:apply', { agent: 'claude-code', folder: '/tmp', change: 'install' }],
      ['bridge:apply', { agent: 'claude-code', folder: '/tmp', change: 'install' }],
    ];
    const answers = await askAnything(page, wrong);
    expect(
      answers.filter((answer) => !/not offered|Refused: wrong arguments/.test(answer)),
    ).toEqual([]);
    expect(answers.filter((answer) => /not offered/.test(answer))).toHaveLength(3);
  });

  test('gives a frame inside it nothing', async () => {
    const inside = await frameInside(page, GLANCE_URL);
    expect(inside).not.toBe('object');
    expect(await violations()).toContainEqual(expect.stringMatching(/^frame-src /));
  });

  test('gets files of the bundle and no others', async () => {
    const answers = await app.evaluate(
      async ({ net }, urls) => {
        const responses = await Promise.all(
          urls.map((url) => net.fetch(url).catch(() => ({ status: 0, headers: new Headers() }))),
        );
        return responses.map(({ status, headers }) => [
          status,
          headers.get('content-security-policy') ?? '',
        ]);
      },
      [
        GLANCE_URL,
        ...[
          '/',
          '/../main/index.js',
          '/%2e%2e/main/index.js',
          '/..%2fmain%2findex.js',
          '/%2e%2e%5cmain%5cindex.js',
          '/assets/../../main/index.js',
          '/assets/%2e%2e/%2e%2e/main/index.js',
          '//etc/passwd',
          '/glance.html%00.css',
          '/.hidden.js',
        ].map((path) => `${BUNDLE_ORIGIN}${path}`),
        'app://evil/glance.html',
        'app://bundle.evil/glance.html',
      ],
    );
    const [status, policy] = answers[0]!;
    expect(status).toBe(200);
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';/,
    );
    // Trusted types would stop most of it all the same; both are meant to hold.
    expect(policy).not.toMatch(/unsafe|[*]|https?:|data:|blob:/);
    expect(answers.slice(1).filter(([code]) => code !== 404 && code !== 0)).toEqual([]);
  });

  test('is granted no permission', async () => {
    const granted = await grantedPermissions(page);
    expect(granted).toEqual([]);
  });

  // These two come last: Playwright's locators wait for a refused navigation for ever.
  test('runs no injected code or style and posts nothing', async () => {
    const results = await page.evaluate(tryInjections);
    expect(results).toHaveLength(8);
    expect(results.filter(({ hadEffect }) => hadEffect)).toEqual([]);
    expect(results.filter((result) => result.violations.length === 0)).toEqual([]);
    expect(page.url()).toBe(GLANCE_URL);
  });

  test('opens no window and goes nowhere', async () => {
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
    expect(await reachedUrls(page)).toEqual([GLANCE_URL]);
    expect(await page.title()).not.toBe('reached');
    expect(await page.evaluate(() => document.querySelector('h1')?.innerText)).toContain('Plan');
    const windows = await askMain(app, ({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(1);

    // Nobody is asked before an empty page: the window goes with it, and the next one is ours again.
    await page.evaluate(() => void setTimeout(() => location.assign('about:blank')));
    await expect.poll(tollgate.isGlanceVisible, SOON).toBe(false);
    expect((await tollgate.openGlance()).url()).toBe(GLANCE_URL);
  });
});

const QUIET_FOR_MS = 10_000;

test('asks nobody on the network, and listens to nobody', async ({ home }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const calls = ['connect', 'sendto', 'sendmsg', 'sendmmsg', 'bind', 'listen'];
  const traced = startTraced(home, ...calls);
  try {
    const tray = await findTrayItem(traced.pid);
    await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
    tray.activate();
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, QUIET_FOR_MS));
    expect(listeningPorts(traced.pid)).toEqual([]);
  } finally {
    await traced.end();
  }
  const seen = traced.calls();
  // The trace is alive: the session bus and the screen are sockets too.
  expect(seen.some((call) => call.includes('connect(') && call.includes('AF_UNIX'))).toBe(true);
  expect(seen.filter(leavesTheMachine)).toEqual([]);
});

/** A call with an internet address that is not this machine's own, or with the port of name servers. */
function leavesTheMachine(call: string): boolean {
  if (!/AF_INET6?\b/.test(call)) return false;
  const isLoopback = /inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/.test(call);
  return !isLoopback || /htons\(53\)/.test(call);
}
