// Where things are in this repository, and small facts every script asks for.

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository root, however the calling script was started. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** An absolute path inside the repository. */
export function fromRoot(...parts) {
  return path.join(projectRoot, ...parts);
}

/** The version of an installed dependency, or null when it is not installed. */
export function installedVersion(packageName) {
  const manifest = fromRoot('node_modules', packageName, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : null;
}

/**
 * True when the module is the script Node was asked to run, so that a library file can double as a
 * command without doing anything when it is only imported. Links (npm's bin) are followed.
 */
export function isMainScript(moduleUrl) {
  const started = process.argv[1];
  return (
    Boolean(started) && existsSync(started) && realpathSync(started) === fileURLToPath(moduleUrl)
  );
}
