/** What in the data folder is Tollgate's own: the folder may be one that the user shares with others. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs';
import path from 'node:path';

/** Ours in the data folder; what anybody else has put there stays. */
const OUR_FILES =
  /^(?:tollgate\.db(?:[.-].*)?|writer\.lock(?:-.*)?|telemetry\.json(?:\.new)?|status\.json(?:\..*)?|backups|bridge|gate)$/;
/** Electron's, in the same folder when it is the app's own. */
const ELECTRONS_FILES =
  /^(?:.*Cache|Code Cache|Local Storage|Session Storage|Shared Dictionary|SharedStorage|shared_proto_db|VideoDecodeStats|WebStorage|blob_storage|databases|Crashpad|Dictionaries|Network Persistent State|Preferences|Local State|Trust Tokens.*|Cookies.*|TransportSecurity|DIPS.*|DevToolsActivePort|Singleton(?:Lock|Cookie|Socket)|Network|Partitions|Service Worker|lockfile)$/;

/** @param hasEnded false: the app runs, and what is Electron's is in use */
function oursIn(dataFolder: string, hasEnded = true): string[] {
  if (!fs.existsSync(dataFolder)) return [];
  const isOurs = (name: string) => OUR_FILES.test(name) || (hasEnded && ELECTRONS_FILES.test(name));
  return fs.readdirSync(dataFolder).filter(isOurs);
}

/** What of ours is there, in words. */
export function dataWords(dataFolder: string): string[] {
  const names = oursIn(dataFolder);
  return names.length === 0
    ? []
    : [
        inEnglish(
          'the usage history, the ledger, the settings and all copies of them, in {folder}',
          { folder: dataFolder },
        ),
      ];
}

/** Deletes what is ours. @returns names that are somebody else's and stay */
export function removeData(dataFolder: string, hasEnded = true): string[] {
  for (const name of oursIn(dataFolder, hasEnded)) {
    fs.rmSync(path.join(dataFolder, name), { recursive: true, force: true });
  }
  if (!fs.existsSync(dataFolder)) return [];
  const left = fs.readdirSync(dataFolder);
  if (left.length === 0) fs.rmdirSync(dataFolder);
  return left;
}
