import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountOf,
  amountOfDecimal,
  amountOfReported,
  amountProblem,
  basisPoints,
  dollars,
  finestExponent,
  unitsAt,
} from '../../../../main/domain/ledger/amount.ts';

describe('amounts', () => {
  it.each([
    ['credits', '12.50', { currency: 'credits', exponent: 2, units: 1250 }],
    ['credits', '-0.125', { currency: 'credits', exponent: 3, units: -125 }],
    ['credits', '0', { currency: 'credits', exponent: 0, units: 0 }],
    ['credits', '-0', { currency: 'credits', exponent: 0, units: 0 }],
    ['USD', '12.5', { currency: 'USD', exponent: 6, units: 12_500_000 }],
    ['USD', '0.000001', { currency: 'USD', exponent: 6, units: 1 }],
    ['USD', '0.0000001', null],
    ['credits', '1e3', null],
    ['credits', '1,5', null],
    ['credits', '.5', null],
    ['credits', '', null],
    ['credits', '999999999999999.123456789', null],
  ])('%s %s', (currency, text, amount) => {
    expect(amountOfDecimal(currency, text)).toEqual(amount);
  });

  it('take what a provider states in minor units exactly or not at all', () => {
    const cents = { currency: 'USD', minorUnits: 1234, exponent: 2 };
    expect(amountOfReported(cents)).toEqual(dollars(12_340_000));
    expect(amountOfReported({ ...cents, currency: 'EUR' })).toEqual({
      currency: 'EUR',
      exponent: 2,
      units: 1234,
    });
    expect(amountOfReported({ ...cents, minorUnits: 0.5 })).toBeNull();
    expect(amountOfReported({ ...cents, exponent: 7 })).toBeNull();
    expect(amountOfReported({ ...cents, exponent: -1 })).toBeNull();
    expect(amountOfReported({ ...cents, minorUnits: Number.MAX_SAFE_INTEGER })).toBeNull();
  });

  it('never lose a digit', () => {
    expect(() => unitsAt(dollars(1), 2)).toThrow(RangeError);
    expect(() => amountOf('USD', 6, 2n ** 53n)).toThrow(RangeError);
    expect(unitsAt({ currency: 'x', exponent: 0, units: Number.MAX_SAFE_INTEGER }, 9)).toBe(
      BigInt(Number.MAX_SAFE_INTEGER) * 1_000_000_000n,
    );
    expect(finestExponent('USD', [])).toBe(6);
    const coarse = { currency: 'x', exponent: 1, units: 1 };
    expect(finestExponent('x', [coarse, { ...coarse, exponent: 3 }])).toBe(3);
  });

  it('are refused where they are not integers of a known unit', () => {
    expect(amountProblem(dollars(-5))).toBeNull();
    expect(amountProblem(dollars(0.5))).toContain('integer');
    expect(amountProblem(dollars(-0))).toContain('integer');
    expect(amountProblem({ currency: 'USD', exponent: 2, units: 1 })).toContain('micro-dollars');
    expect(amountProblem({ currency: '', exponent: 2, units: 1 })).toContain('currency');
    expect(amountProblem({ currency: 'x', exponent: 10, units: 1 })).toContain('exponent');
  });
});

describe('shares in hundredths of a percent', () => {
  it.each([
    [1n, 8n, 1250],
    [1n, 3n, 3333],
    [2n, 3n, 6667],
    [1n, 20_000n, 0],
    [3n, 20_000n, 2],
    [-1n, 20_000n, 0],
    [-1n, 2n, -5000],
    [1n, -2n, -5000],
    [-3n, -2n, 15_000],
    [0n, 5n, 0],
    [5n, 0n, null],
  ])('%s of %s', (part, whole, expected) => {
    expect(basisPoints(part, whole)).toBe(expected);
  });

  it('are within half a hundredth of the truth', () => {
    const figure = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    fc.assert(
      fc.property(figure, figure, (part, whole) => {
        fc.pre(whole !== 0n);
        const points = basisPoints(part, whole);
        fc.pre(points !== null && Number.isSafeInteger(points));
        const error = BigInt(points) * whole - part * 10_000n;
        const size = (value: bigint) => (value < 0n ? -value : value);
        expect(2n * size(error) <= size(whole)).toBe(true);
      }),
    );
  });
});
