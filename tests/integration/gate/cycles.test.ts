import { expect, it } from 'vitest';
import { cycleHooks } from '../../simulation/hooks/cycles.ts';

const FILES = 1000;

it(
  `${FILES} settings files, installed and uninstalled: the very bytes from before`,
  { timeout: 300_000 },
  async () => {
    const { faults, cycles, refused } = await cycleHooks(FILES, FILES, 1);
    expect(faults).toEqual([]);
    expect(cycles).toBe(FILES);
    // Some forms are refused, with nothing changed; most must not be.
    expect(refused).toBeLessThan(FILES / 4);
  },
);
