/** Damaged entries of logs that are no lists of lines: the good ones count exactly, the bad ones not at all. */
import { expect, it } from 'vitest';
import { readManyEntries, SHAPE_NAMES } from '../../soak/agentEntries.ts';

const ENTRIES = 20_000;
const SEED = 7;

it.each(SHAPE_NAMES)(`${ENTRIES} entries: %s`, (name) => {
  const { good, damaged, failures } = readManyEntries(name, SEED, ENTRIES);
  expect(failures).toEqual([]);
  expect(good).toBeGreaterThan(ENTRIES / 2);
  expect(damaged).toBeGreaterThan(ENTRIES / 3);
});
