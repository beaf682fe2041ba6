import { expect, it } from 'vitest';
import { liveWindows } from '../../simulation/alerts/live.ts';

/** Different windows than the soak's, the same ones each time. */
const FIRST_SEED = 1;
const WINDOWS = 100_000;

it(
  `${WINDOWS} windows of made-up lives: every due alert exactly once, repeated only after a crash`,
  { timeout: 600_000 },
  async () => {
    const { faults, ...counts } = await liveWindows(WINDOWS, FIRST_SEED);
    expect(faults).toEqual([]);
    expect(counts.windows).toBeGreaterThanOrEqual(WINDOWS);
    // The lives hold what they are for: warnings, crashes in the gap, daemons gone for too long.
    expect(counts.shown).toBeGreaterThan(WINDOWS / 2);
    expect(counts.repeats).toBeGreaterThan(100);
    expect(counts.expired).toBeGreaterThan(100);
  },
);
