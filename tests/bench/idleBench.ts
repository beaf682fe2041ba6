/** What the apps cost while nobody looks: CPU of both beside each other, memory of each alone. */
import { setTimeout as delay } from 'node:timers/promises';
import { openAppendedSession } from './appendedSession.ts';
import { summarise } from './measure.ts';
import { BARE_APP, OWN_APP, startApp, type Place } from './measuredApp.ts';
import { createCpuMeter, proportionalBytes } from './processTree.ts';

/** The engine looks less often when nobody has worked for a minute after the start; and code is compiled by then. */
const RESTING_AFTER_MS = 75_000;
const BLOCK_MS = 15_000;
const LIVE_SESSIONS = 3;
/** A session is live for five minutes after its last line. */
const WRITE_EVERY_MS = 40_000;
const MEMORY_SAMPLES = 5;
const MEMORY_SAMPLE_MS = 4000;

export type IdleCosts = {
  /** Percent of one processor. */
  readonly ownPercent: number;
  readonly floorPercent: number;
  /** The difference, and its standard error over blocks of a quarter of a minute. */
  readonly points: number;
  readonly pointsError: number;
};

/**
 * CPU time of all threads of both apps over the same minutes, so that whatever else goes on slows both. Three
 * sessions are live: each gets a line every two minutes, whose reading is counted as well.
 */
export async function idleCosts(place: Place, home: string, spanMs: number): Promise<IdleCosts> {
  const sessions = Array.from({ length: LIVE_SESSIONS }, (_, index) =>
    openAppendedSession({ home }, index),
  );
  for (const session of sessions) session.append();
  let written = 0;
  const writing = setInterval(() => sessions[written++ % LIVE_SESSIONS]?.append(), WRITE_EVERY_MS);
  const apps = [];
  try {
    for (const appFolder of [BARE_APP, OWN_APP]) apps.push(await startApp(place, appFolder));
    await delay(RESTING_AFTER_MS);
    const meters = apps.map(({ processId }) => createCpuMeter(processId));
    const blocks: { floor: number; own: number }[] = [];
    const endsAt = performance.now() + spanMs;
    let before = read(meters);
    while (performance.now() < endsAt) {
      await delay(BLOCK_MS);
      const now = read(meters);
      const share = (index: number) =>
        ((now.usedMs[index]! - before.usedMs[index]!) / (now.atMs - before.atMs)) * 100;
      blocks.push({ floor: share(0), own: share(1) });
      before = now;
    }
    return describeBlocks(blocks);
  } finally {
    clearInterval(writing);
    for (const app of apps) await app.stop();
    for (const session of sessions) session.remove();
  }
}

function read(meters: readonly { usedMs(): number }[]) {
  return { usedMs: meters.map((meter) => meter.usedMs()), atMs: performance.now() };
}

function describeBlocks(blocks: readonly { floor: number; own: number }[]): IdleCosts {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const differences = blocks.map(({ floor, own }) => own - floor);
  const points = mean(differences);
  const variance = mean(differences.map((one) => (one - points) ** 2));
  return {
    ownPercent: mean(blocks.map(({ own }) => own)),
    floorPercent: mean(blocks.map(({ floor }) => floor)),
    points,
    pointsError: Math.sqrt(variance / Math.max(1, blocks.length - 1)),
  };
}

/** Bytes of all processes of an app that rests, shared pages divided among their users; it runs alone. */
export async function restingBytes(place: Place, appFolder: string): Promise<number> {
  const app = await startApp(place, appFolder);
  try {
    await delay(RESTING_AFTER_MS);
    const samples: number[] = [];
    for (let taken = 0; taken < MEMORY_SAMPLES; taken += 1) {
      samples.push(proportionalBytes(app.processId));
      await delay(MEMORY_SAMPLE_MS);
    }
    return summarise(samples).median;
  } finally {
    await app.stop();
  }
}
