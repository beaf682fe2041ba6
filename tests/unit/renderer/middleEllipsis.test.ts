import { expect, test } from 'vitest';
import { middleEllipsis } from '../../../renderer/components/middleEllipsis.ts';

test.each([
  ['checkout-api', 34, 'checkout-api'],
  ['abcdefghij', 10, 'abcdefghij'],
  ['abcdefghijk', 10, 'abcdef…ijk'],
])('%s in %d characters is %s', (text, maximum, expected) => {
  expect(middleEllipsis(text, maximum)).toBe(expected);
});

test('never cuts through what a reader sees as one character', () => {
  const family = '👩‍👩‍👧';
  expect(middleEllipsis(family.repeat(12), 10)).toBe(`${family.repeat(6)}…${family.repeat(3)}`);
});
