/** Where the tests find what they start. */
import { createRequire } from 'node:module';
import path from 'node:path';

export const PROJECT_ROOT = path.join(import.meta.dirname, '..', '..', '..');

export function fromRoot(...parts: readonly string[]): string {
  return path.join(PROJECT_ROOT, ...parts);
}

/** The packaged program to test instead of the source tree; see `npm run package -- --for-tests`. */
export const PACKAGED_APP: string | null = process.env['TOLLGATE_E2E_APP'] || null;

/** The packaged program, or the one behind `electron .`: outside Electron the package is its path. */
export function electronProgram(packagedApp = PACKAGED_APP): string {
  return packagedApp ?? (createRequire(import.meta.url)('electron') as string);
}

/** Chromium has no sandbox as root; for everybody else it stays on. */
export const ELECTRON_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
];

/** How the app is started, after the program's name; a package knows by itself what to run. */
export function appArguments(packagedApp = PACKAGED_APP): readonly string[] {
  return [...(packagedApp === null ? ['.'] : []), ...ELECTRON_FLAGS];
}

/**
 * The package to drive with these variables. A provider of the tests is known to the source tree only: packages
 * have no way to any other host than the real ones.
 */
export function packagedAppFor(env: Readonly<Record<string, string | undefined>>): string | null {
  return env['TOLLGATE_TEST_PROVIDER_PORT'] === undefined ? PACKAGED_APP : null;
}
