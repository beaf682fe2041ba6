/** The last look before a file of another program is replaced. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprintOf, replaceSettings } from '../../../main/sources/bridge/settingsFile.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-settings-'));
  file = path.join(folder, 'settings.json');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const left = () =>
  Object.fromEntries(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );

it('a file that is another one by now stays as it is, and nothing lies beside it', async () => {
  fs.writeFileSync(file, 'theirs, written meanwhile');
  const shown = fingerprintOf('what was shown');
  expect(await replaceSettings(file, shown, 'ours')).toBe(false);
  expect(await replaceSettings(file, shown, null)).toBe(false);
  expect(await replaceSettings(file, fingerprintOf(null), 'ours')).toBe(false);
  expect(left()).toEqual({ 'settings.json': 'theirs, written meanwhile' });
});

it('a file that is gone by now is not made again', async () => {
  expect(await replaceSettings(file, fingerprintOf('what was shown'), 'ours')).toBe(false);
  expect(left()).toEqual({});
});

it('a file that is still the same is replaced, and taken away', async () => {
  fs.writeFileSync(file, 'before');
  expect(await replaceSettings(file, fingerprintOf('before'), 'after')).toBe(true);
  expect(left()).toEqual({ 'settings.json': 'after' });
  expect(await replaceSettings(file, fingerprintOf('after'), null)).toBe(true);
  expect(left()).toEqual({});
});
