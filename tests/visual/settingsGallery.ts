/**
 * A design-time gallery of the Settings page and the tour: pictures, axe, policy violations.
 *
 *   node tests/visual/settingsGallery.ts <picture folder> [light|dark|contrast|forced|zoomed ...] [--language de]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { SettingsFacts } from '../../preload/contract/settingsFacts.ts';
import { parseSettings, type ParsedSettings } from '../../preload/contract/settingsTree.ts';
import { say } from '../../preload/contract/languages/say.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { priceBook } from '../../main/prices/priceBook.ts';
import { tourMessages } from '../../renderer/tour/messages.ts';
import { makeSnapshot, NOW_MS } from '../fixtures/snapshotParts.ts';
import { buildPage, faults, galleryWords, LOOKS, openPage, startBrowser } from './glanceGallery.ts';

const SETTINGS = parseSettings({
  version: 1,
  accounts: {
    'claude-code|/home/ada/.claude': { name: 'Work', plan: 'max-5x', profile: 'Office hours' },
    'claude-code|/home/ada/.claude-home': { name: 'Home' },
  },
  profiles: {
    'Office hours': {
      alerts: {
        planPercents: [50, 80],
        quietHours: { from: '18:00', until: '09:00' },
        enabled: { planIsBack: false },
      },
      gate: { closesAtPercent: 90 },
      monthlyBudgetMicros: 50_000_000,
    },
    Night: {},
  },
  budgets: { work: { scope: { kind: 'everything' }, period: 'day', limitMicros: 20_000_000 } },
  alerts: { quietHours: { from: '22:00', until: '07:00' }, planPercents: [50, 90] },
  sources: { claudeUsage: true },
  prices: {
    'claude-opus-5@2026-11-01': {
      input: 5_000_000,
      output: 25_000_000,
      cacheWrite5m: 6_250_000,
      cacheWrite1h: 10_000_000,
      cacheRead: 500_000,
    },
  },
});

const FACTS: SettingsFacts = {
  version: '0.1.0',
  dataFolder: '/home/ada/.config/Tollgate',
  databaseBytes: 48_211_968,
  plans: [
    {
      agent: 'claude-code',
      account: '/home/ada/.claude',
      source: 'claude-auth',
      asOfMs: NOW_MS - 120_000,
      isSignedIn: true,
      billing: 'subscription',
      plan: 'max',
      tier: 'max_20x',
      email: null,
      proposal: 'max-20x',
    },
  ],
  asked: [
    {
      source: 'claude-usage',
      account: '/home/ada/.claude',
      lastAskedAtMs: NOW_MS - 240_000,
      problem: null,
    },
  ],
  receiverFile: '/home/ada/.config/Tollgate/telemetry.json',
  updates: null,
  prices: priceBook(SETTINGS.settings.prices, {
    modelsInUse: ['claude-opus-5', 'gpt-6-codex'],
    modelsUnpriced: ['mystery-model-2'],
  }),
};

const STEP = tourMessages.tourStep;

type World = {
  readonly snapshot: Snapshot;
  readonly parsed: ParsedSettings;
  readonly facts: SettingsFacts;
};

/** Runs in the page: main's answers, for ever the same. */
function installWorld({ snapshot, parsed, facts }: World): void {
  const gallery: Window['gallery'] = { heights: [], violations: [], asked: [] };
  document.addEventListener('securitypolicyviolation', (event) => {
    gallery.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  const answers: Readonly<Record<string, unknown>> = {
    'snapshot:get': snapshot,
    'page:get': 'settings',
    'settings:get': parsed,
    'settings:facts': { ok: true, value: facts },
    'settings:change': { ok: true, value: null },
  };
  Object.assign(window, {
    gallery,
    tollgate: {
      // What this gallery has no answer for is still being asked.
      request: (channel: string) =>
        channel in answers ? Promise.resolve(answers[channel]) : new Promise(() => undefined),
      onSnapshot: () => () => undefined,
      onPrompt: () => () => undefined,
      onPage: () => () => undefined,
    },
  });
}

/** As high as everything in it, so that one picture shows the whole page. */
async function unfold(page: Page): Promise<void> {
  const { width = 1180 } = page.viewportSize() ?? {};
  const height = await page.evaluate(
    () => (document.querySelector('main')?.scrollHeight ?? 800) + 20,
  );
  await page.setViewportSize({ width, height });
}

async function main(folder: string, wanted: readonly string[], locale: string): Promise<void> {
  const said = (text: string, values = {}) => say({ locale }, text, values);
  const outDir = join(folder, 'site');
  mkdirSync(folder, { recursive: true });
  await buildPage(outDir, 'review');
  const browser = await startBrowser();
  const ready = makeSnapshot({ locale });
  const first = makeSnapshot({
    locale,
    phase: 'first-run',
    verdict: { kind: 'first-run' },
    windows: [],
  });
  for (const look of LOOKS) {
    if (wanted.length > 0 && !wanted.includes(look.name)) continue;
    const wide = { ...look, widthPx: look.name === 'zoomed' ? 590 : 1180 };
    const open = (snapshot: Snapshot) =>
      openPage(browser, outDir, 'review', wide, (page) =>
        page.addInitScript(installWorld, { snapshot, parsed: SETTINGS, facts: FACTS }),
      );
    const settings = await open(ready);
    await settings.getByRole('heading', { name: said('Privacy') }).waitFor();
    await settings.screenshot({ path: join(folder, `settings-top-${look.name}.png`) });
    for (const fault of await faults(settings)) console.log(`settings ${look.name}: ${fault}`);
    const values = settings.locator('.profile-values summary').first();
    await settings.evaluate(() => document.querySelector('#section-profiles')?.scrollIntoView());
    await settings.screenshot({ path: join(folder, `profiles-${look.name}.png`) });
    await values.click();
    await settings.screenshot({ path: join(folder, `profile-values-${look.name}.png`) });
    for (const fault of await faults(settings)) console.log(`profiles ${look.name}: ${fault}`);
    await unfold(settings);
    await settings.screenshot({ path: join(folder, `settings-${look.name}.png`) });
    await settings.getByRole('searchbox').fill(said('Week').toLowerCase());
    await settings.screenshot({ path: join(folder, `search-${look.name}.png`) });
    await settings.context().close();

    const tour = await open(first);
    for (const step of [1, 2, 3, 4, 5]) {
      await tour.getByText(said(STEP, { step: String(step), steps: '5' })).waitFor();
      await tour.screenshot({ path: join(folder, `tour-${step}-${look.name}.png`) });
      for (const fault of await faults(tour)) console.log(`tour ${step} ${look.name}: ${fault}`);
      const next = tour.getByRole('button', {
        name: said(step === 1 ? 'Skip' : 'Next'),
        exact: true,
      });
      if (step < 5) await next.click();
    }
    await tour.context().close();
    console.log(`${look.name} done`);
  }
  await browser.close();
}

const { locale: wantedLocale, positionals } = galleryWords();
const [pictureFolder, ...wantedLooks] = positionals;
if (pictureFolder === undefined) throw new Error('Say where the pictures should go');
await main(pictureFolder, wantedLooks, wantedLocale);
