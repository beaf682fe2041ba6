// npm start: the tray app where there is a screen, and the terminal glance where there is none.
// The second needs neither Electron nor system packages nor a compiler.

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { onProjectNode, projectNode } from './lib/node-runtime.mjs';
import { prepareMachine } from './lib/prepare-machine.mjs';
import { leaveAs, runInForeground } from './lib/processes.mjs';
import { fromRoot, projectRoot } from './lib/project.mjs';
import { ensureSqliteNative } from './lib/sqlite-native.mjs';
import { runMain, say, Stop, UNAVAILABLE } from './lib/stop.mjs';

const userArguments = process.argv.slice(2);

await runMain(async () => {
  if (!(await onProjectNode())) return undefined;
  return hasScreen() ? startApp() : showGlance();
});

function hasScreen() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function startApp() {
  await prepareMachine('run');
  const electron = await ensureElectron();
  await ensureSqliteNative(electron);
  ensureBuilt();
  const sandboxArguments = chooseSandbox(electron);
  const result = await runInForeground(
    electron.executable,
    [...sandboxArguments, projectRoot, ...userArguments],
    { cwd: projectRoot },
  );
  leaveAs(result);
}

/** Chromium refuses to run sandboxed as root. For everybody else the sandbox is not negotiable. */
function chooseSandbox(electron) {
  if (process.platform !== 'linux') return [];
  if (process.getuid() === 0) {
    say('running as root, where Chromium has no sandbox: --no-sandbox added');
    return ['--no-sandbox'];
  }
  if (userNamespacesAreRestricted() && !hasPrivilegedHelper(electron)) {
    throw new Stop(sandboxMessage(electron));
  }
  return [];
}

function userNamespacesAreRestricted() {
  const reads = (file, value) => existsSync(file) && readFileSync(file, 'utf8').trim() === value;
  return (
    reads('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
    reads('/proc/sys/kernel/unprivileged_userns_clone', '0') ||
    reads('/proc/sys/user/max_user_namespaces', '0')
  );
}

function sandboxHelper(electron) {
  return path.join(electron.folder, 'chrome-sandbox');
}

/** Chromium's other way to a sandbox: a helper that is owned by root and has the setuid bit. */
function hasPrivilegedHelper(electron) {
  const facts = statSync(sandboxHelper(electron), { throwIfNoEntry: false });
  return Boolean(facts && facts.uid === 0 && facts.mode & 0o4000);
}

function sandboxMessage(electron) {
  const helper = `'${sandboxHelper(electron)}'`;
  return (
    'this system does not let programs make the user namespaces that the browser sandbox needs\n' +
    '(Ubuntu does so from 23.10 on). Tollgate does not run without its sandbox. Run this once:\n\n' +
    `  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\n`
  );
}

async function showGlance() {
  ensureBuilt();
  const watching = Boolean(process.stdout.isTTY);
  if (watching) say('no screen here: showing the terminal view (Ctrl-C ends it)');
  let printed = watching;
  const onStdout = (chunk) => {
    printed = true;
    process.stdout.write(chunk);
  };
  const words = ['status', ...(watching ? ['--watch'] : []), ...userArguments];
  const result = await runInForeground(
    projectNode(),
    [fromRoot('out', 'main', 'cli.cjs'), ...words],
    {
      onStdout: watching ? undefined : onStdout,
    },
  );
  if (hasShownItsAnswer(result, printed)) return 0;
  leaveAs(result);
  return undefined;
}

/**
 * The command's exit code answers "may work go on?" for scripts. Somebody who typed npm start only
 * wants to look: a printed "at the boundary" (1) and "no data yet" (69) are not failures here.
 */
function hasShownItsAnswer({ code, signal }, printed) {
  if (signal) return false;
  return code === 0 || code === UNAVAILABLE || (code === 1 && printed);
}
