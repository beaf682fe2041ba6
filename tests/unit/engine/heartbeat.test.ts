import { expect, it } from 'vitest';
import type { SessionView } from '../../../preload/contract/snapshot.ts';
import { HOT_LOOK_MS, pauseAfter, RESTING_LOOK_MS } from '../../../main/engine/heartbeat.ts';

const LONG_MS = 10 * 60_000;
const nobody = { phase: 'ready', sessions: [] } as const;
const somebody = { phase: 'ready', sessions: [{} as SessionView] } as const;

it('looks often while an agent works, and less often while none does', () => {
  expect(pauseAfter(somebody, LONG_MS)).toBe(HOT_LOOK_MS);
  expect(pauseAfter(nobody, LONG_MS)).toBe(RESTING_LOOK_MS);
});

it('is awake for the first minute, and until there is something to know', () => {
  expect(pauseAfter(nobody, 59_999)).toBe(HOT_LOOK_MS);
  expect(pauseAfter(nobody, 60_000)).toBe(RESTING_LOOK_MS);
  for (const phase of ['starting', 'importing', 'first-run'] as const)
    expect(pauseAfter({ phase, sessions: [] }, LONG_MS), phase).toBe(HOT_LOOK_MS);
});

it('rests shorter than a snapshot may grow old, or than a glance at it would notice', () => {
  expect(RESTING_LOOK_MS).toBeLessThan(10_000);
  expect(HOT_LOOK_MS).toBeLessThan(RESTING_LOOK_MS);
});
