import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditsMoney,
  dollars,
  microsOfMoney,
  multiplyDivide,
} from '../../../main/domain/money.ts';

const money = (currency: string, minorUnits: number, exponent: number) => ({
  currency,
  minorUnits,
  exponent,
});
const EURO = { currency: 'EUR', microsPerUnit: 1_085_000 };

describe('microsOfMoney', () => {
  it.each([
    [money('USD', 1234, 2), 12_340_000],
    [money('usd', -5, 2), -50_000],
    [money('USD', 7, 0), 7_000_000],
    [money('USD', 15, 7), 2],
    [money('USD', 25, 7), 2],
    [money('USD', -15, 7), -2],
    [dollars(123_456), 123_456],
  ])('%j is %d micro-dollars', (given, micros) => {
    expect(microsOfMoney(given, [])).toBe(micros);
  });

  it('another currency is unknown until the user enters a rate; the newest entry holds', () => {
    expect(microsOfMoney(money('EUR', 1000, 2), [])).toBeNull();
    expect(microsOfMoney(money('EUR', 1000, 2), [EURO])).toBe(10_850_000);
    const newer = { ...EURO, microsPerUnit: 1_000_000 };
    expect(microsOfMoney(money('eur', 1000, 2), [EURO, newer])).toBe(10_000_000);
    expect(microsOfMoney(money('credits', 1250, 2), [EURO])).toBeNull();
  });

  it.each([
    [money('USD', 1.5, 2)],
    [money('USD', NaN, 2)],
    [money('USD', 1, -1)],
    [money('USD', 1, 99)],
    [money('USD', 2 ** 60, 0)],
  ])('%j is no money', (given) => {
    expect(microsOfMoney(given, [])).toBeNull();
  });

  it('a rate of nothing is no rate', () => {
    expect(microsOfMoney(money('EUR', 1, 0), [{ ...EURO, microsPerUnit: 0 }])).toBeNull();
  });
});

describe('multiplyDivide', () => {
  it.each([
    [5, 1, 2, 2],
    [7, 1, 2, 4],
    [-5, 1, 2, -2],
    [-7, 1, 2, -4],
    [9_007_199_254_740_991, 3, 3, 9_007_199_254_740_991],
  ])('%d * %d / %d = %d, half to even', (value, factor, divisor, expected) => {
    expect(multiplyDivide(value, factor, divisor)).toBe(expected);
  });

  it('is never off by more than half', () => {
    const big = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(
        big,
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 1_000_000 }),
        (value, factor, divisor) => {
          const error =
            BigInt(multiplyDivide(value, factor, divisor)) * BigInt(divisor) -
            BigInt(value) * BigInt(factor);
          expect((error < 0n ? -error : error) * 2n <= BigInt(divisor)).toBe(true);
        },
      ),
    );
  });
});

describe('creditsMoney', () => {
  it.each([
    ['0', 0, 0],
    ['12', 12, 0],
    ['-3.05', -305, 2],
    ['0.000001', 1, 6],
    [' 7.5 ', 75, 1],
  ])('%j', (text, minorUnits, exponent) => {
    expect(creditsMoney(text)).toEqual({ currency: 'credits', minorUnits, exponent });
  });

  it.each(['', 'unlimited', '1e3', '1,000', 'NaN', '1.', '.5', '12345678901234'])(
    '%j is no number',
    (text) => {
      expect(creditsMoney(text)).toBeNull();
    },
  );
});
