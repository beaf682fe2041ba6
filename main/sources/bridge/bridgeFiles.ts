/** Tollgate's own files of a bridge: the script, the user's command, the record. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBridgeRecord, type BridgeRecord } from './bridgeRecord.ts';
import { formatRecord } from './installRecord.ts';
import { bridgeFolderOf, SCRIPT_NAME, type BridgePaths } from './bridgePaths.ts';
import { systemErrorCode } from './fileErrors.ts';
import { makeFolder, OWNER_FILE, OWNER_SCRIPT, readIfThere, writeWhole } from './ownFiles.ts';

const RECORD_SUFFIX = '.record.json';

/** null when there is no record, or none of this version. */
export async function readRecord(paths: BridgePaths): Promise<BridgeRecord | null> {
  const text = await readIfThere(paths.record);
  return text === null ? null : parseBridgeRecord(text);
}

export async function writeRecord(paths: BridgePaths, record: BridgeRecord): Promise<void> {
  await writeWhole(paths.record, formatRecord(record), OWNER_FILE);
}

/** Everything the script needs must be in place before the settings name it. */
export async function writeBridgeFiles(
  paths: BridgePaths,
  scriptSource: string,
  ownCommand: string | null,
): Promise<void> {
  await makeFolder(paths.bridgeFolder);
  await makeFolder(paths.stateFolder);
  if (ownCommand === null) await rm(paths.ownCommand, { force: true });
  else await writeWhole(paths.ownCommand, ownCommand, OWNER_FILE);
  await writeScript(paths.script, scriptSource);
}

/** Deletes this folder's bridge files, and the script with the last of them. Back-ups stay. */
export async function deleteBridgeFiles(paths: BridgePaths): Promise<void> {
  await rm(paths.ownCommand, { force: true });
  await rm(paths.stateFolder, { force: true, recursive: true });
  await rm(paths.record, { force: true });
  if (!(await hasRecords(paths.bridgeFolder))) await rm(paths.script, { force: true });
}

/**
 * Brings the script of installed bridges to this version of the app; does nothing without one. The
 * copy in the data folder is what keeps the user's status line alive while the app is being replaced.
 */
export async function refreshBridgeScript(dataFolder: string, scriptSource: string): Promise<void> {
  const folder = bridgeFolderOf(dataFolder);
  if (!(await hasRecords(folder))) return;
  await writeScript(join(folder, SCRIPT_NAME), scriptSource);
}

async function writeScript(path: string, source: string): Promise<void> {
  if ((await readIfThere(path)) !== source) await writeWhole(path, source, OWNER_SCRIPT);
}

async function hasRecords(bridgeFolder: string): Promise<boolean> {
  try {
    return (await readdir(bridgeFolder)).some((name) => name.endsWith(RECORD_SUFFIX));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
