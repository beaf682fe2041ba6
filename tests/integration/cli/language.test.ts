/** The built command in another language: its words lie in a file of their own. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLab, type Lab } from './lab.ts';

const BUILT = new URL('../../../out/main/', import.meta.url);
const builtText = (name: string) => fs.readFileSync(fileURLToPath(new URL(name, BUILT)), 'utf8');

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

it('speaks the language of its user', () => {
  expect(lab.run('status').out).toContain('No sessions yet');
  lab.env['LANG'] = 'de_DE.UTF-8';
  expect(lab.run('status').out).toContain('Noch keine Sitzungen');
});

it('says finished English sentences again', () => {
  expect(lab.run('nonsense').err).toContain('There is no command “nonsense”.');
  lab.env['LANG'] = 'de_DE.UTF-8';
  expect(lab.run('nonsense').err).not.toContain('There is no command');
});

it('does not read German to answer in English', () => {
  lab.run('--version');
  expect(builtText('german.cjs')).toContain('Noch keine Sitzungen');
  expect(builtText('cli.cjs')).not.toContain('Noch keine Sitzungen');
});
