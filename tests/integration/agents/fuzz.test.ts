/** Damaged entries of every agent's log: the good ones count exactly, the bad ones not at all. */
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { AGENT_LIST } from '../../../main/agents/registry.ts';
import { agentsWithShapes, readManyEntries, SHAPE_NAMES } from '../../soak/agentEntries.ts';

const ENTRIES = 20_000;
const SEED = 7;

it.each(SHAPE_NAMES)(`${ENTRIES} entries: %s`, (name) => {
  const { good, damaged, failures } = readManyEntries(name, SEED, ENTRIES);
  expect(failures).toEqual([]);
  expect(good).toBeGreaterThan(ENTRIES / 2);
  expect(damaged).toBeGreaterThan(ENTRIES / 3);
});

/** Their lines are fuzzed against the oracle: `tests/integration/counting/fuzz.test.ts`. */
const ELSEWHERE = ['claude-code', 'codex'];

it('knows every agent that keeps anything to read', () => {
  const home = { variables: {}, homeFolder: '/home/ada', join: posix.join, resolve: posix.resolve };
  const withLogs = AGENT_LIST.filter((agent) =>
    agent.configFolders(home).some(({ logFolders }) => logFolders.length > 0),
  ).map(({ id }) => id);
  expect([...agentsWithShapes(), ...ELSEWHERE].sort()).toEqual([...withLogs].sort());
});
