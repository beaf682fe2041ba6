/** Playwright's test with a home of its own for each, and nothing left running after it. */
import type { ChildProcess } from 'node:child_process';
import { test as base, type ElectronApplication } from '@playwright/test';
import { makeHome, type TestHome } from './home.ts';
import { launchApp, launchElectron, type TollgateApp } from './tollgateApp.ts';

export { expect } from '@playwright/test';

export type Launchers = {
  home: TestHome;
  /** Starts the app on a home (this test's, unless another is given). */
  launch: (home?: TestHome) => Promise<TollgateApp>;
  launchWithoutTray: () => Promise<ElectronApplication>;
};

/** The process is kept beside the app, which does not tell it any more once it has ended. */
type Started = { readonly app: ElectronApplication; readonly process: ChildProcess };

export const test = base.extend<Launchers & { started: Started[] }>({
  // Playwright reads from this pattern what a fixture depends on: nothing.
  home: async ({}, use) => {
    const home = makeHome();
    await use(home);
    home.dispose();
  },
  started: async ({}, use) => {
    const started: Started[] = [];
    await use(started);
    for (const { app, process } of started) await quit(app, process);
  },
  launch: async ({ home, started }, use) => {
    await use(async (other = home) => {
      const launched = await launchApp(other);
      started.push({ app: launched.app, process: launched.app.process() });
      return launched;
    });
  },
  launchWithoutTray: async ({ home, started }, use) => {
    await use(async () => {
      const app = await launchElectron(home);
      started.push({ app, process: app.process() });
      return app;
    });
  },
});

/** Ends an app as a user would, and by force when it does not go: the next test needs the tray. */
export async function quit(app: ElectronApplication, process = app.process()): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = new Promise((resolve) => process.once('exit', resolve));
  const forced = setTimeout(() => process.kill('SIGKILL'), 8000);
  await app.close().catch(() => undefined);
  await ended;
  clearTimeout(forced);
}
