/** Pictures of every state, kept for people to look at, and the accessibility rules that a program can check. */
import fs from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { claudeTurn } from './support/claudeLines.ts';
import { keepScreen, screenshotPath, xdotool } from './support/desktop.ts';
import type { TestHome } from './support/home.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { askMain, type TollgateApp } from './support/tollgateApp.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type Theme = 'light' | 'dark';

async function useTheme({ app }: TollgateApp, page: Page, theme: Theme): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
  await expect
    .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
    .toBe(theme === 'dark');
}

/** Opens the glance and moves the pointer away, so that no tooltip lies over it. */
async function openBare({ openGlance }: TollgateApp): Promise<Page> {
  xdotool('mousemove', 1264, 16);
  const page = await openGlance();
  xdotool('mousemove', 200, 600);
  return page;
}

/** The window as it is. */
async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: screenshotPath(name), animations: 'disabled' });
}

/** Legacy mode, because Electron cannot open the second page that axe otherwise works in. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  expect(found).toEqual([]);
}

/** A working day of Claude Code, with `windows` earlier ones to compare it with. */
function putClaudeWork(home: TestHome, windows: number): void {
  const now = Date.now();
  const projects = [
    'toll-road',
    'api-server',
    'a-project-with-a-name-that-is-much-longer-than-most',
  ];
  for (const [index, name] of projects.entries()) {
    const cwd = `/home/u/${name}`;
    const session = `1111111${index}-2222-4333-8444-555555555555`;
    const today = [90, 42, 17, 2].map((minutes) =>
      claudeTurn(session, { atMs: now - (minutes + index) * MINUTE_MS, outputTokens: 9000, cwd }),
    );
    const earlier = Array.from({ length: windows }, (_, day) =>
      claudeTurn(session, { atMs: now - (day + 1) * 24 * HOUR_MS, outputTokens: 4000 * day, cwd }),
    );
    home.writeClaude(session, earlier.reverse().join('') + today.join(''), `-home-u-${name}`);
  }
}

test('figures: light, dark, high contrast, enlarged', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  putClaudeWork(home, 7);
  await allowReading(home);
  const tollgate = await launch();
  const page = await openBare(tollgate);
  await expect(page.getByRole('img', { name: '60% used' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await useTheme(tollgate, page, theme);
    await keep(page, `glance-${theme}`);
    keepScreen(`screen-glance-${theme}`);
    await expectAccessible(page);
    await page.mouse.wheel(0, 2000);
    await keep(page, `glance-${theme}-scrolled`);
    await page.mouse.wheel(0, -2000);
  }
  await useTheme(tollgate, page, 'light');
  await page.emulateMedia({ forcedColors: 'active', contrast: 'more' });
  await keep(page, 'glance-high-contrast');
  await expectAccessible(page);
  await page.emulateMedia({ forcedColors: null, contrast: null });
  await askMain(tollgate.app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2),
  );
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2);
  // Not by Playwright, whose pictures do not know of zoom.
  await settle();
  keepScreen('screen-glance-200-percent');
  const widths = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
});

/** Long enough to be laid out and painted again. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 300));
}

type State = {
  readonly name: string;
  readonly prepare: (home: TestHome) => Promise<void> | void;
  /** Something that is on screen when the state is there. */
  readonly sign: string;
};

const STATES: readonly State[] = [
  {
    name: 'first-run',
    prepare: (home) => void putCodexPlan(home, 60),
    sign: 'May Tollgate read your agents’ session files?',
  },
  { name: 'no-agent', prepare: allowReading, sign: 'No coding agent found' },
  {
    name: 'at-boundary',
    prepare(home) {
      putCodexPlan(home, 98);
      return allowReading(home);
    },
    sign: 'The next request may be paid',
  },
  {
    name: 'estimated-only',
    prepare(home) {
      putClaudeWork(home, 7);
      return allowReading(home);
    },
    sign: 'Use not reported',
  },
  {
    name: 'problem',
    prepare(home) {
      const { file } = putCodexPlan(home, 60);
      const loop = file.replace(/[^/]+$/, 'rollout-loop.jsonl');
      fs.symlinkSync(loop, loop);
      return allowReading(home);
    },
    sign: 'cannot be read',
  },
];

for (const { name, prepare, sign } of STATES) {
  test(`state: ${name}`, async ({ home, launch }) => {
    await prepare(home);
    const tollgate = await launch();
    const page = await openBare(tollgate);
    await expect(page.getByText(sign).first()).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(tollgate, page, theme);
      await keep(page, `${name}-${theme}`);
      await expectAccessible(page);
    }
    keepScreen(`screen-${name}`);
  });
}
