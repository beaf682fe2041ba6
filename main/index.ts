/** Electron's entry: one instance, ready, start, quit. */
import v8 from 'node:v8';
import { app } from 'electron';
import { startApp, type RunningApp } from './app.ts';
import { redact } from './domain/redaction.ts';
import { registerAppScheme } from './platform/appProtocol.ts';
import { hardenProcess } from './platform/hardening.ts';
import { dataFolderOf, realMachine } from './platform/machine.ts';

/** The engine has three seconds to end by itself, and is ended then. */
const STOP_DEADLINE_MS = 8000;

/** An explicit `--user-data-dir` is Electron's own way to say where; otherwise both faces compute the same. */
function chooseDataFolder(): string {
  const isExplicit =
    app.commandLine.hasSwitch('user-data-dir') && !process.env['TOLLGATE_DATA_DIR'];
  if (isExplicit) return app.getPath('userData');
  const folder = dataFolderOf(realMachine(), process.platform);
  app.setPath('userData', folder);
  return folder;
}

/**
 * A tray app that shows small windows for seconds needs no graphics driver in memory all day. Only on Linux, where
 * it was measured (docs/figures.md); either switch without the other makes Chromium load another driver instead.
 */
function drawWithoutGpu(): void {
  if (process.platform !== 'linux') return;
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-software-rasterizer');
}

/**
 * Chromium's network service in this process, of whose rights it is on Linux anyway (docs/adr/0012, and
 * tests/e2e/processes.spec.ts). A process of its own costs more memory than all else that Tollgate adds.
 */
function keepNetworkInside(): void {
  if (process.platform !== 'linux') return;
  const given = app.commandLine.getSwitchValue('enable-features');
  const features = [...(given === '' ? [] : [given]), 'NetworkServiceInProcess2'];
  app.commandLine.appendSwitch('enable-features', features.join(','));
}

/**
 * V8's two compilers between the interpreter and the optimising one off, in this process: a tray app runs most of its
 * functions now and then, and they would all be compiled in the course of days (docs/adr/0017).
 */
function compileLittle(): void {
  for (const flag of ['--no-sparkplug', '--no-maglev']) v8.setFlagsFromString(flag);
}

/**
 * Waits for the end of everything, but not for ever: a thread in a system call that does not return cannot be ended,
 * and Electron waits for it. What was saved is safe from that end as from any other.
 */
function endBeforeLong(running: RunningApp): Promise<void> {
  const timer = setTimeout(() => {
    console.error('Tollgate: something does not answer, so this process ends itself.');
    process.kill(process.pid, 'SIGKILL');
  }, STOP_DEADLINE_MS);
  return running.stop().finally(() => clearTimeout(timer));
}

function start(): void {
  const dataFolder = chooseDataFolder();
  let running: RunningApp | null = null;
  let isStopped = false;
  if (!app.requestSingleInstanceLock()) {
    // The running one opens its glance; this one has not touched a file.
    app.exit(0);
    return;
  }
  compileLittle();
  registerAppScheme();
  hardenProcess();
  drawWithoutGpu();
  keepNetworkInside();
  app.dock?.hide();
  app.on('second-instance', () => running?.openGlance());
  app.on('activate', () => running?.openGlance());
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (isStopped || !running) return;
    event.preventDefault();
    void endBeforeLong(running).finally(() => {
      isStopped = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  // Electron's own answer is a dialog that holds up everything, tray and all, until somebody closes it.
  process.on('uncaughtException', (error) =>
    console.error(redact(`Tollgate: unexpected error: ${error.stack ?? error.message}`)),
  );
  // Never awaited at the top level: Electron holds `ready` back until this module has ended.
  void app.whenReady().then(() => {
    running = startApp(dataFolder);
  });
}

start();
