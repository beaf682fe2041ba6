/**
 * Noticing changes by looking: the files that were written lately every few seconds, all of them each minute, and
 * the folders anew when one of them has changed. Watchers miss appends through long-open descriptors on macOS and
 * cost a watch a folder on Linux.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import type { HostFolder } from '../../preload/contract/settingsOfFolders.ts';
import type { Agent, ConfigFolder, Environment } from '../agents/agent.ts';
import { folderElsewhere } from '../agents/elsewhere.ts';
import { discoverLogs, pathOf, type FoundFile, type UnreadablePath } from '../ingest/discover.ts';
import { stateOf } from '../ingest/fileState.ts';
import { folderTime, mayHaveChanged, NO_FOLDER } from '../ingest/folderTime.ts';
import { identityOf } from '../ingest/tailFile.ts';
import type { Clock } from '../ports.ts';

/** Looked at between full listings: this many of the latest files and of the latest folders. */
const HOT_FILES = 100;
const HOT_FOLDERS = 100;
/** However still the folders seem to be, they are listed again after this: some disks tell times coarsely, or not. */
const LIST_AGAIN_MS = 10 * 60_000;

export type LogWatch = ReturnType<typeof createLogWatch>;

/** @param hostFolders folders of other computers, as they are set now */
export function createLogWatch(
  environment: Environment,
  clock: Clock,
  hostFolders: () => readonly HostFolder[] = () => [],
) {
  const foldersOf = (agent: Agent): readonly ConfigFolder[] => [
    ...agent.configFolders(environment),
    // Last: what is there twice is of this computer.
    ...hostFolders()
      .filter((one) => one.agent === agent.id)
      .map(({ path: folder }) => folderElsewhere(agent, folder, environment)),
  ];
  const allFolders = () => AGENT_LIST.map(foldersOf);
  /** The latest first, as of the last listing or of the last look at all of them. */
  let files: FoundFile[] = [];
  let unreadable: readonly UnreadablePath[] = [];
  let folderTimes: ReadonlyMap<string, number> = new Map();
  let hotFolderTimes: ReadonlyMap<string, number> = new Map();
  let listedAtMs = -Infinity;

  /** @param onFile told of each file as soon as it is found */
  function listAll(onFile?: (file: FoundFile) => void): void {
    listedAtMs = clock();
    const places = allFolders();
    const found = AGENT_LIST.map((agent, index) =>
      discoverLogs(agent, places[index] ?? [], onFile),
    );
    files = found.flatMap((discovery) => discovery.files);
    unreadable = found.flatMap((discovery) => discovery.unreadable);
    folderTimes = new Map(found.flatMap((discovery) => [...discovery.folderTimes]));
    rank(places);
  }

  function rank(places: readonly (readonly ConfigFolder[])[]): void {
    files.sort((a, b) => b.modifiedAtMs - a.modifiedAtMs);
    const folders = hotFolders(files, places.flat());
    hotFolderTimes = new Map(folders.map((folder) => [folder, listedTime(folder)]));
  }

  /** As it was when the folder was listed, so that what came since is noticed. */
  function listedTime(folder: string): number {
    const timeMs = folderTimes.get(folder) ?? NO_FOLDER;
    return timeMs === NO_FOLDER ? folderTime(folder) : timeMs;
  }

  /**
   * Of the first so many files those that have changed since they were last looked at; they are known as they are
   * now. One that is gone or cannot be reached is left out.
   */
  function changedAmong(most: number): { changed: FoundFile[]; hasLost: boolean } {
    const changed: FoundFile[] = [];
    let hasLost = false;
    for (let index = 0; index < files.length && index < most; index += 1) {
      const before = files[index] as FoundFile;
      const now = stateNow(before);
      if (now === null) hasLost = true;
      if (now === null || now === before) continue;
      files[index] = now;
      changed.push(now);
    }
    return { changed, hasLost };
  }

  /** Whether the files are still those that were listed, by the times of all their folders. */
  function isListingValid(): boolean {
    if (unreadable.length > 0 || Math.abs(clock() - listedAtMs) >= LIST_AGAIN_MS) return false;
    for (const [folder, timeMs] of folderTimes) {
      if (mayHaveChanged(timeMs, listedAtMs) || folderTime(folder) !== timeMs) return false;
    }
    return true;
  }

  function hasHotFolderChanged(): boolean {
    for (const [folder, timeMs] of hotFolderTimes) if (folderTime(folder) !== timeMs) return true;
    return false;
  }

  return {
    listAll,
    isListingValid,
    hasHotFolderChanged,
    /** Files among the latest that have changed since the last look. */
    changedHotFiles: (): FoundFile[] => changedAmong(HOT_FILES).changed,
    /**
     * All files that have changed since the last look, without listing folders.
     * @returns null when they must be listed: one is gone or cannot be reached
     */
    changedFiles(): FoundFile[] | null {
      const { changed, hasLost } = changedAmong(Infinity);
      rank(allFolders());
      return hasLost ? null : changed;
    },
    files: (): readonly FoundFile[] => files,
    unreadable: (): readonly UnreadablePath[] => unreadable,
    filesUnder: (agent: AgentId, account: string): number =>
      files.filter(({ folder }) => folder.agent === agent && folder.account === account).length,
  };
}

/** The file as it is now, the same object when nothing has changed; null: it is gone or cannot be reached. */
function stateNow(file: FoundFile): FoundFile | null {
  const where = pathOf(file);
  const stats = statOrNull(where);
  if (stats === null) return null;
  const isSame = stats.size === file.size && Math.floor(stats.mtimeMs) === file.modifiedAtMs;
  if (isSame && !file.hasLog) return file;
  const state = stateOf(where, stats, file.hasLog);
  if (state.size === file.size && state.modifiedAtMs === file.modifiedAtMs) return file;
  return { ...file, ...state, identity: identityOf(stats) };
}

/** Folders of the latest files, and the roots, where a new project would appear. */
function hotFolders(files: readonly FoundFile[], places: readonly ConfigFolder[]): string[] {
  const folders = new Set<string>();
  for (const { path: configFolder, logFolders } of places) {
    folders.add(configFolder);
    for (const folder of logFolders) folders.add(folder);
  }
  const most = folders.size + HOT_FOLDERS;
  for (const file of files) {
    if (folders.size >= most) break;
    folders.add(file.folder.path);
    folders.add(path.dirname(file.folder.path));
  }
  return [...folders];
}

function statOrNull(file: string): fs.Stats | null {
  try {
    return fs.statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch {
    // Its folder cannot be entered any more; a listing says so.
    return null;
  }
}
