import { describe, expect, it } from 'vitest';
import { settingRows } from '../../../preload/contract/settingRows.ts';
import { consequenceOf, nameOf, patternOf } from '../../../renderer/settings/names.ts';
import {
  accountMembers,
  fixedPaths,
  matches,
  SECTIONS,
  sectionsOf,
} from '../../../renderer/settings/sections.ts';
import { typedValue } from '../../../renderer/settings/typedValue.ts';

const ALL = settingRows({}, [], true).map(({ path }) => path);

describe('the sections of the Settings page', () => {
  it.each(ALL.map((path) => [path.join('.'), path] as const))('hold %s once', (_name, path) => {
    expect(sectionsOf(path)).toHaveLength(1);
    expect(nameOf(path, (text) => text)).not.toBe(path.join('.'));
  });

  it('draw every setting: the fixed ones, those of accounts and profiles, and the four books', () => {
    const fixed = SECTIONS.flatMap((section) => fixedPaths(section).map(patternOf));
    const accounts = SECTIONS.flatMap(accountMembers).map((name) => `accounts.*.${name}`);
    // A profile is drawn by its rows, whatever they are.
    const profiles = ALL.map(patternOf).filter((pattern) => pattern.startsWith('profiles.'));
    expect(profiles).toHaveLength(25);
    const drawn = [
      ...fixed,
      ...accounts,
      ...profiles,
      'budgets.*',
      'rates.*',
      'prices.*',
      'logFolders.*',
    ];
    expect(drawn.toSorted()).toEqual(ALL.map(patternOf).toSorted());
  });

  it('say what follows from every source', () => {
    for (const { path, leaf } of settingRows({}, ['sources'])) {
      if (leaf.form.kind === 'switch') expect(consequenceOf(path)).toMatch(/Off: /);
    }
  });

  it('are found by all words that are typed, in any order', () => {
    expect(matches('hours quiet', 'Quiet hours', null)).toBe(true);
    expect(matches('quiet days', 'Quiet hours', null)).toBe(false);
  });
});

describe('a typed value', () => {
  const path = ['gate', 'closesAtPercent'];
  it.each([
    ['90', { ok: true, value: 90 }],
    ['20', { ok: false, message: 'Takes a whole number from 50 to 100 (%).' }],
    ['many', { ok: false, message: 'Takes a whole number from 50 to 100 (%).' }],
    ['', { ok: false, message: 'Takes a whole number from 50 to 100 (%).' }],
  ])('%s', (typed, outcome) => {
    expect(typedValue(path, typed)).toEqual(outcome);
  });

  it('that is empty says nothing, where that can be said', () => {
    expect(typedValue(['appearance', 'timeZone'], ' ')).toEqual({ ok: true, value: null });
  });

  it('of money says its own reason', () => {
    expect(typedValue(['alerts', 'lowBalanceMicros'], '1.000')).toMatchObject({
      ok: false,
      message: expect.stringContaining('two ways') as string,
    });
  });
});
