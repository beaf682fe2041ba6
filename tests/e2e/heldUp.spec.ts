/** An engine that waits for something that does not answer: it is said, nothing is lost, and quitting works. */
import { once } from 'node:events';
import { holdUpEngineThread } from './support/engineThread.ts';
import { putCodexPlan } from './support/plans.ts';
import { isAlive } from './support/processes.ts';
import { allowReading } from './support/terminal.ts';
import { expect, test } from './support/test.ts';

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

test('it quits although the engine does not', async ({ home, launch }) => {
  putCodexPlan(home, 60);
  await allowReading(home);
  const { app, pid, tray } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
  await holdUpEngineThread(app, home.folder);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const ended = once(app.process(), 'exit');
  process.kill(pid, 'SIGTERM');
  await ended;
  expect(isAlive(pid)).toBe(false);
});
