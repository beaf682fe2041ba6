import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BOUNDARY_STATES } from '../../../preload/contract/snapshot.ts';
import type { SessionView, Snapshot, WindowView } from '../../../preload/contract/snapshot.ts';
import { AWAKE, paceOf, type Surroundings } from '../../../main/engine/pace.ts';

const LONG_MS = 10 * 60_000;
const quiet = {
  phase: 'ready',
  sessions: [],
  windows: [],
  boundary: { state: 'on-plan' },
} as unknown as Snapshot;
const nobody = quiet;
const somebody = { ...quiet, sessions: [{} as SessionView] };
const nearEnd = { ...somebody, windows: [{ usedPercent: 75 } as WindowView] };
const watched = { ...AWAKE, isWatched: true };
const battery = { ...AWAKE, isOnBattery: true };
const locked = { ...AWAKE, isLocked: true };
const asleep = { ...AWAKE, isAsleep: true };

const surroundings = fc.record<Surroundings>({
  isAsleep: fc.boolean(),
  isLocked: fc.boolean(),
  isOnBattery: fc.boolean(),
  isWatched: fc.boolean(),
});

const hotMs = (seen: Snapshot, around: Surroundings) => paceOf(seen, LONG_MS, around).hotMs;

it('looks every two seconds while somebody watches, and less often otherwise', () => {
  expect(hotMs(somebody, watched)).toBe(2000);
  expect(hotMs(somebody, AWAKE)).toBe(5000);
  expect(hotMs(nobody, watched)).toBe(2000);
  expect(hotMs(nobody, AWAKE)).toBe(5000);
});

it('looks every two seconds near the end of a plan, whether or not somebody watches', () => {
  expect(hotMs(nearEnd, AWAKE)).toBe(2000);
  expect(hotMs({ ...somebody, windows: [{ usedPercent: 74.9 } as WindowView] }, AWAKE)).toBe(5000);
  expect(hotMs({ ...somebody, windows: [{ usedPercent: null } as WindowView] }, AWAKE)).toBe(5000);
  for (const state of BOUNDARY_STATES) {
    const isCalm = state === 'on-plan' || state === 'unknown';
    const boundary = { ...quiet.boundary, state };
    expect(hotMs({ ...somebody, boundary }, AWAKE), state).toBe(isCalm ? 5000 : 2000);
  }
});

it('is awake for the first minute, and until there is something to know', () => {
  expect(paceOf(nobody, 59_999, AWAKE).hotMs).toBe(2000);
  expect(paceOf(nobody, 60_000, AWAKE).hotMs).toBe(5000);
  expect(paceOf(null, LONG_MS, AWAKE).hotMs).toBe(2000);
  for (const phase of ['starting', 'importing', 'first-run'] as const)
    expect(hotMs({ ...nobody, phase }, AWAKE), phase).toBe(2000);
});

it('looks less often the less there is to gain: plugged in, on battery, locked, asleep', () => {
  for (const seen of [nobody, somebody, nearEnd]) {
    const paces = [AWAKE, battery, locked, asleep].map((one) => paceOf(seen, LONG_MS, one));
    for (const [index, pace] of paces.slice(1).entries()) {
      expect(pace.hotMs).toBeGreaterThan(paces[index]!.hotMs);
      expect(pace.fullMs).toBeGreaterThanOrEqual(paces[index]!.fullMs);
      expect(pace.paintMs).toBeGreaterThanOrEqual(paces[index]!.paintMs);
    }
  }
});

it('never lets a pressing look wait longer than a calm one', () => {
  fc.assert(
    fc.property(surroundings, fc.nat(2 * LONG_MS), (around, runningMs) => {
      const [pressing, calm] = [nearEnd, nobody].map((seen) => paceOf(seen, runningMs, around));
      for (const key of ['hotMs', 'fullMs', 'paintMs'] as const)
        expect(pressing![key]).toBeLessThanOrEqual(calm![key]);
      for (const { hotMs, fullMs, paintMs } of [pressing!, calm!]) {
        expect(hotMs).toBeLessThan(paintMs);
        expect(paintMs).toBeLessThan(fullMs);
      }
    }),
  );
});

it('notices the end of a plan within five seconds while an agent works near it, locked or not', () => {
  for (const around of [AWAKE, battery, locked])
    expect(hotMs(nearEnd, around)).toBeLessThanOrEqual(5000);
});
