/** The real machine, and where Tollgate keeps its own files on it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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
 * What Intl's formatters would say of a machine that keeps UTC, as servers and containers do, without making one: the
 * first takes 10 ms, plural rules take none. null where it might be something else.
 */
function quicklyResolved(): Resolved | null {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // Plural rules leave out what such a name says of digits; Windows asks its user's settings as well.
  const isPlain = ![LC_ALL, LC_MESSAGES, LANG].some((name) => name?.includes('-u-'));
  if (process.platform === 'win32' || !isPlain || !keepsUtc()) return null;
  return { timeZone: 'UTC', locale: new Intl.PluralRules().resolvedOptions().locale };
}

/** The variable wins over the system's own setting, as it does for Intl. */
function keepsUtc(): boolean {
  const { TZ } = process.env;
  if (TZ !== undefined) return TZ === 'UTC';
  try {
    return /\/zoneinfo\/(Etc\/)?UTC$/.test(fs.readlinkSync('/etc/localtime'));
  } catch {
    return false;
  }
}

/**
 * The first locale that Intl takes. Systems also name locales that are none, such as `C` or `c-u-...` on
 * machines without a language, and Intl throws at those.
 */
export function usableLocale(candidate: string | undefined): string | null {
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
