import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SessionView } from '../../../preload/contract/snapshot.ts';
import { AWAKE, paceOf, type Surroundings } from '../../../main/engine/pace.ts';

const LONG_MS = 10 * 60_000;
const nobody = { phase: 'ready', sessions: [] } as const;
const somebody = { phase: 'ready', sessions: [{} as SessionView] } as const;
const battery = { ...AWAKE, isOnBattery: true };
const locked = { ...AWAKE, isLocked: true };
const asleep = { ...AWAKE, isAsleep: true };

const surroundings = fc.record<Surroundings>({
  isAsleep: fc.boolean(),
  isLocked: fc.boolean(),
  isOnBattery: fc.boolean(),
});

it('looks every two seconds while an agent works, every five while none does', () => {
  expect(paceOf(somebody, LONG_MS, AWAKE)).toEqual({ hotMs: 2000, fullMs: 60_000 });
  expect(paceOf(nobody, LONG_MS, AWAKE)).toEqual({ hotMs: 5000, fullMs: 60_000 });
});

it('is awake for the first minute, and until there is something to know', () => {
  expect(paceOf(nobody, 59_999, AWAKE).hotMs).toBe(2000);
  expect(paceOf(nobody, 60_000, AWAKE).hotMs).toBe(5000);
  expect(paceOf(null, LONG_MS, AWAKE).hotMs).toBe(2000);
  for (const phase of ['starting', 'importing', 'first-run'] as const)
    expect(paceOf({ phase, sessions: [] }, LONG_MS, AWAKE).hotMs, phase).toBe(2000);
});

it('looks less often the less there is to gain: plugged in, on battery, locked, asleep', () => {
  for (const snapshot of [nobody, somebody]) {
    const paces = [AWAKE, battery, locked, asleep].map((one) => paceOf(snapshot, LONG_MS, one));
    for (const [index, pace] of paces.slice(1).entries()) {
      expect(pace.hotMs).toBeGreaterThan(paces[index]!.hotMs);
      expect(pace.fullMs).toBeGreaterThanOrEqual(paces[index]!.fullMs);
    }
  }
});

it('never lets a working agent wait longer than a resting one, and always looks at the latest first', () => {
  fc.assert(
    fc.property(surroundings, fc.nat(2 * LONG_MS), (around, runningMs) => {
      const working = paceOf(somebody, runningMs, around);
      const resting = paceOf(nobody, runningMs, around);
      expect(working.hotMs).toBeLessThanOrEqual(resting.hotMs);
      for (const pace of [working, resting]) expect(pace.hotMs).toBeLessThan(pace.fullMs);
    }),
  );
});

it('notices the end of a plan within five seconds while an agent works, locked or not', () => {
  for (const around of [AWAKE, battery, locked])
    expect(paceOf(somebody, LONG_MS, around).hotMs).toBeLessThanOrEqual(5000);
});

it('rests shorter than a snapshot may grow old wherever somebody may be watching', () => {
  for (const around of [AWAKE, battery])
    expect(paceOf(nobody, LONG_MS, around).hotMs).toBeLessThan(10_000);
});
