/**
 * A design-time gallery of the main window: the real app on a private desktop over a generated year. Takes a
 * picture of each page that is named, and runs axe. Not part of the test command.
 *
 * After a page's name come, divided by slashes, words to click on: `history/Windows/Table`.
 *
 *   node tests/visual/reviewGallery.ts OUT history,credits [--dark] [--size 1180x800] [--zoom 2]
 *        [--days 365] [--empty] [--language de] [--providers] [--agents]
 *
 * With a language, pages keep their English names on the command line; words to click on are the window's.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import { plantAccounts } from '../fixtures/providers/plantAccounts.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { makeHome } from '../e2e/support/home.ts';
import { fromRoot } from '../e2e/support/paths.ts';
import { openReview } from '../e2e/support/reviewWindow.ts';
import { tollgate as tollgateCommand } from '../e2e/support/terminal.ts';
import { quit } from '../e2e/support/test.ts';
import { launchApp } from '../e2e/support/tollgateApp.ts';

/** Set for the copy of this program that runs on the private desktop. */
const ON_DESK = 'TOLLGATE_GALLERY_ON_DESK';

const LANGUAGE = 'appearance.language';
/** Off in axe itself: whoever speaks to the computer says what stands on a control. */
const SPOKEN = { rules: { 'label-content-name-mismatch': { enabled: true } } };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: 'boolean', default: false },
    size: { type: 'string', default: '1180x800' },
    zoom: { type: 'string', default: '1' },
    days: { type: 'string', default: String(A_YEAR.days) },
    empty: { type: 'boolean', default: false },
    providers: { type: 'boolean', default: false },
    language: { type: 'string' },
    agents: { type: 'boolean', default: false },
  },
});

if (process.env[ON_DESK]) await takePictures();
else process.exitCode = startOnDesk();

function startOnDesk(): number {
  const build = `import { ensureBuilt } from ${JSON.stringify(fromRoot('scripts', 'build.mjs'))}; ensureBuilt();`;
  const built = spawnSync(process.execPath, ['--input-type=module', '--eval', build], {
    stdio: 'inherit',
  });
  if (built.status !== 0) return 70;
  const words = [fromRoot('scripts', 'panel.sh'), process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync(fromRoot('scripts', 'desk.sh'), words, {
    stdio: 'inherit',
    env: { ...process.env, [ON_DESK]: '1', TOLLGATE_SCREEN: '2400x2400x24' },
  });
  return status ?? 1;
}

async function takePictures(): Promise<void> {
  const [out = 'test-results/review', names = 'history'] = positionals;
  const [width = 1180, height = 800] = values.size.split('x').map(Number);
  fs.mkdirSync(out, { recursive: true });
  const home = makeHome();
  if (!values.empty) {
    const shape = {
      ...A_YEAR,
      days: Number(values.days),
      nowMs: Date.now(),
      homeFolder: home.home,
      hasOtherAgents: values.agents,
    };
    await fillHistory(home.dataFolder, shape);
  }
  if (values.providers) plantAccounts(home.dataFolder, Date.now());
  if (values.language) await tollgateCommand(home, 'settings', 'set', LANGUAGE, values.language);
  const tollgate = await launchApp(home);
  try {
    const scheme: 'dark' | 'light' = values.dark ? 'dark' : 'light';
    await tollgate.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, scheme);
    const review = await openReview(tollgate, { width, height, zoom: Number(values.zoom) });
    const skip = review.page.getByRole('button', { name: said('Skip the tour') });
    if (values.empty && !names.startsWith('tour')) await skip.click();
    for (const name of names.split(',')) {
      const [pageName = '', ...choices] = name.split('/');
      await review.show(said(capital(pageName)));
      for (const choice of choices) await review.choose(choice);
      const picture = name.replaceAll('/', '-').toLowerCase();
      const file = path.join(out, `${picture}-${scheme}-${values.size}-${values.zoom}.png`);
      await review.picture(file);
      console.log(file, ...(await faultsOf(review.page)));
    }
  } finally {
    await quit(tollgate.app);
    home.dispose();
  }
}

function said(text: string): string {
  return say({ locale: values.language ?? 'en' }, text);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Legacy mode, because Electron cannot open the second page that axe otherwise works in. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options(SPOKEN)
    .analyze();
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return [
    ...violations.map(
      ({ id, nodes }) =>
        `\n  axe ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
    ),
    ...(isWide ? ['\n  wider than its window'] : []),
  ];
}
