/** A hundred thousand random histories, worked out here and by the oracle in Python. The million: tests/soak. */
import { describe, expect, it } from 'vitest';
import { soakLedger } from '../../soak/ledger.ts';

const HISTORIES = 100_000;
const FIRST_SEED = 1;

describe('sides, balances, drifts, months and attribution', () => {
  it('are the oracle’s to the micro-dollar, whatever the order of arrival', async () => {
    const { histories, differences, first, reasons } = await soakLedger(HISTORIES, FIRST_SEED);
    console.log(`ledger histories=${histories} seed=${FIRST_SEED} differences=${differences}`);
    expect(first).toBeNull();
    expect(differences).toBe(0);
    expect(histories).toBe(HISTORIES);
    // Every reason came up often enough to be proved right.
    expect(Object.keys(reasons).sort()).toEqual([
      'always-paid',
      'api-key',
      'credits-off',
      'credits-only',
      'crossed-in-flight',
      'crossing-unclear',
      'not-reported',
      'other-draw',
      'plan-left',
      'plan-used-up',
      'stated-paid',
      'stated-plan',
    ]);
    expect(Math.min(...Object.values(reasons))).toBeGreaterThan(1000);
  }, 600_000);
});
