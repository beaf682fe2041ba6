#!/usr/bin/env node
// The terminal command, run from the source tree: builds when something changed, then hands over.
// Standard output belongs to the command alone (it may be JSON).

import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { currentNodeSuffices, projectNode } from './lib/node-runtime.mjs';
import { leaveAs, runInForeground } from './lib/processes.mjs';
import { fromRoot } from './lib/project.mjs';
import { runMain } from './lib/stop.mjs';

const COMMAND = fromRoot('out', 'main', 'cli.cjs');

let built = false;
await runMain(() => {
  ensureBuilt();
  built = true;
});

if (built && currentNodeSuffices()) {
  // In this very process, which saves a start of Node. Outside runMain: from here on the exit code
  // is the command's business.
  process.exitCode = undefined;
  process.argv[1] = COMMAND;
  await import(pathToFileURL(COMMAND).href);
} else if (built) {
  await runMain(async () => {
    leaveAs(await runInForeground(projectNode(), [COMMAND, ...process.argv.slice(2)]));
  });
}
