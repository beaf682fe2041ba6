/**
 * The walk over the boundary, end to end: the unmodified Claude Code in a terminal, answered by a provider on
 * this machine that counts what it is asked; its own status line feeds the app through the installed bridge;
 * its own hooks obey what is answered in the app's prompt.
 */
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import type { LedgerEntry } from '../../main/domain/ledger/entries.ts';
import { ensureClaudeCode } from '../live/agentPrograms.ts';
import { distinctTokens } from '../live/answers.ts';
import { startLoopbackServer, type LoopbackServer } from '../live/loopbackServer.ts';
import { planReport, type PlanReport } from '../live/planState.ts';
import { openClaude, type ClaudeTerminal } from '../live/runClaude.ts';
import type { AlertRow } from '../../main/cli/alerts.ts';
import { putClaudePlan } from './support/claudePlan.ts';
import { keepScreen } from './support/desktop.ts';
import type { TestHome } from './support/home.ts';
import { clearScreen } from './support/notificationDaemon.ts';
import { allowReading, statusJson, tollgate } from './support/terminal.ts';
import { expect, test } from './support/test.ts';
import type { TollgateApp } from './support/tollgateApp.ts';

const SOON = { timeout: 30_000, intervals: [100] };
const MINUTES = 60_000;

let server: LoopbackServer;
let claude: ClaudeTerminal | null = null;
let plan: PlanReport;

test.beforeEach(async () => {
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

/** Claude Code as a user of this home starts it. */
async function startClaude(home: TestHome): Promise<ClaudeTerminal> {
  const project = home.inHome('toll-road');
  const temporary = home.inHome('tmp');
  for (const folder of [project, temporary]) fs.mkdirSync(folder, { recursive: true });
  const env = {
    HOME: home.home,
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    TZ: 'UTC',
  };
  const program = await ensureClaudeCode();
  const agentHome = { folder: home.home, project, env, remove: () => undefined };
  const setup = { program, home: agentHome, serverUrl: server.url };
  return openClaude(setup, ['--model', 'claude-sonnet-5-5']);
}

async function titles(home: TestHome): Promise<string[]> {
  const { output } = await tollgate(home, 'alerts', '--json');
  const { alerts } = JSON.parse(output) as { alerts: AlertRow[] };
  return alerts.toReversed().map(({ title, status }) => `${title}: ${status}`);
}

const standing = async (home: TestHome) => {
  const { boundary, windows } = await statusJson(home);
  const [window] = windows;
  return {
    state: boundary.state,
    gate: boundary.gate,
    percent: window?.usedPercent,
    resetsAtSeconds: (window?.resetsAtMs ?? 0) / 1000,
  };
};

async function promptOf({ app }: TollgateApp): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().endsWith('/prompt.html'));
  await expect.poll(() => find() !== undefined, SOON).toBe(true);
  return find() as Page;
}

const isAsking = ({ app }: TollgateApp): boolean =>
  app.windows().some((page) => page.url().endsWith('/prompt.html'));

async function ledger(home: TestHome): Promise<LedgerEntry[]> {
  const { output } = await tollgate(home, 'credits', 'ledger', '--json');
  return (JSON.parse(output) as { entry: LedgerEntry }[]).map(({ entry }) => entry);
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
  expect((await tollgate(home, 'gate', 'install', '--agent', 'claude-code')).code).toBe(0);
  const app = await launch();
  claude = await startClaude(home);
  const say = async (percent: number, prompt: string, answer = 'answer number') => {
    plan = { ...plan, fiveHourPercent: percent };
    await claude?.say(prompt, answer);
  };
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
