/** What an attacker with code in a page would try; the same for every window of ours. */
import type { ElectronApplication, Page } from '@playwright/test';
import { BUNDLE_ORIGIN } from '../../../main/platform/bundle.ts';
import { askMain } from './tollgateApp.ts';

/** Notes what the policy refuses, from before a page's own scripts, so that not even the first is missed. */
export async function watchViolations(app: ElectronApplication): Promise<void> {
  await app.context().addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
}

/** What the policy refused so far. */
export function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
}

/** What a page must see of Node (nothing) and of us: four doors that cannot be replaced. */
export const LOCKED_WORLD = {
  ofNode: [],
  doors: [
    ['request', 'function', false],
    ['onSnapshot', 'function', false],
    ['onPrompt', 'function', false],
    ['onPage', 'function', false],
  ],
};

export function worldOf(page: Page) {
  return page.evaluate(() => ({
    ofNode: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => typeof (globalThis as unknown as Record<string, unknown>)[name] !== 'undefined',
    ),
    doors: Object.entries(
      Object.getOwnPropertyDescriptors((globalThis as unknown as { tollgate: object }).tollgate),
    ).map(([name, { value, writable }]) => [name, typeof value, writable]),
  }));
}

export const LOCKED_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
};

/** What Electron made the window of an address with. */
export async function preferencesOf(app: ElectronApplication, url: string): Promise<unknown> {
  const all = await askMain(app, ({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in the types of newer versions, but there.
      type WithPreferences = { getLastWebPreferences(): Electron.WebPreferences };
      const preferences = (contents as unknown as WithPreferences).getLastWebPreferences();
      return { url: contents.getURL(), preferences };
    }),
  );
  return all.find((one) => one.url === url)?.preferences;
}

/** Requests from the page, each with what came of it: `answered`, or the refusal. */
export function askAnything(
  page: Page,
  requests: readonly (readonly unknown[])[],
): Promise<string[]> {
  return page.evaluate(async (asked) => {
    type Ask = (...words: unknown[]) => Promise<unknown>;
    const { request } = (globalThis as unknown as { tollgate: { request: Ask } }).tollgate;
    const settled = await Promise.allSettled(asked.map((words) => request(...words)));
    return settled.map((result) =>
      result.status === 'rejected' ? String(result.reason) : 'answered',
    );
  }, requests);
}

/** The type of our door in a frame that the page puts into itself. */
export function frameInside(page: Page, url: string): Promise<string> {
  return page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    let api = 'none';
    try {
      api = typeof (frame.contentWindow as unknown as { tollgate: unknown }).tollgate;
    } catch {
      // Another origin: out of reach, and without our page in it.
    }
    frame.remove();
    return api;
  }, url);
}

/** The permissions that the page got, of those that it asked for. */
export function grantedPermissions(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const tries: Record<string, () => Promise<unknown>> = {
      notifications: async () => {
        if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
      },
      geolocation: () =>
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      clipboard: () => navigator.clipboard.readText(),
    };
    const names = Object.keys(tries);
    const results = await Promise.allSettled(Object.values(tries).map((attempt) => attempt()));
    return names.filter((_, index) => results[index]?.status === 'fulfilled');
  });
}

const ELSEWHERE = [
  'https://example.invalid/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'javascript:document.title="reached"',
  'app://evil/glance.html',
  'app://bundle.evil/glance.html',
  'data:text/html,reached',
  `${BUNDLE_ORIGIN}/other.html`,
];

/** Where the page was after each try to go elsewhere, every address once. */
export async function reachedUrls(page: Page): Promise<string[]> {
  const reached = new Set<string>();
  for (const url of ELSEWHERE) {
    await page.evaluate((target) => {
      setTimeout(() => location.assign(target));
      return new Promise((resolve) => setTimeout(resolve, 150));
    }, url);
    reached.add(page.url());
  }
  return [...reached];
}
