/** Where the tests find what they start. */
import { createRequire } from 'node:module';
import path from 'node:path';

export const PROJECT_ROOT = path.join(import.meta.dirname, '..', '..', '..');

export function fromRoot(...parts: readonly string[]): string {
  return path.join(PROJECT_ROOT, ...parts);
}

/** The packaged program to test instead of the source tree; see `npm run package -- --for-tests`. */
export const PACKAGED_APP: string | null = process.env['TOLLGATE_E2E_APP'] || null;

/** What Electron is told to run; a package knows by itself. */
const APP_WORDS: readonly string[] = PACKAGED_APP === null ? ['.'] : [];

/** The packaged program, or the one behind `electron .`: outside Electron the package is its path. */
export function electronProgram(): string {
  return PACKAGED_APP ?? (createRequire(import.meta.url)('electron') as string);
}

/** Chromium has no sandbox as root; for everybody else it stays on. */
export const ELECTRON_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
];

/** How the app is started, after the program's name. */
export const APP_ARGUMENTS: readonly string[] = [...APP_WORDS, ...ELECTRON_FLAGS];
