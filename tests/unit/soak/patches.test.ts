/** A sabotage whose place has moved would stop the long run half-way: each must fit the sources of today. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PATCHES } from '../../sabotage/patches.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const read = (name: string) => fs.readFileSync(path.join(ROOT, name), 'utf8');

it.each(PATCHES)('$area: $name', ({ name, file, find, replace, tests }) => {
  expect(read(file).split(find), 'stands in the file once').toHaveLength(2);
  expect(replace).not.toBe(find);
  expect(tests.length).toBeGreaterThan(0);
  for (const test of tests) expect(fs.existsSync(path.join(ROOT, test)), test).toBe(true);
  expect(read('docs/sabotage.md'), 'is in the published list').toContain(`| ${name} `);
});

it('are no fewer than were published, each once', () => {
  expect(PATCHES.length).toBeGreaterThanOrEqual(181);
  expect(new Set(PATCHES.map(({ area, name }) => `${area} ${name}`)).size).toBe(PATCHES.length);
});
