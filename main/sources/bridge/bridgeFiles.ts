/** Tollgate's own files of a bridge: the script, the user's command, the record, back-ups. */
import { chmod, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseBridgeRecord, formatBridgeRecord, type BridgeRecord } from './bridgeRecord.ts';
import { bridgeFolderOf, SCRIPT_NAME, type BridgePaths } from './bridgePaths.ts';
import { systemErrorCode } from './fileErrors.ts';

const OWNER_FOLDER = 0o700;
const OWNER_FILE = 0o600;
const OWNER_SCRIPT = 0o700;
const RECORD_SUFFIX = '.record.json';

/** null when there is no record, or none of this version. */
export async function readRecord(paths: BridgePaths): Promise<BridgeRecord | null> {
  const text = await readIfThere(paths.record);
  return text === null ? null : parseBridgeRecord(text);
}

export async function writeRecord(paths: BridgePaths, record: BridgeRecord): Promise<void> {
  await writeWhole(paths.record, formatBridgeRecord(record), OWNER_FILE);
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

/** Keeps the settings file as it was before a change; never overwrites an earlier back-up. */
export async function writeBackup(paths: BridgePaths, text: string, nowMs: number): Promise<void> {
  await makeFolder(paths.bridgeFolder);
  await makeFolder(paths.backupFolder);
  const timestamp = new Date(nowMs).toISOString().replaceAll(/[-:]/g, '');
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? '' : `-${attempt}`;
    const name = `settings-${paths.id}-${timestamp}${suffix}.json`;
    try {
      await writeNew(join(paths.backupFolder, name), text, OWNER_FILE);
      return;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  }
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

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: OWNER_FOLDER });
  await chmod(path, OWNER_FOLDER);
}

/** A running status line may read the file at any moment, so it is old or new and never a part. */
async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.tmp`;
  await rm(temporary, { force: true });
  await writeNew(temporary, text, mode);
  await rename(temporary, path);
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
