import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import type { Look } from '../../../main/engine/logReader.ts';
import { startHeartbeat, type Heartbeat } from '../../../main/engine/heartbeat.ts';
import { AWAKE } from '../../../main/engine/pace.ts';

const MINUTE_MS = 60_000;
const LOCKED = { ...AWAKE, isLocked: true };
const RESTING = {
  phase: 'ready',
  sessions: [],
  windows: [],
  boundary: { state: 'on-plan' },
} as unknown as Snapshot;

let looks: Look[] = [];
let takeMs = 0;
let ended = 0;
let heartbeat: Heartbeat;

const engine = {
  async look(kind: Look): Promise<Snapshot> {
    looks.push(kind);
    if (takeMs > 0) await new Promise((resolve) => setTimeout(resolve, takeMs));
    return RESTING;
  },
};

/** The looks of the next so many milliseconds. */
async function looksWithin(spanMs: number): Promise<readonly Look[]> {
  looks = [];
  await vi.advanceTimersByTimeAsync(spanMs);
  return looks;
}

const numberOf = (kind: Look, found: readonly Look[]) => found.filter((one) => one === kind).length;

beforeEach(() => {
  vi.useFakeTimers();
  [looks, takeMs, ended] = [[], 0, 0];
  heartbeat = startHeartbeat(engine, () => (ended += 1));
});

afterEach(() => {
  heartbeat.stop();
  vi.useRealTimers();
});

it('looks at everything first and each minute, at the latest files in between', async () => {
  expect(looks).toEqual(['full']);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  const found = await looksWithin(10 * MINUTE_MS);
  expect(numberOf('full', found)).toBe(10);
  expect(found).toHaveLength(120);
});

it('looks less often while the machine is locked, and at once when it is not any more', async () => {
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  heartbeat.adapt(LOCKED);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  const found = await looksWithin(10 * MINUTE_MS);
  expect(found).toHaveLength(40);
  expect(numberOf('full', found)).toBe(2);
  looks = [];
  heartbeat.adapt(AWAKE);
  expect(looks).toHaveLength(1);
  expect(await looksWithin(MINUTE_MS)).toHaveLength(12);
});

it('is not woken by a change that asks for less', async () => {
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  looks = [];
  heartbeat.adapt(LOCKED);
  expect(looks).toEqual([]);
});

it('looks at once when somebody is about to read the figures, and keeps one beat only', async () => {
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS + 1000);
  looks = [];
  heartbeat.glimpse();
  expect(looks).toEqual(['hot']);
  expect(await looksWithin(MINUTE_MS)).toHaveLength(12);
});

it('does not look beside a look', async () => {
  takeMs = 3000;
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  const wasLooking = looks.length;
  for (let tries = 0; tries < 20; tries += 1) {
    heartbeat.glimpse();
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(looks.length - wasLooking).toBeLessThanOrEqual(7);
});

it('ends', async () => {
  heartbeat.stop();
  heartbeat.glimpse();
  heartbeat.adapt(LOCKED);
  heartbeat.adapt(AWAKE);
  expect(await looksWithin(10 * MINUTE_MS)).toEqual([]);
});

it('gives a sign of life after each look, and none while one does not end', async () => {
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(ended).toBe(looks.length);
  takeMs = 10 * MINUTE_MS;
  await vi.advanceTimersByTimeAsync(5000);
  const before = ended;
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(ended).toBe(before);
});
