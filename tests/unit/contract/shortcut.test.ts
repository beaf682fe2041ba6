import { expect, it } from 'vitest';
import { isShortcut } from '../../../preload/contract/shortcut.ts';

it.each([
  ['Control+Alt+T', true],
  ['CommandOrControl+Shift+F9', true],
  ['Super+Space', true],
  ['Alt+,', true],
  ['T', false],
  ['Shift+T', false],
  ['Control+', false],
  ['Control+Control+T', false],
  ['Control+t', false],
  ['Control+Alt', false],
  ['control+alt+T', false],
])('%s as a shortcut: %s', (text, isOne) => {
  expect(isShortcut(text)).toBe(isOne);
});
