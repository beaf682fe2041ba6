/** The words of `tollgate credits`. */
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../main/cli/arguments.ts';

const parse = (...words: string[]) => parseCommand(['credits', ...words], ['claude-code']);
const BASE = { name: 'credits', isJson: false, account: null };
const USD = (units: number) => ({ currency: 'USD', exponent: 6, units });

describe('credits', () => {
  it.each([
    [[], { action: 'show' }],
    [['--json', '--account', 'Work'], { action: 'show', isJson: true, account: 'Work' }],
    [['anchor', '$12.50'], { action: 'anchor', amount: USD(12_500_000), at: null }],
    [['anchor', '--', '-$3'], { action: 'anchor', amount: USD(-3_000_000), at: null }],
    [
      ['anchor', '20 EUR'],
      { action: 'anchor', amount: { currency: 'EUR', exponent: 2, units: 2000 }, at: null },
    ],
    [
      ['purchase', '50', '--price', '45', '--at', '2026-11-01'],
      { action: 'purchase', amount: USD(50_000_000), price: USD(45_000_000), at: '2026-11-01' },
    ],
    [['correct', '--yes'], { action: 'correct', month: null, isConfirmed: true }],
    [['reconcile', '--month', '2026-02'], { action: 'reconcile', month: '2026-02' }],
    [['buys'], { action: 'buys', micros: 10_000_000 }],
    [['buys', '$25'], { action: 'buys', micros: 25_000_000 }],
  ])('%j', (words, expected) => {
    expect(parse(...words)).toEqual({ ok: true, command: { ...BASE, ...expected } });
  });

  it.each([
    [['anchor']],
    [['anchor', '1.000']],
    [['anchor', '1', '2']],
    [['purchase', '-1']],
    [['purchase', '0']],
    [['purchase', '50', '--price', '45 EUR']],
    [['verify', 'all']],
    [['verify', '--yes']],
    [['anchor', '1', '--month', '2026-01']],
    [['reconcile', '--month', '2026-00']],
    [['buys', '0']],
    [['sell']],
  ])('%j is refused', (words) => {
    expect(parse(...words).ok).toBe(false);
  });
});
