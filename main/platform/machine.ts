/** The real machine, and where Tollgate keeps its own files on it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MINUTE_MS, utcMs, zoneOf, type KnownOffsets } from '../domain/calendar.ts';
import type { Machine } from '../ports.ts';

/** Reads what the engine needs to know of the machine. `locale` wins over the environment's. */
export function realMachine(locale?: string): Machine {
  // Asking costs 10 ms and more at the start of a program, and not every command needs the answer.
  let resolved: Resolved | null = null;
  const resolve = () =>
    (resolved ??= quicklyResolved() ?? new Intl.DateTimeFormat().resolvedOptions());
  return {
    variables: process.env,
    homeFolder: process.env['HOME'] || os.homedir(),
    join: (...parts) => path.join(...parts),
    resolve: (place) => path.resolve(place),
    get timeZone() {
      return resolve().timeZone || 'UTC';
    },
    get locale() {
      return usableLocale(locale) ?? resolve().locale;
    },
  };
}

type Resolved = { readonly timeZone: string; readonly locale: string };

/**
 * What Intl's formatters would say of the system's settings, without making one: the first takes 10 ms, plural rules
 * and the list of zones take two. null where it might be something else.
 */
function quicklyResolved(): Resolved | null {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // Plural rules leave out what such a name says of digits; Windows asks its user's settings as well.
  const isPlain = ![LC_ALL, LC_MESSAGES, LANG].some((name) => name?.includes('-u-'));
  if (process.platform === 'win32' || !isPlain) return null;
  const zone = zoneSetting();
  // The list has one name for each zone, the one by which Intl calls it; but not this.
  if (zone !== 'UTC' && !Intl.supportedValuesOf('timeZone').includes(zone)) return null;
  return { timeZone: zone, locale: new Intl.PluralRules().resolvedOptions().locale };
}

const LOCAL_TIME = '/etc/localtime';
const BELOW_ZONES = /\/zoneinfo\/(.+)$/;

/** The zone that the system is set to; the variable wins, as it does for Intl. Empty where it is not told by a name. */
function zoneSetting(): string {
  const { TZ } = process.env;
  if (TZ !== undefined) return TZ;
  try {
    const named = zoneIn(fs.readlinkSync(LOCAL_TIME));
    // A zone that is a link to another one has two names, and Intl's choice is its own.
    return named === zoneIn(fs.realpathSync(LOCAL_TIME)) ? named : '';
  } catch {
    return '';
  }
}

function zoneIn(file: string): string {
  const name = BELOW_ZONES.exec(file)?.[1] ?? '';
  return name === 'Etc/UTC' ? 'UTC' : name;
}

/** Before this some zones had offsets of broken minutes, or changed clocks at 0:01, which the calendar passes over. */
const ALIKE_SINCE_MS = utcMs(2012, 1, 1);

/**
 * The offsets of the machine's zone as `Date` knows them, which is there already when Intl is not.
 * Not for programs that stay: there the system may be set to another zone meanwhile, and `Date` follows.
 */
export function localZoneOf(machine: Pick<Machine, 'timeZone'>): KnownOffsets {
  let exact: KnownOffsets | null = null;
  return {
    get name() {
      return machine.timeZone;
    },
    offsetAtMs: (atMs) =>
      atMs < ALIKE_SINCE_MS
        ? (exact ??= zoneOf(machine.timeZone)).offsetAtMs(atMs)
        : 0 - new Date(atMs).getTimezoneOffset() * MINUTE_MS,
  };
}

/**
 * The first locale that Intl takes. Systems also name locales that are none, such as `C` or `c-u-...` on
 * machines without a language, and Intl throws at those.
 */
export function usableLocale(candidate: string | undefined): string | null {
  // Asking Intl anything takes a program's first 10 ms with it; the terminal command names none.
  if (candidate === undefined) return null;
  try {
    const [locale] = Intl.NumberFormat.supportedLocalesOf(candidate);
    return locale ?? null;
  } catch {
    return null;
  }
}

const FOLDER_NAME = 'Tollgate';

/**
 * The data folder, the same for the app and the terminal command: `TOLLGATE_DATA_DIR`, else where Electron
 * keeps an app's data on this system (https://www.electronjs.org/docs/latest/api/app, appData).
 */
export function dataFolderOf(
  machine: Pick<Machine, 'variables' | 'homeFolder'>,
  platform: NodeJS.Platform,
): string {
  const { variables, homeFolder } = machine;
  const chosen = variables['TOLLGATE_DATA_DIR']?.trim();
  if (chosen) return path.resolve(chosen);
  if (platform === 'darwin') {
    return path.join(homeFolder, 'Library', 'Application Support', FOLDER_NAME);
  }
  if (platform === 'win32') {
    const roaming = variables['APPDATA'] || path.join(homeFolder, 'AppData', 'Roaming');
    return path.join(roaming, FOLDER_NAME);
  }
  return path.join(variables['XDG_CONFIG_HOME'] || path.join(homeFolder, '.config'), FOLDER_NAME);
}
