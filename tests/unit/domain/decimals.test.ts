import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microsOfDecimal } from '../../../main/domain/decimals.ts';

const CENTS = 4;
const DOLLARS = 6;

describe('decimal money', () => {
  it.each([
    ['123.45', CENTS, 1_234_500],
    ['0.0001', CENTS, 1],
    ['0.00005', CENTS, 0],
    ['0.00015', CENTS, 2],
    ['0.000250001', CENTS, 3],
    ['-12.5', CENTS, -125_000],
    ['-0', CENTS, 0],
    ['0.06', DOLLARS, 60_000],
    ['6e-2', DOLLARS, 60_000],
    ['1E3', DOLLARS, 1_000_000_000],
    ['1e-7', DOLLARS, 0],
    ['0.1', DOLLARS, 100_000],
    ['4503599627.370497', DOLLARS, 4_503_599_627_370_497],
  ])('%s with exponent %d is %d', (text, exponent, micros) => {
    expect(microsOfDecimal(text, exponent)).toBe(micros);
  });

  it.each(['', 'NaN', '1,5', '0x10', '1.', '.5', '1e', '--1', '1 2', '9007199254.740993', '1e400'])(
    '“%s” is no amount',
    (text) => {
      expect(microsOfDecimal(text, DOLLARS)).toBeNull();
    },
  );

  it('is exact for every amount that micro-dollars can hold', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(CENTS, DOLLARS), (micros, exponent) => {
        const digits = String(Math.abs(micros)).padStart(exponent + 1, '0');
        const text = `${micros < 0 ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
        expect(microsOfDecimal(text, exponent)).toBe(micros);
      }),
    );
  });

  it('rounds to the nearest, and halves to the even one', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 9n * 10n ** 15n }),
        fc.integer({ min: 1, max: 12 }),
        (digits, more) => {
          // `digits` counts micro-dollars divided by ten to the `more`.
          const places = DOLLARS + more;
          const text = digits.toString().padStart(places + 1, '0');
          const written = `${text.slice(0, -places)}.${text.slice(-places)}`;
          const by = 10n ** BigInt(more);
          const found = BigInt(microsOfDecimal(written, DOLLARS) as number);
          const distance = found * by - digits;
          const size = distance < 0n ? -distance : distance;
          expect(size * 2n <= by).toBe(true);
          if (size * 2n === by) expect(found % 2n).toBe(0n);
        },
      ),
    );
  });
});
