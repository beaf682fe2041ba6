/** 100,000 random corpora through the reader, the parsers and the rule for copies, against the oracle in Python. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countManyStreams } from '../../oracle/manyStreams.ts';
import { startOracle, type Oracle } from '../../oracle/oracleProcess.ts';

const STREAMS = 100_000;
const FIRST_SEED = 1;

let oracle: Oracle;
beforeAll(() => {
  oracle = startOracle();
});
afterAll(() => oracle.stop());

describe('random streams', () => {
  it(`counts ${STREAMS} as the oracle does`, { timeout: 600_000 }, async () => {
    const tally = await countManyStreams(oracle, FIRST_SEED, STREAMS);
    expect(tally.failures).toEqual([]);
    expect(tally.responses).toBeGreaterThan(2 * STREAMS);
    expect(tally.refused).toBeGreaterThan(STREAMS / 4);
  });
});
