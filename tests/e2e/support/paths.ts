/** Where the tests find what they start. */
import { createRequire } from 'node:module';
import path from 'node:path';

export const PROJECT_ROOT = path.join(import.meta.dirname, '..', '..', '..');

export function fromRoot(...parts: readonly string[]): string {
  return path.join(PROJECT_ROOT, ...parts);
}

/** The program behind `electron .`; outside Electron the package is the path of its own program. */
export function electronProgram(): string {
  return createRequire(import.meta.url)('electron') as string;
}

/** Chromium has no sandbox as root; for everybody else it stays on. */
export const ELECTRON_FLAGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
];
