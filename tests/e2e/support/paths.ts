/** Where the tests find what they start. */
import { createRequire } from 'node:module';
import path from 'node:path';

export const PROJECT_ROOT = path.join(import.meta.dirname, '..', '..', '..');

export function fromRoot(...parts: readonly string[]): string {
  return path.join(PROJECT_ROOT, ...parts);
}

/** The packaged program to test instead of the source tree; see `npm run package -- --for-tests`. */
export const PACKAGED_APP: string | null = process.env['TOLLGATE_E2E_APP'] || null;

/** Which program a test starts: what is packaged where there is one, or always the source tree. */
export type AppFrom = 'package-if-there' | 'source';

/** The packaged program, or the one behind `electron .`: outside Electron the package is its path. */
export function electronProgram(from: AppFrom = 'package-if-there'): string {
  const packaged = from === 'source' ? null : PACKAGED_APP;
  return packaged ?? (createRequire(import.meta.url)('electron') as string);
}

/** Chromium has no sandbox as root; for everybody else it stays on. */
export const ELECTRON_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
];

/** How the app is started, after the program's name; a package knows by itself what to run. */
export function appArguments(from: AppFrom = 'package-if-there'): readonly string[] {
  const isPackage = from !== 'source' && PACKAGED_APP !== null;
  return [...(isPackage ? [] : ['.']), ...ELECTRON_FLAGS];
}
