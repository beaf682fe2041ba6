/**
 * Noticing changes by looking: the files that were written lately every few seconds, the whole tree each
 * minute. Watchers miss appends through long-open descriptors on macOS and cost a watch a folder on Linux.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import type { HostFolder } from '../../preload/contract/settingsOfFolders.ts';
import type { Agent, ConfigFolder, Environment } from '../agents/agent.ts';
import { folderElsewhere } from '../agents/elsewhere.ts';
import { discoverLogs, type FoundFile, type UnreadablePath } from '../ingest/discover.ts';
import { stateOf } from '../ingest/fileState.ts';
import { identityOf } from '../ingest/tailFile.ts';

/** Looked at between full listings: this many of the latest files and of the latest folders. */
const HOT_FILES = 100;
const HOT_FOLDERS = 100;

export type LogWatch = ReturnType<typeof createLogWatch>;

/** @param hostFolders folders of other computers, as they are set now */
export function createLogWatch(
  environment: Environment,
  hostFolders: () => readonly HostFolder[] = () => [],
) {
  const foldersOf = (agent: Agent): readonly ConfigFolder[] => [
    ...agent.configFolders(environment),
    // Last: what is there twice is of this computer.
    ...hostFolders()
      .filter((one) => one.agent === agent.id)
      .map(({ path: folder }) => folderElsewhere(agent, folder, environment)),
  ];
  let files: FoundFile[] = [];
  let unreadable: readonly UnreadablePath[] = [];
  let folderTimes = new Map<string, number>();

  function listAll(): void {
    const found = AGENT_LIST.map((agent) => discoverLogs(agent, foldersOf(agent)));
    files = found
      .flatMap((discovery) => discovery.files)
      .sort((a, b) => b.modifiedAtMs - a.modifiedAtMs);
    unreadable = found.flatMap((discovery) => discovery.unreadable);
    folderTimes = new Map(hotFolders(files, foldersOf).map((folder) => [folder, timeOf(folder)]));
  }

  /** Files among the latest that have changed since the last look. */
  function changedHotFiles(): FoundFile[] {
    const changed: FoundFile[] = [];
    for (const [index, file] of files.slice(0, HOT_FILES).entries()) {
      const stats = statOrNull(file.path);
      if (!stats) continue;
      const isSame = stats.size === file.size && stats.mtimeMs === file.modifiedAtMs;
      if (isSame && !file.hasLog) continue;
      const now = {
        ...file,
        ...stateOf(file.path, stats, file.hasLog),
        identity: identityOf(stats),
      };
      if (now.size === file.size && now.modifiedAtMs === file.modifiedAtMs) continue;
      files[index] = now;
      changed.push(now);
    }
    return changed;
  }

  function hasFolderChanged(): boolean {
    for (const [folder, timeMs] of folderTimes) if (timeOf(folder) !== timeMs) return true;
    return false;
  }

  return {
    listAll,
    changedHotFiles,
    hasFolderChanged,
    files: (): readonly FoundFile[] => files,
    unreadable: (): readonly UnreadablePath[] => unreadable,
    filesUnder: (agent: AgentId, account: string): number =>
      files.filter((file) => file.agent === agent && file.account === account).length,
  };
}

/** Folders of the latest files, and the roots, where a new project would appear. */
function hotFolders(
  files: readonly FoundFile[],
  foldersOf: (agent: Agent) => readonly ConfigFolder[],
): string[] {
  const folders = new Set<string>();
  for (const agent of AGENT_LIST) {
    for (const { path: configFolder, logFolders } of foldersOf(agent)) {
      folders.add(configFolder);
      for (const folder of logFolders) folders.add(folder);
    }
  }
  const most = folders.size + HOT_FOLDERS;
  for (const file of files) {
    if (folders.size >= most) break;
    const folder = path.dirname(file.path);
    folders.add(folder);
    folders.add(path.dirname(folder));
  }
  return [...folders];
}

function statOrNull(file: string): fs.Stats | null {
  return fs.statSync(file, { throwIfNoEntry: false }) ?? null;
}

function timeOf(folder: string): number {
  try {
    return statOrNull(folder)?.mtimeMs ?? -1;
  } catch {
    return -2;
  }
}
