/** Folders of other computers that the user named: which they are, and how they stand. */
import fs from 'node:fs';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { hostFolderOf, type HostFolder } from '../../preload/contract/settingsOfFolders.ts';
import type { AgentView, HostFolderView } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { folderElsewhere } from '../agents/elsewhere.ts';
import { AGENTS } from '../agents/registry.ts';
import type { Environment } from '../agents/agent.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { WritingTables } from './database.ts';
import type { LogWatch } from './logWatch.ts';
import type { Trouble } from './problemBook.ts';

/** Follows the settings; nothing of a folder is read before its computer is saved. */
export function createHostFolderDesk(environment: Environment) {
  let folders: readonly HostFolder[] = [];
  let namedIn: object | null = null;
  let failure: StoreFailure | null = null;
  return {
    /** Folders that are to be read. */
    folders: (): readonly HostFolder[] => (namedIn ? folders : []),
    failure: (): StoreFailure | null => failure,
    follow(settings: Settings): void {
      const wanted = hostFoldersOf(settings, environment);
      if (JSON.stringify(wanted) === JSON.stringify(folders)) return;
      folders = wanted;
      namedIn = null;
    },
    /** Saves whose the folders are. @returns whether others are to be read from now on */
    name(writing: Pick<WritingTables, 'writer'> | null): boolean {
      if (!writing || namedIn === writing) return false;
      try {
        writing.writer.nameHosts(folders);
        [namedIn, failure] = [writing, null];
        return true;
      } catch (error) {
        failure = storeFailureOf(error);
        return false;
      }
    },
  };
}

/** The folders of the settings; those that are this computer's own folders stay its own. */
function hostFoldersOf(settings: Settings, environment: Environment): HostFolder[] {
  return Object.entries(settings.logFolders)
    .flatMap(([key, host]) => hostFolderOf(key, host) ?? [])
    .filter((folder) => !isOwn(folder, environment));
}

/** How an agent's folders of other computers stand after the latest listing. */
export function hostFolderViews(
  agent: HostFolder['agent'],
  settings: Settings | null,
  environment: Environment,
  watch: Pick<LogWatch, 'filesUnder'>,
): HostFolderView[] {
  return Object.entries(settings?.logFolders ?? {})
    .flatMap(([key, host]) => hostFolderOf(key, host) ?? [])
    .filter((folder) => folder.agent === agent)
    .map((folder) => {
      const { path, host } = folder;
      const logFiles = watch.filesUnder(agent, path);
      return { path, host, logFiles, state: stateOf(folder, logFiles, environment) };
    });
}

function stateOf(
  folder: HostFolder,
  logFiles: number,
  environment: Environment,
): HostFolderView['state'] {
  if (AGENTS[folder.agent].keepsNoUsage && layoutOf(folder, environment).length === 0) {
    return 'keeps-no-usage';
  }
  if (!isThere(folder.path)) return 'missing';
  if (isOwn(folder, environment)) return 'own';
  return logFiles > 0 ? 'read' : 'empty';
}

function layoutOf({ agent, path }: HostFolder, environment: Environment): readonly string[] {
  return folderElsewhere(AGENTS[agent], path, environment).logFolders;
}

function isOwn({ agent, path }: HostFolder, environment: Environment): boolean {
  const real = realPath(path);
  return AGENTS[agent].configFolders(environment).some((own) => realPath(own.path) === real);
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return folder;
  }
}

/** A mount that does not answer is as good as not there. */
function isThere(folder: string): boolean {
  try {
    return fs.statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** What is wrong with folders of other computers; what was counted from them is never in doubt. */
export function hostFolderTroubles(agents: readonly AgentView[]): Trouble[] {
  return agents.flatMap(({ id, hostFolders }) =>
    hostFolders.flatMap(({ path, host, state }): Trouble[] => {
      const why = WHY[state]?.(AGENT_NAMES[id], host);
      return why === undefined
        ? []
        : [{ kind: 'host-folder-missing', severity: 'notice', message: why, path, count: null }];
    }),
  );
}

const WHY: Readonly<
  Partial<Record<HostFolderView['state'], (agent: string, host: string) => string>>
> = {
  missing: (agent, host) =>
    inEnglish(
      'The folder of {agent} on {host} is not there; it may not be mounted. What was counted from it stays.',
      { agent, host },
    ),
  empty: (agent, host) =>
    inEnglish(
      'The folder of {agent} on {host} holds no session files; it may not be mounted, or not be the folder itself. What was counted from it stays.',
      { agent, host },
    ),
  own: (agent, host) =>
    inEnglish(
      'What is set as a folder of {agent} on {host} is this computer’s own folder. It is read as that, and counted once.',
      { agent, host },
    ),
  'keeps-no-usage': (agent) =>
    inEnglish('{agent} writes down no token counts, so there is nothing to read in this folder.', {
      agent,
    }),
};
