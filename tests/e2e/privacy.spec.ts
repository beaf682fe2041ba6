/** What Tollgate opens and whom it calls, seen from outside: the system's own record of a whole tour. */
import { spawn } from 'node:child_process';
import { A_YEAR, fillHistory } from '../fixtures/generatedHistory.ts';
import { visibleWindows } from './support/desktop.ts';
import type { TestHome } from './support/home.ts';
import { appArguments, electronProgram, PROJECT_ROOT } from './support/paths.ts';
import { putCodexPlan } from './support/plans.ts';
import { sample } from './support/samples.ts';
import { allowReading } from './support/terminal.ts';
import { mainWindowOf } from './support/mainWindow.ts';
import { expect, quit, test } from './support/test.ts';
import { endTree, startTraced } from './support/tracedApp.ts';
import { launchTraced } from './support/tracingApp.ts';
import { findTrayItem } from './support/trayItem.ts';

const SOON = { timeout: 30_000, intervals: [100] };
const QUIET_FOR_MS = 8000;
const CALLS = ['open', 'openat', 'connect', 'sendto', 'sendmsg', 'sendmmsg'];
const PAGE_NAMES = ['History', 'Sessions', 'Credits', 'Settings', 'Help'];

/** Where agents keep what signs them in; nobody but they may open these. */
const SIGN_INS = ['.claude/.credentials.json', '.claude.json', '.codex/auth.json', '.netrc'];

/** What Chromium and GTK open in a home by themselves; docs/privacy.md publishes this list. */
const TOOLKIT = [
  '.config/fontconfig',
  '.fontconfig',
  '.fonts',
  '.fonts.conf',
  '.fonts.conf.d',
  '.local/share/fonts',
  '.cache/fontconfig',
  '.cache/mesa_shader_cache',
  '.config/gtk-3.0',
  '.config/dconf',
  '.config/glib-2.0',
  '.config/user-dirs.dirs',
  '.config/mimeapps.list',
  '.config/pulse',
  '.config/vulkan',
  '.local/share/vulkan',
  '.themes',
  '.icons',
  '.local/share/icons',
  '.local/share/themes',
  '.local/share/mime',
  '.local/share/applications',
  '.local/share/glib-2.0',
  '.local/share/recently-used.xbel',
  '.pki/nssdb',
  '.local/share/pki/nssdb',
  '.Xdefaults',
  '.XCompose',
  '.drirc',
  '.terminfo',
];
/** Transcripts, and the settings that tell whether bridge and hooks are installed. */
const AGENTS = [
  '.claude/projects',
  '.claude/settings.json',
  '.codex/sessions',
  '.codex/archived_sessions',
  '.codex/hooks.json',
  '.config/claude/projects',
];
/** Tollgate's own file beside its data folder: whether it starts at login. */
const OURS = ['.config/autostart/tollgate.desktop'];
/** Folders that are listed to find those. */
const LISTED = [
  '',
  '.claude',
  '.codex',
  '.config',
  '.config/claude',
  '.cache',
  '.local',
  '.local/share',
];

function prepare(home: TestHome): void {
  home.writeClaude('first', sample('claude-code', Date.now() - 60_000));
  putCodexPlan(home, 60);
  for (const name of SIGN_INS) home.writeFile(name, '{"accessToken":"canary"}');
}

/** Paths in the home that a call names, without the home. */
function pathsInHome(home: TestHome, calls: readonly string[]): string[] {
  const prefix = `"${home.home}`;
  const named = calls.flatMap((call) => {
    const start = call.indexOf(prefix);
    if (start < 0 || call.includes('ENOENT')) return [];
    const rest = call.slice(start + prefix.length);
    return [rest.slice(0, rest.indexOf('"')).replace(/^\//, '')];
  });
  return [...new Set(named)].sort();
}

const isBelow = (name: string, folder: string) => name === folder || name.startsWith(`${folder}/`);

test('opens no sign-in, and nothing in the home beyond the published list', async ({ home }) => {
  prepare(home);
  await allowReading(home);
  const traced = startTraced(home, ...CALLS);
  try {
    const tray = await findTrayItem(traced.pid);
    await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
    tray.activate();
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, QUIET_FOR_MS));
  } finally {
    await traced.end();
  }
  const opened = expectQuiet(home, traced.calls());
  console.log(
    `privacy opened=${opened.length} signIns=0 outside=0 names=${JSON.stringify(opened)}`,
  );
});

test('the same with the main window open on every page, over a past', async ({ home }) => {
  const past = { ...A_YEAR, days: 10, nowMs: Date.now(), homeFolder: home.home };
  await fillHistory(home.dataFolder, past);
  prepare(home);
  await allowReading(home);
  const traced = await launchTraced(home, ...CALLS);
  const strace = traced.app.process();
  try {
    (await findTrayItem(strace.pid as number)).choose('Open Tollgate…');
    const page = await mainWindowOf(traced);
    for (const name of PAGE_NAMES) {
      await page.getByRole('navigation').getByRole('button', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, QUIET_FOR_MS));
    await quit(traced.app, strace);
  } finally {
    await endTree(strace, 'SIGKILL');
  }
  const opened = expectQuiet(home, traced.calls());
  console.log(`privacy-pages pages=${PAGE_NAMES.length} opened=${opened.length} outside=0`);
});

/** Holds a record of calls against the lists above. @returns what was opened in the home */
function expectQuiet(home: TestHome, calls: readonly string[]): string[] {
  const opened = pathsInHome(home, calls);
  // The record is alive: the transcripts are in it.
  expect(opened.filter((name) => isBelow(name, '.claude/projects'))).not.toEqual([]);
  expect(opened.filter((name) => SIGN_INS.includes(name))).toEqual([]);
  const unexpected = opened.filter(
    (name) =>
      !LISTED.includes(name) &&
      ![...TOOLKIT, ...AGENTS, ...OURS].some((folder) => isBelow(name, folder)),
  );
  expect(unexpected).toEqual([]);
  const outside = calls.filter((call) => /AF_INET6?\b/.test(call) && !/"127\.|"::1"/.test(call));
  expect(outside).toEqual([]);
  return opened;
}

test('works the same with no network at all', async ({ home }) => {
  prepare(home);
  await allowReading(home);
  const isRoot = process.getuid?.() === 0;
  const words = isRoot ? ['-n'] : ['-rn'];
  const app = spawn(
    'unshare',
    [...words, electronProgram(), ...appArguments(), ...(isRoot ? [] : ['--no-sandbox'])],
    { cwd: PROJECT_ROOT, env: home.env, stdio: 'ignore' },
  );
  try {
    const tray = await findTrayItem(app.pid as number);
    await expect.poll(() => tray.tooltip(), SOON).toContain('60% used');
    tray.activate();
    await expect.poll(() => visibleWindows('Tollgate'), SOON).toHaveLength(1);
  } finally {
    await endTree(app);
  }
});
