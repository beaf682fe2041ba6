/** The real machine, and where Tollgate keeps its own files on it. */
import os from 'node:os';
import path from 'node:path';
import type { Machine } from '../ports.ts';

/** Reads what the engine needs to know of the machine. `locale` wins over the environment's. */
export function realMachine(locale?: string): Machine {
  // Asking costs 10 ms and more at the start of a program, and not every command needs the answer.
  let resolved: Intl.ResolvedDateTimeFormatOptions | null = null;
  const resolve = () => (resolved ??= new Intl.DateTimeFormat().resolvedOptions());
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
