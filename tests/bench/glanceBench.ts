/**
 * From the click to the painted glance: with a new window, and with the one that was closed a moment ago. The bare
 * app opens a window of the same kind with one line of text. Each app keeps its data folder from round to round, as in
 * daily use: the first round, after which Chromium has compiled code to keep, is not counted.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron, type ElectronApplication } from '@playwright/test';
import { summarise } from './measure.ts';
import { BARE_APP, flagsFor, OWN_APP, type Place } from './measuredApp.ts';
import { renderersOf } from '../e2e/support/processes.ts';

const ROUNDS = 7;
const WARM_OPENINGS = 5;
const SETTLING_MS = 4000;
const BETWEEN_MS = 700;
/** A closed glance gives its memory back after a minute. */
const GONE_AFTER_MS = 62_000;

export type GlanceTimes = { readonly coldMs: number; readonly warmMs: number };

export type GlanceCosts = {
  readonly own: GlanceTimes;
  readonly floor: GlanceTimes;
  /** Processes that draw, a minute after the glance was closed. */
  readonly renderersLater: number;
};

/** Both apps take turns; medians. */
export async function glanceCosts(place: Place): Promise<GlanceCosts> {
  const times = {
    own: { cold: [] as number[], warm: [] as number[] },
    floor: { cold: [] as number[], warm: [] as number[] },
  };
  let renderersLater = NaN;
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [kind, appFolder] of [
      ['floor', BARE_APP],
      ['own', OWN_APP],
    ] as const) {
      const isLast = kind === 'own' && round === ROUNDS;
      await withApp(place, appFolder, async (app) => {
        const coldMs = await timeOpening(app);
        if (round > 0) times[kind].cold.push(coldMs);
        for (let opening = 0; opening < WARM_OPENINGS; opening += 1) {
          await closeGlance(app);
          times[kind].warm.push(await timeOpening(app));
        }
        await closeGlance(app);
        if (!isLast) return;
        await delay(GONE_AFTER_MS);
        renderersLater = renderersOf(app.process().pid as number).length;
      });
    }
  }
  const medians = ({ cold, warm }: { cold: number[]; warm: number[] }) => ({
    coldMs: summarise(cold).median,
    warmMs: summarise(warm).median,
  });
  return { own: medians(times.own), floor: medians(times.floor), renderersLater };
}

async function withApp(
  { electron, env, folder }: Place,
  appFolder: string,
  work: (app: ElectronApplication) => Promise<void>,
): Promise<void> {
  const userData = path.join(folder, `glance-of-${path.basename(appFolder)}`);
  const app = await _electron.launch({
    executablePath: electron,
    args: [...flagsFor(userData), appFolder],
    cwd: appFolder,
    env,
    colorScheme: null,
  });
  try {
    await delay(SETTLING_MS);
    await work(app);
  } finally {
    await app.close();
  }
}

/** Milliseconds until the second frame that the page draws while it is on screen. Both apps open at `activate`. */
function timeOpening(app: ElectronApplication): Promise<number> {
  return app.evaluate(async ({ app: main, BrowserWindow }) => {
    const startedAt = performance.now();
    main.emit('activate');
    const shown = () => BrowserWindow.getAllWindows().find((window) => window.isVisible());
    while (!shown()) await new Promise((resolve) => setTimeout(resolve, 1));
    await shown()?.webContents.executeJavaScript(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))',
    );
    return performance.now() - startedAt;
  });
}

async function closeGlance(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await delay(BETWEEN_MS);
}
