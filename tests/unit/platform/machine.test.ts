import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dataFolderOf, realMachine, usableLocale } from '../../../main/platform/machine.ts';

const CALENDAR = new URL('../../../main/domain/calendar.ts', import.meta.url).href;
const MACHINE = new URL('../../../main/platform/machine.ts', import.meta.url).href;

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

describe('what the system is set to', () => {
  /** In a program of its own, since a time zone is asked for once. */
  function inProgram(variables: Record<string, string>): { own: object; intl: object } {
    const program = `
      const { realMachine } = await import(${JSON.stringify(MACHINE)});
      const { timeZone, locale } = realMachine();
      const intl = new Intl.DateTimeFormat().resolvedOptions();
      const said = { timeZone: intl.timeZone || 'UTC', locale: intl.locale };
      process.stdout.write(JSON.stringify({ own: { timeZone, locale }, intl: said }));`;
    const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: variables,
      encoding: 'utf8',
    });
    return JSON.parse(text) as { own: object; intl: object };
  }

  it.each([
    {},
    { TZ: 'UTC' },
    { TZ: '' },
    { TZ: 'Etc/UTC', LANG: 'C.UTF-8' },
    { TZ: 'UTC', LANG: 'de_DE.UTF-8' },
    { TZ: 'UTC', LC_ALL: 'sr_RS@latin' },
    { TZ: 'UTC', LC_ALL: 'zh-Hans-u-nu-hanidec' },
    { TZ: 'UTC', LANG: 'th_TH', LC_MESSAGES: 'ar_EG' },
    { TZ: 'Europe/Berlin', LANG: 'de_DE' },
    { TZ: 'Asia/Kolkata' },
    { TZ: 'Asia/Calcutta', LANG: 'hi_IN.UTF-8' },
    { TZ: ':America/New_York' },
    { TZ: 'EST5EDT' },
    { TZ: 'Nonsense' },
  ])('is said as Intl says it: %o', (variables) => {
    const { own, intl } = inProgram(variables);
    expect(own).toEqual(intl);
  });
});

describe('offsets of the machine’s zone', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Africa/Monrovia',
  ])('are in %s those that Intl knows', (timeZone) => {
    const program = `
      const { localZoneOf } = await import(${JSON.stringify(MACHINE)});
      const { zoneOf } = await import(${JSON.stringify(CALENDAR)});
      const known = localZoneOf({ timeZone: '${timeZone}' });
      const intl = zoneOf('${timeZone}' === 'UTC' ? 'Etc/UTC' : '${timeZone}');
      const wrong = [];
      // Every eleven hours and a bit while clocks are told by \`Date\`, so that no change is passed over.
      const SINCE = Date.UTC(2011, 0), UNTIL = Date.UTC(2032, 0), HALF_DAYS = 40_000_007;
      for (let atMs = Date.UTC(1960, 0); atMs < UNTIL; atMs += HALF_DAYS * (atMs < SINCE ? 40 : 1)) {
        if (known.offsetAtMs(atMs) !== intl.offsetAtMs(atMs)) wrong.push(atMs);
      }
      process.stdout.write(JSON.stringify([known.name, wrong.slice(0, 5)]));`;
    const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { TZ: timeZone },
      encoding: 'utf8',
    });
    expect(JSON.parse(text)).toEqual([timeZone, []]);
  });
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
