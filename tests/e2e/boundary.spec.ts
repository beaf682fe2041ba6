/** The boundary end to end: the question comes by itself, stop is the default, and the answer holds. */
import {
  activeName,
  keepScreen,
  openOtherWindow,
  pressKeys,
  visibleWindows,
  xdotool,
} from './support/desktop.ts';
import { clearScreen, clickFirst, displayedCount } from './support/notificationDaemon.ts';
import { putClaudePlan } from './support/claudePlan.ts';
import { putCodexPlan } from './support/plans.ts';
import { allowReading, statusJson, tollgate } from './support/terminal.ts';
import { expect, quit, test } from './support/test.ts';
import type { TollgateApp } from './support/tollgateApp.ts';
import { isAsking, promptOf } from './support/walks.ts';

const SOON = { timeout: 15_000, intervals: [100] };

const menuOf = ({ tray }: TollgateApp) => tray.menu().map(({ label }) => label);

test('the question comes at 98 %, a click on stop is kept, and can be taken back', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 98);
  await allowReading(home);
  const first = await launch();
  const page = await promptOf(first);
  await expect(page.getByRole('heading')).toContainText('Go on with credits?');
  await expect(page.getByRole('button', { name: /^Stop until/ })).toBeFocused();
  keepScreen('screen-boundary-question');
  await page.getByRole('button', { name: /^Stop until/ }).click();
  await expect.poll(() => isAsking(first), SOON).toBe(false);
  await expect.poll(() => first.tray.tooltip(), SOON).toMatch(/Stopped until/);
  expect((await statusJson(home)).boundary).toMatchObject({ state: 'stopped', gate: 'closed' });
  const told = await tollgate(home, 'consent');
  expect(told.output).toMatch(/Codex, five-hour window: stop until .*in force/);
  await quit(first.app);

  // After a restart nobody is asked again; the tray takes the answer back, and the question returns.
  const second = await launch();
  await expect.poll(() => second.tray.tooltip(), SOON).toMatch(/Stopped until/);
  expect(isAsking(second)).toBe(false);
  await expect.poll(() => menuOf(second), SOON).toContain('Codex: take “stop” back');
  second.tray.choose('Codex: take “stop” back');
  const again = await promptOf(second);
  await expect.poll(() => menuOf(second), SOON).toContain('Codex: go on or stop…');

  // And so does the window.
  await again.getByRole('button', { name: /^Stop until/ }).click();
  await expect.poll(() => isAsking(second), SOON).toBe(false);
  const glance = await second.openGlance();
  await glance.getByRole('button', { name: 'Take “stop” back' }).click();
  await promptOf(second);
  await expect(glance.getByRole('button', { name: 'Take “stop” back' })).toBeHidden();
  expect((await statusJson(home)).boundary).toMatchObject({ state: 'at-boundary', answerId: null });
});

test('going on is recorded with its cap; closing the question without an answer means stop', async ({
  home,
  launch,
}) => {
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  const started = await launch();
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/60% used/);
  expect(isAsking(started)).toBe(false);
  plan.append(98);
  const page = await promptOf(started);
  await page.getByRole('button', { name: /^Continue/ }).click();
  await expect.poll(() => isAsking(started), SOON).toBe(false);
  await expect.poll(async () => (await statusJson(home)).boundary.gate, SOON).toBe('open');
  await expect.poll(() => menuOf(started), SOON).toContain('Codex: take the consent back');
  started.tray.choose('Codex: take the consent back');
  const again = await promptOf(started);
  // Called for, it has the keyboard.
  started.tray.choose('Codex: go on or stop…');
  await expect.poll(() => again.evaluate(() => document.hasFocus()), SOON).toBe(true);
  pressKeys('Escape');
  await expect.poll(() => isAsking(started), SOON).toBe(false);
  await expect.poll(async () => (await statusJson(home)).boundary.state, SOON).toBe('stopped');
});

test('the question comes up beside a key that is held elsewhere, and takes none of it', async ({
  home,
  launch,
}) => {
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  const started = await launch();
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/60% used/);
  const other = openOtherWindow();
  try {
    await expect.poll(activeName, SOON).toBe('elsewhere');
    xdotool('keydown', 'a');
    plan.append(98);
    await promptOf(started);
    const isShown = () => visibleWindows('Tollgate: a question').length === 1;
    await expect.poll(isShown, SOON).toBe(true);
    expect(activeName()).toBe('elsewhere');
    // Enter is Stop in the prompt: here it goes to the other window, and nothing is answered.
    pressKeys('Return');
    xdotool('keyup', 'a');
    expect(activeName()).toBe('elsewhere');
    expect(isAsking(started)).toBe(true);
    expect((await tollgate(home, 'consent', '--json')).output).not.toContain('stop');
  } finally {
    xdotool('keyup', 'a');
    other.kill();
  }
});

test('of two accounts each notification asks about its own, whatever stands in the prompt', async ({
  home,
  launch,
}) => {
  clearScreen();
  const codex = putCodexPlan(home, 60);
  const claude = await putClaudePlan(home);
  claude.report(60);
  await allowReading(home);
  await tollgate(home, 'settings', 'set', 'alerts.enabled.forecast', 'off');
  const started = await launch();
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/60% used/);
  claude.report(98);
  await expect.poll(displayedCount, SOON).toBe(1);
  codex.append(98);
  await expect.poll(displayedCount, SOON).toBe(2);
  const page = await promptOf(started);
  const whose = page.getByText(/five-hour window: 98% used/);
  await expect(whose).toContainText('Codex');
  clickFirst();
  await expect(whose).toContainText('Claude Code');
  await page.getByRole('button', { name: /^Stop until/ }).click();
  await expect.poll(() => isAsking(started), SOON).toBe(false);
  const states = async () =>
    (await statusJson(home)).boundaries.map(({ agent, state }) => `${agent} ${state}`).toSorted();
  expect(await states()).toEqual(['claude-code stopped', 'codex at-boundary']);
  started.tray.choose('Codex: go on or stop…');
  const other = await promptOf(started);
  await expect(other.getByText(/five-hour window: 98% used/)).toContainText('Codex');
  clearScreen();
});

test('a warning ahead brings its own question; a stop said there leaves the plan that is left', async ({
  home,
  launch,
}) => {
  test.setTimeout(90_000);
  clearScreen();
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  // The levels would come beside it: here only the forecast is looked at.
  await tollgate(home, 'settings', 'set', 'alerts.enabled.plan', 'off');
  const started = await launch();
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/60% used/);
  plan.append(92);
  await expect.poll(() => displayedCount(), SOON).toBe(1);
  expect(isAsking(started)).toBe(false);
  clickFirst();
  const page = await promptOf(started);
  await expect(page.getByRole('heading')).toHaveText(
    /^Plan ends about .* at this pace\. Go on with credits then\?$/,
  );
  await expect.poll(() => page.evaluate(() => document.hasFocus()), SOON).toBe(true);
  keepScreen('screen-boundary-ahead');
  await page.getByRole('button', { name: /^Stop then, until/ }).click();
  await expect.poll(() => isAsking(started), SOON).toBe(false);
  await expect
    .poll(async () => (await statusJson(home)).boundary, SOON)
    .toMatchObject({ state: 'near', gate: 'open' });
  plan.append(98);
  await expect
    .poll(async () => (await statusJson(home)).boundary, SOON)
    .toMatchObject({ state: 'stopped', gate: 'closed' });
  expect(isAsking(started)).toBe(false);
  clearScreen();
});
