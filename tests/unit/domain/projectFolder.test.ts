import { expect, it } from 'vitest';
import { isInFolder } from '../../../main/domain/projectFolder.ts';

it.each([
  ['/home/u/a', '/home/u/a', true],
  ['/home/u/a', '/home/u/a/b/c', true],
  ['/home/u/a/', '/home/u/a', true],
  ['/home/u/a', '/home/u/ab', false],
  ['/home/u/a', '/home/u', false],
  ['/home/u/a', '/home/u/A', false],
  ['/home/u/a', '/home/u/a\\b', false],
  ['C:\\Work\\shop', 'c:/work/shop/web', true],
  ['C:\\Work\\shop', 'C:\\Work\\shopping', false],
])('%s covers %s: %s', (folder, project, expected) => {
  expect(isInFolder(folder, project)).toBe(expected);
});
