/**
 * The walk over the boundary, end to end: the unmodified Claude Code in a terminal, answered by a provider on
 * this machine that counts what it is asked; its own status line feeds the app through the installed bridge;
 * its own hooks obey what is answered in the app's prompt.
 */
import { distinctTokens } from '../live/answers.ts';
import { startLoopbackServer, type LoopbackServer } from '../live/loopbackServer.ts';
import { planReport, type PlanReport } from '../live/planState.ts';
import type { ClaudeTerminal } from '../live/runClaude.ts';
import { putClaudePlan } from './support/claudePlan.ts';
import { keepScreen } from './support/desktop.ts';
import { clearScreen, displayedCount, shownSince } from './support/notificationDaemon.ts';
import { allowReading, statusJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import {
  isAsking,
  ledger,
  promptOf,
  SOON,
  standing,
  startClaude,
  titles,
} from './support/walks.ts';

const MINUTES = 60_000;

let server: LoopbackServer;
let claude: ClaudeTerminal | null = null;
let plan: PlanReport;

test.beforeEach(async () => {
  claude = null;
  plan = planReport('on-plan', Date.now());
  server = await startLoopbackServer((_request, sequence) => ({
    text: `answer number ${sequence}`,
    tokens: distinctTokens(sequence),
    plan,
  }));
  clearScreen();
});

test.afterEach(async () => {
  claude?.close();
  await server.close();
  clearScreen();
});

const requests = () => server.billed.length + server.refused.length;

/** Claude Code says this while its plan stands there; with what comes of it. */
async function say(percent: number, prompt: string, answer = 'answer number'): Promise<void> {
  plan = { ...plan, fiveHourPercent: percent };
  await claude?.say(prompt, answer);
}

test('from 60 % over every level onto credits: figures, alerts, question, answer, money', async ({
  home,
  launch,
}) => {
  test.setTimeout(6 * MINUTES);
  await allowReading(home);
  // The steps come within seconds: a forecast of such a pace would be due as well.
  await tollgate(home, 'settings', 'set', 'alerts.enabled.forecast', 'off');
  await putClaudePlan(home);
  expect((await tollgate(home, 'gate', 'install', '--yes', '--agent', 'claude-code')).code).toBe(0);
  const app = await launch();
  claude = await startClaude(home, server.url);
  const resetsAtSeconds = plan.fiveHourResetsAtSeconds;
  const alerts: string[] = [];

  for (const [percent, state, alert] of [
    [60, 'on-plan', null],
    [76, 'on-plan', '76% of the plan is used: shown'],
    [91, 'near', '91% of the plan is used: shown'],
  ] as const) {
    await say(percent, `step to ${percent}`);
    const expected = { state, gate: 'open', percent, resetsAtSeconds };
    await expect.poll(() => standing(home), SOON).toEqual(expected);
    await expect.poll(() => app.tray.tooltip(), SOON).toContain(`${percent}% used`);
    if (alert !== null) alerts.push(alert);
    await expect.poll(() => titles(home), SOON).toEqual(alerts);
    expect(isAsking(app)).toBe(false);
  }

  // The question comes by itself; until it is answered nothing passes.
  await say(98, 'step to the boundary');
  alerts.push('The next request may be paid: shown');
  await expect.poll(() => titles(home), SOON).toEqual(alerts);
  const question = await promptOf(app);
  await expect(question.getByRole('heading')).toContainText('Go on with credits?');
  expect(await standing(home)).toMatchObject({ state: 'at-boundary', gate: 'closed', percent: 98 });
  keepScreen('screen-walk-question');
  await question.getByRole('button', { name: /^Stop until/ }).click();
  await expect.poll(() => app.tray.tooltip(), SOON).toMatch(/Stopped until/);

  // Stop holds the next prompt: the provider hears nothing.
  const held = requests();
  await say(98, 'one more please', 'You stopped it until');
  expect(requests()).toBe(held);
  await expect
    .poll(async () => (await statusJson(home)).stoppedSessions.map(({ canGoOn }) => canGoOn), SOON)
    .toEqual([false]);
  const page = await app.openGlance();
  await expect(page.getByRole('button', { name: /^Copy command/ })).toBeVisible();
  keepScreen('screen-walk-stopped');

  // The user changes their mind, and agrees to five dollars.
  app.tray.choose('Claude Code: take “stop” back');
  const again = await promptOf(app);
  await again.getByRole('textbox').fill('5');
  await again.getByRole('button', { name: /^Continue/ }).click();
  await expect.poll(async () => (await standing(home)).gate, SOON).toBe('open');
  expect(isAsking(app)).toBe(false);

  // The request that crosses is the plan's; the next one is paid, and lands on credits.
  plan = { ...planReport('on-credits', Date.now()), fiveHourResetsAtSeconds: resetsAtSeconds };
  await say(100, 'over the boundary');
  await expect
    .poll(() => standing(home), SOON)
    .toMatchObject({ state: 'on-credits-with-consent', gate: 'open', percent: 100 });
  const beforePaid = server.billed.length;
  await say(100, 'this one is paid');
  expect(server.billed.length).toBeGreaterThan(beforePaid);
  const paid = async () => {
    const { output } = await tollgate(home, 'credits', '--json');
    const accounts = JSON.parse(output) as { paidThisMonth: { creditMicros: number } }[];
    return accounts.reduce((sum, { paidThisMonth }) => sum + paidThisMonth.creditMicros, 0);
  };
  await expect.poll(paid, SOON).toBeGreaterThan(0);
  await expect.poll(() => app.tray.tooltip(), SOON).toContain('Going on with credits');
  await expect.poll(() => titles(home), SOON).toEqual(alerts);
  keepScreen('screen-walk-on-credits');

  const entries = (await ledger(home)).map(({ kind }) => kind).toSorted();
  expect(entries).toEqual(['consent', 'consent', 'consent-ended']);
  await claude.leave();
});

/** Long enough to come to a stop, also on a slow machine; the rest of it is waited for. */
const UNTIL_RESET_SECONDS = 100;

test('over the reset: the plan is back, the stop has ended, and the held session goes on', async ({
  home,
  launch,
}) => {
  test.setTimeout(6 * MINUTES);
  const mark = clearScreen();
  await allowReading(home);
  await tollgate(home, 'settings', 'set', 'alerts.enabled.forecast', 'off');
  await putClaudePlan(home);
  expect((await tollgate(home, 'gate', 'install', '--yes', '--agent', 'claude-code')).code).toBe(0);
  const app = await launch();
  claude = await startClaude(home, server.url);
  const resetsAtSeconds = Math.floor(Date.now() / 1000) + UNTIL_RESET_SECONDS;
  plan = { ...plan, fiveHourResetsAtSeconds: resetsAtSeconds };
  await say(60, 'step to 60');
  await expect.poll(() => standing(home), SOON).toMatchObject({ percent: 60, resetsAtSeconds });
  await say(98, 'step to the boundary');
  const question = await promptOf(app);
  await question.getByRole('button', { name: /^Stop until/ }).click();
  await expect.poll(() => app.tray.tooltip(), SOON).toMatch(/Stopped until/);
  const held = requests();
  await say(98, 'one more please', 'You stopped it until');
  expect(requests()).toBe(held);
  // Its user closes the terminal.
  claude.close();
  const stopped = async () => (await statusJson(home)).stoppedSessions;
  await expect
    .poll(async () => (await stopped()).map(({ canGoOn }) => canGoOn), SOON)
    .toEqual([false]);
  const alerts = ['The next request may be paid: shown'];
  expect(await titles(home)).toEqual(alerts);

  // The clock alone brings the plan back: nobody reports anything.
  alerts.push('The plan is back: shown');
  await expect.poll(() => titles(home), { timeout: 2 * MINUTES, intervals: [500] }).toEqual(alerts);
  expect(Date.now() / 1000).toBeGreaterThanOrEqual(resetsAtSeconds);
  keepScreen('screen-walk-back');
  // The warning of the window that is over has left the screen.
  await expect.poll(displayedCount, SOON).toBe(1);
  expect(shownSince(mark).map(({ summary }) => summary)).toEqual([
    'The next request may be paid',
    'The plan is back',
  ]);
  await expect
    .poll(() => standing(home), SOON)
    .toMatchObject({ state: 'on-plan', gate: 'open', percent: 0 });
  await expect.poll(() => app.tray.tooltip(), SOON).not.toMatch(/Stopped until/);
  expect(isAsking(app)).toBe(false);
  const ends = async () => (await ledger(home)).filter(({ kind }) => kind === 'consent-ended');
  await expect.poll(ends, SOON).toEqual([
    expect.objectContaining({
      atMs: resetsAtSeconds * 1000,
      details: expect.objectContaining({ reason: 'reset' }),
    }),
  ]);

  // The session that was held is listed with its command, ready to copy; run, it goes on.
  const [session] = await stopped();
  expect(session).toMatchObject({ canGoOn: true });
  const command = session?.command ?? '';
  const id = session?.id ?? '';
  expect(command).toContain(`--resume ${id}`);
  const page = await app.openGlance();
  await page.getByRole('button', { name: /^Copy command/ }).click();
  await expect
    .poll(() => app.app.evaluate(({ clipboard }) => clipboard.readText()), SOON)
    .toBe(command);
  keepScreen('screen-walk-resume');
  const inTerminal = await tollgate(home, 'sessions', 'stopped');
  expect(inTerminal.output).toContain(command);
  plan = { ...plan, fiveHourResetsAtSeconds: resetsAtSeconds + 5 * 3600 };
  claude = await startClaude(home, server.url, ['--resume', id]);
  await say(3, 'go on where you were');
  expect(requests()).toBeGreaterThan(held);
  await expect.poll(stopped, SOON).toEqual([]);
  await expect
    .poll(() => standing(home), SOON)
    .toMatchObject({ state: 'on-plan', percent: 3, resetsAtSeconds: resetsAtSeconds + 5 * 3600 });
  expect(await titles(home)).toEqual(alerts);
  await claude.leave();
});
