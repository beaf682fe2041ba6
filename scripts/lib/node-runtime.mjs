// Which Node runs our tools. npm and this file's callers may be on Node 20; the tools and the
// SQLite binding need a newer one, which on Linux is installed with the dependencies.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { leaveAs, runInForeground } from './processes.mjs';
import { fromRoot } from './project.mjs';
import { Stop } from './stop.mjs';

const NEEDED = { major: 22, minor: 12 };

/** True when the Node that runs this very process is new enough for everything. */
export function currentNodeSuffices(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/** The folder of the Node that came with the dependencies, or null where there is none. */
export function bundledNodeFolder() {
  if (process.platform !== 'linux') return null;
  const folder = fromRoot('node_modules', `node-linux-${process.arch}`);
  return existsSync(path.join(folder, 'bin', 'node')) ? folder : null;
}

/** The Node executable to run tools and the terminal command with. */
export function projectNode() {
  const bundled = bundledNodeFolder();
  if (bundled) return path.join(bundled, 'bin', 'node');
  if (currentNodeSuffices()) return process.execPath;
  if (!existsSync(fromRoot('node_modules'))) {
    throw new Stop('the dependencies are not installed. Run: npm ci');
  }
  throw new Stop(
    `this needs Node ${NEEDED.major}.${NEEDED.minor} or newer, and this is ${process.versions.node}. ` +
      'Install a newer Node, or run "npm ci" without --omit=optional, which brings one on Linux.',
  );
}

/**
 * Call first thing in a script: when the running Node is too old, the script is started again with
 * the right one and this process only waits for it. Returns true when the caller should go on.
 */
export async function onProjectNode() {
  if (currentNodeSuffices()) return true;
  const result = await runInForeground(projectNode(), process.argv.slice(1));
  leaveAs(result);
  return false;
}

/** The environment for tools: our Node and the installed commands come first on the PATH. */
export function toolEnvironment(extra = {}) {
  const first = [path.dirname(projectNode()), fromRoot('node_modules', '.bin')];
  const PATH = [...first, process.env.PATH ?? ''].join(path.delimiter);
  return { ...process.env, PATH, ...extra };
}
