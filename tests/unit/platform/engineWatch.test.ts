import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchEngine, type EngineWatch } from '../../../main/platform/engineWatch.ts';
import { createLifeSign, giveSign, type LifeSign } from '../../../main/workers/lifeSign.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 23, 9);

let sign: LifeSign;
let watch: EngineWatch;
let told: (number | null)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
  told = [];
  sign = createLifeSign();
  watch = watchEngine(sign, (sinceMs) => told.push(sinceMs));
});

afterEach(() => {
  watch.end();
  vi.useRealTimers();
});

/** An engine that looks as rarely as the slowest pace has it. */
function lookFor(spanMs: number): void {
  for (let passedMs = 0; passedMs < spanMs; passedMs += 30_000) {
    vi.advanceTimersByTime(30_000);
    giveSign(sign);
  }
}

it('says nothing of an engine that gets on, however slowly', () => {
  lookFor(60 * MINUTE_MS);
  expect(told).toEqual([]);
});

it('says once since when nothing was done, and once that it goes on', () => {
  lookFor(10 * MINUTE_MS);
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(told).toEqual([expect.any(Number)]);
  const sinceMs = told[0] as number;
  // To a check's length.
  expect(Math.abs(sinceMs - (START_MS + 10 * MINUTE_MS))).toBeLessThanOrEqual(15_000);
  giveSign(sign);
  vi.advanceTimersByTime(15_000);
  expect(told).toEqual([sinceMs, null]);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(told).toHaveLength(3);
});

it('says it after a minute, of an engine that never did anything as well', () => {
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([START_MS]);
});

it('takes a machine that slept for no silence', () => {
  lookFor(2 * MINUTE_MS);
  vi.setSystemTime(Date.now() + 8 * 60 * MINUTE_MS);
  vi.advanceTimersByTime(30_000);
  giveSign(sign);
  lookFor(2 * MINUTE_MS);
  expect(told).toEqual([]);
});

it('counts anew with a new thread, and not at all at the end', () => {
  vi.advanceTimersByTime(45_000);
  watch.heard();
  vi.advanceTimersByTime(45_000);
  expect(told).toEqual([]);
  watch.end();
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(told).toEqual([]);
});
