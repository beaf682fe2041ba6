/**
 * A design-time gallery: draws every fixture in Chromium under the final content security policy, takes
 * pictures, runs axe, and counts policy violations. Not part of the test command.
 *
 *   node tests/visual/glanceGallery.ts <picture folder> [fixture ...] [--language de]
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { CONTENT_SECURITY_POLICY } from '../../main/platform/bundle.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { DEFAULT_SETTINGS } from '../../preload/contract/settingsTree.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { NOW_MS, SNAPSHOT_FIXTURES } from '../fixtures/snapshots.ts';
import { installStub } from './stubApi.ts';

const ORIGIN = 'http://tollgate.test';
const MIME_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
};

/** How a picture is taken; one page is opened for each. */
export type Look = {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly widthPx?: number;
  readonly forcedColors?: 'active';
  readonly contrast?: 'more';
};

export const LOOKS: readonly Look[] = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'contrast', colorScheme: 'light', contrast: 'more' },
  { name: 'forced', colorScheme: 'dark', forcedColors: 'active' },
  // The popover's width at 200 % zoom.
  { name: 'zoomed', colorScheme: 'light', widthPx: 186 },
];

/** Builds the window's files as they are shipped: nothing inlined, no polyfill that would fetch. */
export async function buildPage(
  outDir: string,
  page: 'glance' | 'prompt' | 'review',
): Promise<void> {
  await build({
    root: join(import.meta.dirname, '../../renderer'),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(import.meta.dirname, `../../renderer/${page}.html`) },
    },
  });
}

/** Opens the glance with one snapshot, on the fixtures' clock, served from memory under the policy. */
function openGlance(
  browser: Browser,
  outDir: string,
  snapshot: Snapshot,
  look: Look,
): Promise<Page> {
  return openPage(browser, outDir, 'glance', look, (page) =>
    page.addInitScript(installStub, { snapshot, settings: DEFAULT_SETTINGS }),
  );
}

/** Opens a page of the build; `prepare` puts the stand-in for the preload script in place. */
export async function openPage(
  browser: Browser,
  outDir: string,
  name: 'glance' | 'prompt' | 'review',
  look: Look,
  prepare: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const { widthPx = 372, colorScheme, forcedColors = 'none', contrast = 'no-preference' } = look;
  const context = await browser.newContext({
    viewport: { width: widthPx, height: 640 },
    deviceScaleFactor: 2,
    colorScheme,
    forcedColors,
    contrast,
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW_MS);
  await prepare(page);
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    await route.fulfill({
      contentType: MIME_TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY },
      body: readFileSync(join(outDir, path)),
    });
  });
  await page.goto(`${ORIGIN}/${name}.html`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** As high as its content, as main would make it, but never more than the popover may be. */
export async function fitHeight(page: Page, maximumPx: number): Promise<number> {
  const asked = await page.evaluate(() => window.gallery.heights.at(-1) ?? 640);
  const { width = 372 } = page.viewportSize() ?? {};
  await page.setViewportSize({ width, height: Math.min(asked, maximumPx) });
  return asked;
}

/** Everything that is wrong with a page, in words; empty when nothing is. */
export async function faults(page: Page): Promise<string[]> {
  const violations = await page.evaluate(() => window.gallery.violations);
  const { violations: axe } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return [
    ...violations.map((violation) => `policy: ${violation}`),
    ...axe.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
    ),
    ...(overflow ? ['wider than its window'] : []),
  ];
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
}

/** Takes a picture as high as the page wants to be, and says what is wrong with it. */
export async function picture(page: Page, name: string, folder: string): Promise<void> {
  const heightPx = await fitHeight(page, 4000);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  for (const fault of await faults(page)) console.log(`${name}: ${fault}`);
  console.log(`${name}: ${heightPx} px`);
}

/** Which language all pictures are in, where one is named, and what else stands on the command line. */
export function galleryWords() {
  const options = { language: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const { language } = values;
  const spoken = language === undefined ? {} : { locale: language };
  return { spoken, locale: language ?? 'en', positionals };
}

async function main(
  pictureFolder: string,
  wanted: readonly string[],
  { spoken, locale }: ReturnType<typeof galleryWords>,
): Promise<void> {
  const outDir = join(pictureFolder, 'site');
  mkdirSync(pictureFolder, { recursive: true });
  await buildPage(outDir, 'glance');
  const browser = await startBrowser();
  for (const [name, snapshot] of Object.entries(SNAPSHOT_FIXTURES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const look of LOOKS) {
      const page = await openGlance(browser, outDir, { ...snapshot, ...spoken }, look);
      await picture(page, `${name}-${look.name}`, pictureFolder);
      // The panel of adjustments is the same everywhere; one fixture with an account shows it.
      if (name === 'endsBeforeReset') {
        await page.getByRole('button', { name: say({ locale }, 'Adjust') }).click();
        await page.getByRole('textbox', { name: say({ locale }, 'Balance now') }).fill('12,50');
        await picture(page, `${name}-adjust-${look.name}`, pictureFolder);
      }
      await page.context().close();
    }
  }
  await browser.close();
}

if (import.meta.main) {
  const words = galleryWords();
  const [pictureFolder, ...wanted] = words.positionals;
  if (pictureFolder === undefined) throw new Error('Say where the pictures should go');
  await main(pictureFolder, wanted, words);
}
