import { describe, expect, it } from 'vitest';
import {
  asInstantMs,
  asNumber,
  asObject,
  asText,
  asTokenCount,
} from '../../../main/agents/fields.ts';

describe('asInstantMs', () => {
  it.each([
    [1_795_370_400, 1_795_370_400_000],
    [1_795_370_400.1234, 1_795_370_400_123],
    [0, 0],
    [8.64e12, 8.64e15],
    [8.64e12 + 1, null],
    [1e300, null],
    ['1795370400', null],
    [null, null],
    [undefined, null],
  ])('%s seconds are %s', (seconds, expected) => {
    expect(asInstantMs(seconds)).toBe(expected);
  });
});

describe('asTokenCount', () => {
  it.each([
    [undefined, 0],
    [null, 0],
    [0, 0],
    [42, 42],
    [10.0, 10],
    [10.9, 10],
    [100_000_000_000, 100_000_000_000],
  ])('%s is %s', (value, expected) => {
    expect(asTokenCount(value)).toBe(expected);
  });

  it.each([
    -1,
    -0.5,
    100_000_000_001,
    2 ** 53 - 1,
    2 ** 53,
    Infinity,
    NaN,
    '1',
    '',
    true,
    {},
    [],
    [1],
  ])('%s cannot be one', (value) => {
    expect(asTokenCount(value)).toBeNull();
  });
});

describe('other fields', () => {
  it('an object is neither a list nor null', () => {
    expect(asObject({ a: 1 })).toEqual({ a: 1 });
    for (const value of [null, [], 'a', 1, undefined]) expect(asObject(value)).toBeNull();
  });

  it('a text has content, a number is finite', () => {
    expect([asText('a'), asText(''), asText(1)]).toEqual(['a', null, null]);
    expect([asNumber(1.5), asNumber(Infinity), asNumber('1')]).toEqual([1.5, null, null]);
  });
});
