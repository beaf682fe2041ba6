// What `electron <folder or file>` runs in the stand-in runtime (see ../electron-stand-in.mjs): the
// official download carries such a starter of its own, the registry one does not.
//
// It must be an ES module that awaits the app's entry at top level: Electron delays its 'ready'
// event until then, and an app may only register schemes before 'ready'. And it must leave
// userData alone, or --user-data-dir would be ignored.

import { app } from 'electron/main';
import { existsSync, readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

function readArguments(words) {
  const preload = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '-r' || word === '--require') preload.push(words[(index += 1)]);
    else if (word === '-v' || word === '--version') return { preload, showVersion: true };
    else if (!word.startsWith('-')) return { preload, target: path.resolve(word) };
  }
  return { preload };
}

function adoptManifest(folder) {
  const manifestPath = path.join(folder, 'package.json');
  if (!existsSync(manifestPath)) return;
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setAppPath(folder);
}

const { preload, target, showVersion } = readArguments(process.argv.slice(1));
if (showVersion) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (!target) {
  console.error('usage: electron <app folder or file> [arguments]');
  process.exit(64);
}
try {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  if (preload.length > 0) Module._preloadModules(preload);
  if (existsSync(target) && statSync(target).isDirectory()) adoptManifest(target);
  const entry = createRequire(path.join(target, 'resolve.js')).resolve(target);
  await import(pathToFileURL(entry).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}
