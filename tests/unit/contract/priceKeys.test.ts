import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPriceKey } from '../../../preload/contract/priceKeys.ts';

describe('the name of an own price', () => {
  it('is a model, alone or from a day on', () => {
    expect(readPriceKey('claude-opus-5-5')).toEqual({ model: 'claude-opus-5-5', fromDay: null });
    expect(readPriceKey('vendor/b.2@2024-02-29')).toEqual({
      model: 'vendor/b.2',
      fromDay: '2024-02-29',
    });
    expect(readPriceKey('Model With Blanks')).toBeNull();
  });

  it('takes the days that there are, and no others', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(part(9999), part(13), part(32), (year, month, date) => {
        const text = (value: number, width: number) => String(value).padStart(width, '0');
        const day = `${text(year, 4)}-${text(month, 2)}-${text(date, 2)}`;
        const parsed = new Date(`${day}T00:00:00Z`);
        const isThere = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
        expect(readPriceKey(`a@${day}`) !== null).toBe(isThere);
      }),
      { numRuns: 2000 },
    );
  });
});
