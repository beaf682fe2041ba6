import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount, parseDollars, writeDollars } from '../../../preload/contract/amount.ts';

describe('an amount', () => {
  it.each<[string, string | null, number]>([
    ['$12.50', 'USD', 12_500_000],
    ['12,50', null, 12_500_000],
    ['20 EUR', 'EUR', 20_000_000],
    ['€20', 'EUR', 20_000_000],
    ['US$ 5', 'USD', 5_000_000],
    ['C$5', 'CAD', 5_000_000],
    ['usd 5', 'USD', 5_000_000],
    ['$5 USD', 'USD', 5_000_000],
    ['  7 ', null, 7_000_000],
    ['-$0.42', 'USD', -420_000],
    ['\u22121,5', null, -1_500_000],
    ['-0', null, 0],
    ['0.125', null, 125_000],
    ['0,000001', null, 1],
    ['1.2345', null, 1_234_500],
    ['1,234.56', null, 1_234_560_000],
    ['1.234,56', null, 1_234_560_000],
    ['1,234,567', null, 1_234_567_000_000],
    ['1 234,5', null, 1_234_500_000],
    ['1\u202f234,5', null, 1_234_500_000],
    ['1’234.50', null, 1_234_500_000],
    ['0012', null, 12_000_000],
  ])('%j', (text, currency, micros) => {
    expect(parseAmount(text)).toEqual({ ok: true, amount: { currency, micros } });
  });

  it.each<[string, string]>([
    ['', 'not an amount'],
    ['twelve', 'not an amount'],
    ['12$50', 'not an amount'],
    ['$', 'not an amount'],
    ['1e9', 'not an amount'],
    ['NaN', 'not an amount'],
    ['0x10', 'not an amount'],
    ['1.000', 'two ways; write 1000 or 1.00'],
    ['12,345', 'two ways; write 12345 or 12.3450'],
    ['$5 EUR', 'two currencies'],
    ['12,', 'ends with a mark'],
    ['1,23,456', 'not grouped'],
    ['12,34.5', 'not grouped'],
    ['1.234.56', 'not grouped'],
    ['0.1234567', 'more than 6 decimals'],
    ['9007199254.740993', 'too large'],
    ['99999999999999999999', 'too large'],
  ])('%j is refused: %s', (text, why) => {
    const parsed = parseAmount(text);
    expect(parsed.ok ? parsed.amount : parsed.message).toContain(why);
  });

  it('of another currency is no amount of dollars', () => {
    expect(parseDollars('20 EUR')).toMatchObject({
      ok: false,
      message: expect.stringContaining('in EUR') as string,
    });
    expect(parseDollars('20')).toEqual({ ok: true, micros: 20_000_000 });
  });

  it('of dollars is read back as it was written', () => {
    const micros = fc.maxSafeInteger();
    fc.assert(
      fc.property(micros, (amount) => {
        expect(parseDollars(writeDollars(amount))).toEqual({ ok: true, micros: amount });
      }),
    );
  });

  it.each([
    [1_875_000, '$1.8750'],
    [206_009_000, '$206.0090'],
    [-999_999_000, '-$999.9990'],
    [75_000, '$0.075'],
    [1_000_001_000, '$1000.001'],
    [12_500_000, '$12.50'],
  ])('of three decimals is written so that it cannot be read in two ways: %i', (micros, text) => {
    expect(writeDollars(micros)).toBe(text);
    expect(parseDollars(text)).toEqual({ ok: true, micros });
  });

  it('is exact or refused, whatever is typed', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,-$ ') }));
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseAmount(text);
        expect(parsed.ok ? Number.isSafeInteger(parsed.amount.micros) : parsed.message !== '').toBe(
          true,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
