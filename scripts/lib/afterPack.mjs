// Called by electron-builder when the folder of a package is complete, before it is signed.

import fs from 'node:fs';
import path from 'node:path';
import { isStandIn } from './electron-stand-in.mjs';
import { fuseConfig } from './fuses.mjs';

const TEST_ONLY = 'TEST-ONLY.txt';

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  const { appOutDir } = context;
  const standIn = isStandIn(appOutDir);
  // The starter of a runtime folder is no part of a product.
  fs.rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  if (standIn) markAsTestOnly(appOutDir);
  await context.packager.addElectronFuses(context, fuseConfig({ standIn }));
}

function markAsTestOnly(folder) {
  fs.rmSync(path.join(folder, 'stand-in-for-development.txt'), { force: true });
  fs.writeFileSync(
    path.join(folder, TEST_ONLY),
    'Made with an old Electron that stands in where the current one cannot be downloaded.\n' +
      'For tests. Not for use: it lacks years of security fixes.\n',
  );
}
