/** Notifications through the desktop's real daemon, and what happens when it is gone or hangs. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { NotifierResult } from '../../main/platform/notifier.ts';
import { keepScreen } from './support/desktop.ts';
import { startHarness, type RunningHarness } from './support/harness.ts';
import { daemonPid } from './support/notificationDaemon.ts';
import { expect, quit, test } from './support/test.ts';

const SOON = { timeout: 10_000, intervals: [50] };

const REQUEST = {
  key: 'alert-1',
  group: 'window',
  endsGroup: false,
  title: 'The next request may be paid',
  body: 'Claude Code, five-hour window: 97% of the plan is used. Resets at 17:00.',
  isUrgent: true,
  about: null,
  buttons: [
    { action: 'stop', label: 'Stop until 17:00' },
    { action: 'open', label: 'Choose…' },
  ],
} as const;

let harness: RunningHarness;

test.beforeEach(async ({ home }) => {
  harness = await startHarness(home);
});

test.afterEach(async () => {
  await quit(harness.app);
});

/** What the daemon shows and has shown, in its own words. */
function daemonHistory(): { summary: string; body: string; count: number } {
  const displayed = execFileSync('dunstctl', ['count', 'displayed'], { encoding: 'utf8' });
  const history = JSON.parse(execFileSync('dunstctl', ['history'], { encoding: 'utf8' })) as {
    data: { summary: { data: string }; body: { data: string } }[][];
  };
  const last = history.data[0]?.[0];
  return {
    summary: last?.summary.data ?? '',
    body: last?.body.data ?? '',
    count: Number(displayed),
  };
}

test('the daemon shows the text, and a click on it calls back', async () => {
  expect(await harness.call('show', REQUEST)).toEqual({ ok: true });
  await expect.poll(() => daemonHistory().count, SOON).toBe(1);
  keepScreen('screen-notification');
  execFileSync('dunstctl', ['action', '0']);
  await expect.poll(() => harness.call('answers'), SOON).toEqual(['alert-1 open']);
  execFileSync('dunstctl', ['close-all']);
  await expect
    .poll(daemonHistory, SOON)
    .toMatchObject({ summary: REQUEST.title, body: REQUEST.body, count: 0 });
});

test('closing it answers nothing', async () => {
  await harness.call('show', REQUEST);
  await expect.poll(() => daemonHistory().count, SOON).toBe(1);
  execFileSync('dunstctl', ['close-all']);
  await expect.poll(() => daemonHistory().count, SOON).toBe(0);
  expect(await harness.call('answers')).toEqual([]);
});

test('a daemon that hangs is told as that, and holds up nothing', async () => {
  const pid = daemonPid();
  process.kill(pid, 'SIGSTOP');
  try {
    const shown = harness.call('show', REQUEST);
    // The main process answers meanwhile: nothing waits on its thread.
    expect(await harness.call('isOpen')).toBe(false);
    expect(await shown).toMatchObject({ ok: false, failure: { kind: 'daemon-hangs' } });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  expect(await harness.call('show', REQUEST)).toEqual({ ok: true });
  await expect.poll(() => daemonHistory().count, SOON).toBe(1);
  execFileSync('dunstctl', ['close-all']);
});

test('without a daemon it says so, and shows once there is one', async ({ home }) => {
  // A bus of its own: the desktop's would start a daemon by itself.
  const bus = await startBareBus(home.folder);
  Object.assign(home.env, { DBUS_SESSION_BUS_ADDRESS: bus.address });
  const alone = await startHarness(home);
  const daemonEnv = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus.address };
  let daemon: ChildProcess | null = null;
  try {
    expect(await alone.call('show', REQUEST)).toMatchObject({
      ok: false,
      failure: { kind: 'no-daemon' },
    });
    daemon = spawn('dunst', [], { stdio: 'ignore', env: daemonEnv });
    await expect(async () => {
      expect(await alone.call('show', REQUEST)).toEqual({ ok: true });
    }).toPass({ timeout: 10_000, intervals: [100] });
  } finally {
    daemon?.kill('SIGKILL');
    await quit(alone.app);
    bus.end();
  }
});

test('a daemon that refuses is told as that', async ({ home }) => {
  // It answers who it is, but whoever wants to show something is sent away.
  const refusal = '<deny send_interface="org.freedesktop.Notifications" send_member="Notify"/>';
  const bus = await startBareBus(home.folder, refusal);
  Object.assign(home.env, { DBUS_SESSION_BUS_ADDRESS: bus.address });
  const daemonEnv = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus.address };
  const daemon = spawn('dunst', [], { stdio: 'ignore', env: daemonEnv });
  const alone = await startHarness(home);
  const failure = async () => {
    const shown = (await alone.call('show', REQUEST)) as NotifierResult;
    return shown.ok ? null : shown.failure.kind;
  };
  try {
    await expect.poll(failure, { timeout: 15_000, intervals: [200] }).toBe('dropped');
  } finally {
    daemon.kill('SIGKILL');
    await quit(alone.app);
    bus.end();
  }
});

const bareBus = (
  rules: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/>${rules}</policy></busconfig>`;

/** A session bus that can start nothing. */
async function startBareBus(folder: string, rules = '') {
  const config = path.join(folder, 'bus.conf');
  fs.writeFileSync(config, bareBus(rules));
  const args = [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address'];
  const bus = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [address] = (await once(bus.stdout, 'data')) as [Buffer];
  return { address: address.toString().trim(), end: () => void bus.kill('SIGKILL') };
}
