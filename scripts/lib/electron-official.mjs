// The official Electron download, through the same library and checksums as Electron's own
// installer, but with a watchdog: no connection is noticed soon, while a slow download that makes
// progress may take as long as it likes.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { besidePath, replaceFile, replaceFolder } from './cache-folder.mjs';
import { fromRoot } from './project.mjs';

const FIRST_BYTE_MS = 20_000;
const STALLED_MS = 60_000;

/** Downloads Electron and puts it at node_modules/electron/dist. Rejects when it cannot. */
export async function installOfficialElectron(version, executable) {
  const electronFolder = fromRoot('node_modules', 'electron');
  const requireFromElectron = createRequire(path.join(electronFolder, 'package.json'));
  const load = (name) => import(pathToFileURL(requireFromElectron.resolve(name)).href);
  // Read by the download library while it loads; respects HTTPS_PROXY and NO_PROXY.
  process.env.ELECTRON_GET_USE_PROXY ??= 'true';
  const { downloadArtifact } = await load('@electron/get');

  const zip = await watched((signal, onProgress) =>
    downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      cacheRoot: process.env.electron_config_cache,
      checksums: requireFromElectron('./checksums.json'),
      downloadOptions: { signal, getProgressCallback: onProgress },
    }),
  );

  const { extract } = await load('@electron-internal/extract-zip');
  const dist = path.join(electronFolder, 'dist');
  const unpacked = besidePath(dist);
  try {
    await extract(zip, { dir: unpacked });
    // First the name, then the folder: a folder that is there can be started.
    replaceFile(path.join(electronFolder, 'path.txt'), (file) =>
      fs.writeFileSync(file, executable),
    );
    replaceFolder(dist, unpacked);
  } finally {
    fs.rmSync(unpacked, { recursive: true, force: true });
  }
}

async function watched(download) {
  const controller = new AbortController();
  let timer;
  const expectNewsWithin = (milliseconds, complaint) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Error(complaint)), milliseconds);
  };
  expectNewsWithin(FIRST_BYTE_MS, `no answer within ${FIRST_BYTE_MS / 1000} s`);
  try {
    return await download(controller.signal, () => {
      expectNewsWithin(STALLED_MS, `no progress for ${STALLED_MS / 1000} s`);
    });
  } finally {
    clearTimeout(timer);
  }
}
