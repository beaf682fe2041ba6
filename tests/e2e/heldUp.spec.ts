/** An engine that waits for something that does not answer: it is said, nothing is lost, and quitting works. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { holdUpEngineThread } from './support/engineThread.ts';
import { putCodexPlan } from './support/plans.ts';
import { isAlive } from './support/processes.ts';
import { allowReading, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import { isAsking, promptOf } from './support/walks.ts';

/** The engine is given up after a minute. */
const NOTICED = { timeout: 100_000, intervals: [500] };
const SOON = { timeout: 20_000, intervals: [50] };

test('an engine that does not get on is said, with its time, until it goes on', async ({
  home,
  launch,
}) => {
  test.setTimeout(180_000);
  const plan = putCodexPlan(home, 60);
  await allowReading(home);
  const { app, openGlance, tray } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
  const goOn = await holdUpEngineThread(app, home.folder);
  plan.append(98);
  await expect.poll(() => tray.tooltip(), NOTICED).toContain('Nothing has been read since');
  const page = await openGlance();
  await expect(page.getByText('Nothing has been read since')).toBeVisible();
  // The last good figures stay, as what they are.
  await expect(page.getByText(/^As of .*Nothing newer is known/)).toBeVisible();
  await expect(page.getByRole('img', { name: '60% used' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('held-up.png') });
  goOn();
  await expect.poll(() => tray.tooltip(), SOON).toMatch(/^The next request may be paid/);
  await expect(page.getByText('Nothing has been read since')).toBeHidden();
});

test('a stop holds although it cannot be saved, and is saved when the engine goes on', async ({
  home,
  launch,
}) => {
  putCodexPlan(home, 98);
  await allowReading(home);
  expect((await tollgate(home, 'gate', 'install', '--yes', '--agent', 'codex')).code).toBe(0);
  const started = await launch();
  const page = await promptOf(started);
  const goOn = await holdUpEngineThread(started.app, home.folder);
  await setTimeout(1500);
  await page.getByRole('button', { name: /^Stop until/ }).click();
  await expect(page.getByText(/^The gate is closed until .* not in the ledger yet/)).toBeVisible(
    SOON,
  );
  await page.screenshot({ path: test.info().outputPath('held-stop.png') });
  const gateFile = () => fs.readFileSync(path.join(home.dataFolder, 'gate', 'gate.state'), 'utf8');
  expect(gateFile()).toMatch(/rule closed[^]*record held-/);
  goOn();
  await expect.poll(() => isAsking(started), SOON).toBe(false);
  await expect.poll(() => started.tray.tooltip(), SOON).toMatch(/Stopped until/);
  await expect.poll(gateFile, SOON).not.toContain('held-');
  expect(gateFile()).toContain('rule closed');
});

test('it quits although the engine does not', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { app, pid, tray } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
  await holdUpEngineThread(app, home.folder);
  await setTimeout(1500);
  const ended = once(app.process(), 'exit');
  process.kill(pid, 'SIGTERM');
  await ended;
  expect(isAlive(pid)).toBe(false);
});
