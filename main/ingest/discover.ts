/** Finding agents' log files, with a problem for each folder that cannot be read. */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Agent, ConfigFolder, LogPlace } from '../agents/agent.ts';
import { isDatabase, stateOf } from './fileState.ts';
import { NO_FOLDER } from './folderTime.ts';
import { settleNursery } from './heapCare.ts';
import { identityOf } from './tailFile.ts';

/** A folder with log files in it: one object for all of them. */
export type LogFolder = {
  readonly agent: AgentId;
  /** Configuration folder that it was found under. */
  readonly account: string;
  readonly path: string;
  /** Its own name and those of the folders above it, nearest first, up to the log folder. */
  readonly names: readonly string[];
};

/** There may be a hundred thousand of them, so what many share is held once. */
export type FoundFile = {
  readonly folder: LogFolder;
  readonly name: string;
  readonly identity: string;
  readonly size: number;
  readonly modifiedAtMs: number;
  /** A database, whose latest rows stand in a file beside it. */
  readonly hasLog: boolean;
};

export function pathOf({ folder, name }: FoundFile): string {
  // Joining normalises both parts again, and these are normal already.
  return `${folder.path}${path.sep}${name}`;
}

export type UnreadablePath = {
  readonly path: string;
  /** The system's name of the reason, such as `EACCES`. */
  readonly code: string;
  readonly isFolder: boolean;
};

export type Discovery = {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly UnreadablePath[];
  /** Every folder that was looked for, with `folderTime` as it was just before: names come and go with it. */
  readonly folderTimes: ReadonlyMap<string, number>;
};

type Walk = {
  readonly agent: Agent;
  readonly account: string;
  readonly placeOf: (above: readonly string[]) => LogPlace;
  readonly files: FoundFile[];
  readonly unreadable: UnreadablePath[];
  readonly folderTimes: Map<string, number>;
  readonly onFile: (file: FoundFile) => void;
  /** Folders and files already seen, so that links neither loop nor count twice. */
  readonly seen: Set<string>;
};

/** Deeper than any agent's layout; a guard against folders that contain themselves by mount. */
const DEEPEST = 24;

/** So many are no short list any more. */
const MANY_FILES = 5000;

/**
 * Lists the log files of an agent's configuration folders, following links.
 * @param onFile told of each as soon as it is found
 */
export function discoverLogs(
  agent: Agent,
  folders: readonly ConfigFolder[],
  onFile: (file: FoundFile) => void = () => undefined,
): Discovery {
  const files: FoundFile[] = [];
  const unreadable: UnreadablePath[] = [];
  const folderTimes = new Map<string, number>();
  const seen = new Set<string>();
  for (const folder of folders) {
    const placeOf = folder.placeOf ?? anywhere;
    const found = { files, unreadable, folderTimes, seen, onFile };
    const walk = { agent, account: folder.path, placeOf, ...found };
    for (const logFolder of folder.logFolders) walkFolder(logFolder, [], walk);
  }
  return { files, unreadable, folderTimes };
}

function anywhere(): LogPlace {
  return 'logs';
}

function walkFolder(folder: string, above: readonly string[], walk: Walk): void {
  if (above.length > DEEPEST || walk.placeOf(above) === 'nothing') return;
  let entries: fs.Dirent[];
  try {
    walk.folderTimes.set(folder, NO_FOLDER);
    // Most agents' folders are not there, and an error for each is felt.
    const stats = fs.statSync(folder, { throwIfNoEntry: false });
    if (!stats) return;
    walk.folderTimes.set(folder, stats.mtimeMs);
    if (!isFirstSight(stats, identityOf(stats), walk)) return;
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    noteUnreadable(folder, true, error, walk);
    return;
  }
  const { agent, account } = walk;
  const here: LogFolder = { agent: agent.id, account, path: folder, names: above };
  for (const entry of entries) visitEntry(here, entry, walk);
}

function visitEntry(folder: LogFolder, entry: fs.Dirent, walk: Walk): void {
  const entryPath = `${folder.path}${path.sep}${entry.name}`;
  if (entry.isDirectory()) return walkFolder(entryPath, [entry.name, ...folder.names], walk);
  const isLog = walk.agent.isLogFile(entry.name) && walk.placeOf(folder.names) === 'logs';
  if (entry.isFile() && !isLog) return;
  if (!entry.isFile() && !entry.isSymbolicLink()) return;
  let stats: fs.Stats;
  try {
    stats = fs.statSync(entryPath);
  } catch (error) {
    if (isLog) noteUnreadable(entryPath, false, error, walk);
    // A link to nothing: what it names may come without its folder telling.
    walk.folderTimes.set(entryPath, NO_FOLDER);
    return;
  }
  if (stats.isDirectory()) return walkFolder(entryPath, [entry.name, ...folder.names], walk);
  if (!isLog || !stats.isFile()) return;
  const identity = identityOf(stats);
  if (!isFirstSight(stats, identity, walk)) return;
  const hasLog = isDatabase(walk.agent.id, entry.name);
  const { size, modifiedAtMs } = stateOf(entryPath, stats, hasLog);
  const file = { folder, name: entry.name, identity, size, modifiedAtMs, hasLog };
  walk.files.push(file);
  walk.onFile(file);
  if (walk.files.length % MANY_FILES === 0) settleNursery();
}

function isFirstSight(stats: fs.Stats, identity: string, walk: Walk): boolean {
  // Some file systems have no inode numbers; there every path counts as its own.
  if (stats.ino === 0) return true;
  if (walk.seen.has(identity)) return false;
  walk.seen.add(identity);
  return true;
}

function noteUnreadable(where: string, isFolder: boolean, error: unknown, walk: Walk): void {
  const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  // What is not there is not a problem: agents are installed later, files vanish.
  if (code === 'ENOENT' || code === 'ENOTDIR') return;
  walk.unreadable.push({ path: where, code, isFolder });
}
