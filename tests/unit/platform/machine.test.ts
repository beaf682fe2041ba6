import { describe, expect, it } from 'vitest';
import { dataFolderOf, realMachine, usableLocale } from '../../../main/platform/machine.ts';

describe('locale', () => {
  it.each(['en-US', 'de-DE', 'ar-EG', 'zh-Hant-TW'])('%s is taken', (locale) => {
    expect(usableLocale(locale)).toBe(locale);
    expect(realMachine(locale).locale).toBe(locale);
  });

  it.each([undefined, '', 'C', 'C.UTF-8', 'POSIX', 'en_US.UTF-8', 'c-u-va-posix', 'xx-invalid-'])(
    '%s falls back to one that formats',
    (locale) => {
      const { locale: used } = realMachine(locale);
      expect(() => new Intl.NumberFormat(used, { style: 'percent' }).format(0.5)).not.toThrow();
    },
  );
});

describe('data folder', () => {
  const machine = (variables: Record<string, string>) => ({ variables, homeFolder: '/home/ada' });

  it('is where Electron keeps an app’s data', () => {
    expect(dataFolderOf(machine({}), 'linux')).toBe('/home/ada/.config/Tollgate');
    expect(dataFolderOf(machine({ XDG_CONFIG_HOME: '/x' }), 'linux')).toBe('/x/Tollgate');
    expect(dataFolderOf(machine({}), 'darwin')).toBe(
      '/home/ada/Library/Application Support/Tollgate',
    );
  });

  it('is moved by TOLLGATE_DATA_DIR on every system', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(dataFolderOf(machine({ TOLLGATE_DATA_DIR: '/data/t' }), platform)).toBe('/data/t');
    }
  });
});
