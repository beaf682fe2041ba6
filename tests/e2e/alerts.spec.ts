/** Alerts end to end: a status line's readings in, notifications of the real daemon out, each once. */
import type { AlertRow } from '../../main/cli/alerts.ts';
import type { TestHome } from './support/home.ts';
import { putClaudePlan } from './support/claudePlan.ts';
import { keepScreen, pressKeys } from './support/desktop.ts';
import {
  clearScreen,
  clickFirst,
  daemonPid,
  displayedCount,
  shownSince,
} from './support/notificationDaemon.ts';
import { allowReading, tollgate } from './support/terminal.ts';
import { expect, quit, test } from './support/test.ts';
import { isAsking, ledger, promptOf } from './support/walks.ts';

const SOON = { timeout: 20_000, intervals: [100] };

let mark: number;
test.beforeEach(() => {
  mark = clearScreen();
});
test.afterEach(() => {
  clearScreen();
});

async function history(home: TestHome): Promise<AlertRow[]> {
  const { output } = await tollgate(home, 'alerts', '--json');
  return (JSON.parse(output) as { alerts: AlertRow[] }).alerts.toReversed();
}

/** What the outbox holds, oldest first: `91% of the plan is used: shown`. */
async function told(home: TestHome): Promise<string[]> {
  return (await history(home)).map(({ title, status }) => `${title}: ${status}`);
}

test('60, 76, 91, 98 % bring what is due, once, also over a restart', async ({ home, launch }) => {
  test.setTimeout(120_000);
  await allowReading(home);
  // The steps come within seconds: a forecast of such a pace would be due as well.
  await tollgate(home, 'settings', 'set', 'alerts.enabled.forecast', 'off');
  const plan = await putClaudePlan(home);
  plan.report(60);
  const first = await launch();
  await expect.poll(() => first.tray.tooltip(), SOON).toMatch(/60% used/);
  expect(await told(home)).toEqual([]);

  plan.report(76);
  const at76 = ['76% of the plan is used: shown'];
  await expect.poll(() => told(home), SOON).toEqual(at76);
  expect(displayedCount()).toBe(1);
  keepScreen('screen-alert-76');

  plan.report(91);
  const at91 = [...at76, '91% of the plan is used: shown'];
  await expect.poll(() => told(home), SOON).toEqual(at91);
  await quit(first.app);

  const second = await launch();
  await expect.poll(() => second.tray.tooltip(), SOON).toMatch(/91% used/);
  expect(await told(home)).toEqual(at91);
  plan.report(98);
  const at98 = [...at91, 'The next request may be paid: shown'];
  await expect.poll(() => told(home), SOON).toEqual(at98);
  keepScreen('screen-alert-98');
  // Nobody works, so that nothing asks by itself; the notification does when it is clicked.
  expect(isAsking(second)).toBe(false);
  clickFirst();
  const question = await promptOf(second);
  await expect(question.getByRole('heading')).toHaveText(
    'The next request may be paid. Go on with credits?',
  );
  await expect(question.getByRole('button', { name: /^Stop until/ })).toBeFocused();
  pressKeys('Return');
  await expect.poll(() => isAsking(second), SOON).toBe(false);
  const [consent, ...others] = await ledger(home);
  expect(others).toEqual([]);
  expect(consent).toMatchObject({ kind: 'consent', agent: 'claude-code', source: 'user' });
  expect((await tollgate(home, 'consent')).output).toMatch(/stop until .*in force/);

  const shown = shownSince(mark);
  expect(shown.map(({ summary }) => summary)).toEqual([
    '76% of the plan is used',
    '91% of the plan is used',
    'The next request may be paid',
  ]);
  expect(shown[2]?.body).toMatch(
    /^Claude Code, five-hour window: 98% of the plan is used\. Resets at (?:\w+ )?\d+:\d\d\s[AP]M\.$/,
  );
});

test('a daemon that hangs is named, and the alert waits for it', async ({ home, launch }) => {
  test.setTimeout(120_000);
  await allowReading(home);
  const plan = await putClaudePlan(home);
  plan.report(60);
  const { tray, openGlance } = await launch();
  await expect.poll(() => tray.tooltip(), SOON).toMatch(/60% used/);
  const page = await openGlance();
  const problem = page.getByText('The desktop’s notification service does not answer.');
  const pid = daemonPid();
  process.kill(pid, 'SIGSTOP');
  try {
    plan.report(76);
    await expect(problem).toBeVisible({ timeout: 30_000 });
    const [waiting] = await history(home);
    expect(waiting).toMatchObject({
      title: '76% of the plan is used',
      status: 'pending',
      shownAtMs: null,
      failure: 'The desktop’s notification service does not answer.',
    });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  // The next attempt comes half a minute after the one that failed.
  await expect(problem).toBeHidden({ timeout: 60_000 });
  expect(await told(home)).toEqual(['76% of the plan is used: shown']);
  expect(shownSince(mark).map(({ summary }) => summary)).toEqual(['76% of the plan is used']);
});
