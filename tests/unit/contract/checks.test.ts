import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  anyNumber,
  anyObject,
  anything,
  atLeast,
  eitherOf,
  exactly,
  kinds,
  listOf,
  nullOr,
  oneOf,
  textOf,
  trueOrFalse,
  where,
  wholeNumber,
  type Check,
} from '../../../preload/contract/checks.ts';

/** The same rules for the validation library, which the checks stand in for. */
const PAIRS: Readonly<Record<string, readonly [Check<unknown>, z.ZodType]>> = {
  text: [
    textOf({ least: 1, most: 3, pattern: /^[^b]+$/ }),
    z
      .string()
      .min(1)
      .max(3)
      .regex(/^[^b]+$/),
  ],
  'whole number': [wholeNumber(-1, 5), z.number().int().min(-1).max(5)],
  'whole number without an end': [wholeNumber(0), z.number().int().min(0)],
  number: [anyNumber, z.number()],
  'true or false': [trueOrFalse, z.boolean()],
  'one of': [oneOf(['a', 'b']), z.enum(['a', 'b'])],
  'this number': [oneOf([1]), z.literal(1)],
  'null or': [nullOr(oneOf(['a'])), z.enum(['a']).nullable()],
  either: [
    eitherOf(exactly({ a: trueOrFalse }), oneOf(['a'])),
    z.union([z.strictObject({ a: z.boolean() }), z.literal('a')]),
  ],
  condition: [
    where(listOf(wholeNumber(0, 9)), (list) => list.length < 3),
    z.array(z.number().int().min(0).max(9)).refine((list) => list.length < 3),
  ],
  'any object': [anyObject, z.record(z.string(), z.unknown())],
  'exact object': [
    exactly({ a: wholeNumber(0), b: nullOr(trueOrFalse) }),
    z.strictObject({ a: z.number().int().min(0), b: z.boolean().nullable() }),
  ],
  'object of at least': [
    atLeast({ a: wholeNumber(0), b: anything }),
    z.object({ a: z.number().int().min(0), b: z.unknown().optional() }),
  ],
  kinds: [
    kinds({ a: {}, b: { a: wholeNumber(0), b: anything } }),
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('a') }),
      z.strictObject({
        kind: z.literal('b'),
        a: z.number().int().min(0),
        b: z.unknown().optional(),
      }),
    ]),
  ],
};

const scalar = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    true,
    false,
    'a',
    'b',
    'ab',
    '',
    'aaaa',
    1,
    0,
    -1,
    -2,
    5,
    6,
    1.5,
  ),
  fc.constantFrom(NaN, Infinity, -Infinity, 2 ** 53, 2 ** 53 - 1, -0, '__proto__', 'kind'),
  fc.string(),
  fc.double(),
);
const plainObject = fc.dictionary(fc.constantFrom('a', 'b', 'kind', 'c', '__proto__'), scalar, {
  noNullPrototype: true,
});
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), plainObject, fc.jsonValue());

describe('a check says what the validation library would say', () => {
  it.each(Object.entries(PAIRS))('%s', (_, [check, schema]) => {
    fc.assert(
      fc.property(value, (raw) => {
        const [ours, theirs] = [check.safeParse(raw), schema.safeParse(raw)];
        expect(ours.success).toBe(theirs.success);
        // What is left out and what is undefined are the same to those who read it.
        expect(ours.data).toEqual(theirs.data);
      }),
      { numRuns: 3000 },
    );
  });

  it('and takes nothing that only an object’s prototype has', () => {
    const inherited: unknown = Object.create({ a: 1, b: true, kind: 'a' });
    expect(PAIRS['exact object']?.[0].safeParse(inherited).success).toBe(false);
    expect(PAIRS['kinds']?.[0].safeParse(inherited).success).toBe(false);
    expect(kinds({ a: {} }).safeParse({ kind: 'constructor' }).success).toBe(false);
  });

  it('objects come out new, without what was not asked for', () => {
    const raw = { a: 1, b: 2, more: 3 };
    const { data } = atLeast({ a: wholeNumber(0) }).safeParse(raw);
    expect(data).toEqual({ a: 1 });
    expect(data).not.toBe(raw);
  });
});
