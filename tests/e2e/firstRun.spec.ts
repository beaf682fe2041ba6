/** Nothing is read before the user agreed, and what was read is what the terminal shows. */
import { formatDollars, formatTokens, totalTokens } from '../../preload/contract/formatting.ts';
import { usedWords, verdictWords } from '../../preload/contract/wording.ts';
import { writeManyAnswers } from './support/manyAnswers.ts';
import { pressKeys, visibleWindows } from './support/desktop.ts';
import { sample } from './support/samples.ts';
import { savedEvents } from './support/storedData.ts';
import { historyJson, statusJson } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { startTraced } from './support/tracedApp.ts';
import { findTrayItem } from './support/trayItem.ts';

const SOON = { timeout: 20_000, intervals: [100] };
const MINUTE_MS = 60_000;

test('no session file is opened before the yes', async ({ home }) => {
  home.writeClaude('first', sample('claude-code', Date.now() - MINUTE_MS));
  home.writeCodex('second', sample('codex', Date.now() - MINUTE_MS));
  const traced = startTraced(home, 'open', 'openat');
  try {
    const tray = await findTrayItem(traced.pid);
    await expect.poll(() => tray.labels(), SOON).toContain('Begin reading session files…');
    // The tour opens by itself; the glance beside it asks the same question.
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(1);
    tray.activate();
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(2);
    // Two looks of the engine pass before the answer.
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(openedSessionFiles(traced.calls())).toEqual([]);
    expect(savedEvents(home)).toBe(0);

    // The yes has the keyboard.
    pressKeys('Return');
    await expect.poll(() => savedEvents(home), SOON).toBeGreaterThan(0);
    expect(openedSessionFiles(traced.calls()).length).toBeGreaterThanOrEqual(2);
  } finally {
    await traced.end();
  }
});

function openedSessionFiles(calls: readonly string[]): string[] {
  return calls.filter((call) => /open(?:at)?\(.*\.jsonl"/.test(call));
}

test('asks path by path; afterwards the window and the terminal show the same figures', async ({
  home,
  launch,
}) => {
  home.writeClaude('first', sample('claude-code', Date.now() - MINUTE_MS));
  home.writeCodex('second', sample('codex', Date.now() - MINUTE_MS));
  const { openGlance, tray } = await launch();
  const page = await openGlance();

  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(
    'May Tollgate read your agents’ session files?',
  );
  await expect(main).toContainText('Nothing has been read yet');
  for (const [folder, state] of [
    [home.inHome('.claude'), 'found'],
    [home.inHome('.config', 'claude'), 'not found'],
    [home.inHome('.codex'), 'found'],
  ] as const) {
    const row = main.getByRole('listitem').filter({ has: page.getByText(folder, { exact: true }) });
    await expect(row.last()).toContainText(state);
  }
  await main.getByRole('button', { name: 'Begin reading' }).click();
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible();

  const snapshot = await statusJson(home);
  const history = await historyJson(home, '--by', 'day');
  expect(snapshot.problems.map(({ kind }) => kind)).toContain('database-busy');
  const costMicros = history.rows.reduce((sum, row) => sum + Number(row['costMicros']), 0);
  const total = snapshot.totals!.last30Days;
  expect(total.events).toBeGreaterThan(5);
  expect(costMicros).toBe(total.costMicros);

  const row = page.getByRole('row', { name: 'Last 30 days' });
  await expect(row.getByRole('cell').nth(1)).toHaveText(formatDollars(costMicros, snapshot));
  await expect(row).toContainText(`${formatTokens(totalTokens(total), snapshot)} tokens`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdictWords(snapshot).headline);
  const reported = snapshot.windows.find(({ kind }) => kind === 'session')!;
  expect(reported.usedPercent).toBe(60);
  await expect(page.getByRole('img', { name: usedWords(reported, snapshot) })).toBeVisible();
  for (const session of snapshot.sessions) {
    await expect(page.getByText(session.projectName, { exact: true }).first()).toBeVisible();
  }
  expect(tray.labels()[0]).toBe(verdictWords(snapshot).headline);
});

test('the first import says how far it is, and shows no figures before its end', async ({
  home,
  launch,
}) => {
  writeManyAnswers(home);
  const { openGlance } = await launch();
  const page = await openGlance();
  await page.evaluate(() => {
    const seen: Seen[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar]');
      const percent = bar?.getAttribute('aria-valuenow');
      seen.push({
        headline: document.querySelector('h1')?.innerText ?? '',
        percent: percent ? Number(percent) : null,
        hasTotals: document.querySelector('.totals') !== null,
      });
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.getByRole('button', { name: 'Begin reading' }).click();
  await expect(page.getByRole('row', { name: 'Last 30 days' })).toBeVisible({ timeout: 30_000 });
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen[] }).seen);
  const importing = seen.filter(({ headline }) => headline.startsWith('Reading your history'));
  const percents = importing.flatMap(({ percent }) => percent ?? []);
  expect(new Set(percents).size).toBeGreaterThan(1);
  expect(percents).toEqual([...percents].sort((one, other) => one - other));
  expect(importing.filter(({ hasTotals }) => hasTotals)).toEqual([]);
});

type Seen = {
  readonly headline: string;
  readonly percent: number | null;
  readonly hasTotals: boolean;
};

test('“Not now” leaves everything unread', async ({ home, launch }) => {
  home.writeClaude('first', sample('claude-code', Date.now() - MINUTE_MS));
  const { openGlance, isGlanceVisible, tray } = await launch();
  const page = await openGlance();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect.poll(isGlanceVisible, SOON).toBe(false);
  expect(savedEvents(home)).toBe(0);
  expect(tray.tooltip()).toBe('Tollgate: May Tollgate read your agents’ session files?');
});
