/** The real app under Playwright, started the way Electron starts it. */
import { _electron, errors, expect, type ElectronApplication, type Page } from '@playwright/test';
import type * as electron from 'electron';
import type { TestHome } from './home.ts';
import { appArguments, electronProgram, packagedAppFor, PROJECT_ROOT } from './paths.ts';
import { findTrayItem, type TrayItem } from './trayItem.ts';

export type TollgateApp = {
  readonly app: ElectronApplication;
  readonly pid: number;
  readonly tray: TrayItem;
  /** Everything the app wrote to its standard streams so far. */
  output(): string;
  /** Clicks the tray and waits until the glance is on screen. */
  openGlance(): Promise<Page>;
  isGlanceVisible(): Promise<boolean>;
};

const LAUNCH_MS = 15_000;

/**
 * Starts Electron only; for a desktop without a tray. Once in many hundred starts Playwright's own handshake stays
 * without an end though the program has answered on both of its ways; then, and only then, it is started again.
 */
export async function launchElectron(
  home: TestHome,
  flags: readonly string[] = [],
): Promise<ElectronApplication> {
  try {
    return await launchOnce(home, flags);
  } catch (error) {
    const hasAnswered = String(error).split('<ws connected>').length === 3;
    if (!(error instanceof errors.TimeoutError) || !hasAnswered) throw error;
    console.error('the handshake stayed without an end: started again');
    return launchOnce(home, flags);
  }
}

function launchOnce(home: TestHome, flags: readonly string[]): Promise<ElectronApplication> {
  const packagedApp = packagedAppFor(home.env);
  return _electron.launch({
    executablePath: electronProgram(packagedApp),
    args: [...appArguments(packagedApp), ...flags],
    cwd: PROJECT_ROOT,
    env: home.env,
    timeout: LAUNCH_MS,
    // The scheme of the app itself, not one that Playwright puts before it.
    colorScheme: null,
  });
}

export async function launchApp(
  home: TestHome,
  flags: readonly string[] = [],
): Promise<TollgateApp> {
  const app = await launchElectron(home, flags);
  const output: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  }
  const pid = app.process().pid as number;
  const tray = await findTrayItem(pid);

  async function openGlance(): Promise<Page> {
    if (!(await isGlanceVisible(app))) tray.activate();
    await expect.poll(() => isGlanceVisible(app), POLL).toBe(true);
    const page = await glancePage(app);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  return {
    app,
    pid,
    tray,
    output: () => output.join(''),
    openGlance,
    isGlanceVisible: () => isGlanceVisible(app),
  };
}

const POLL = { timeout: 10_000, intervals: [50] };

/** The prompt may be open beside it. */
async function glancePage(app: ElectronApplication): Promise<Page> {
  const find = () => app.windows().find((page) => page.url().endsWith('/glance.html'));
  await expect.poll(() => find() !== undefined, POLL).toBe(true);
  return find() as Page;
}

export function isGlanceVisible(app: ElectronApplication): Promise<boolean> {
  return askMain(app, ({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some(
      (window) => window.isVisible() && window.webContents.getURL().endsWith('/glance.html'),
    ),
  );
}

/**
 * Evaluates in the main process. The inspector holds an answer only weakly there, so that one is now
 * and then collected before it was delivered; asking again is all there is to do.
 */
export async function askMain<T>(
  app: ElectronApplication,
  question: (modules: typeof electron) => T | Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await app.evaluate(question);
    } catch (error) {
      if (!String(error).includes('garbage collected')) throw error;
    }
  }
}
