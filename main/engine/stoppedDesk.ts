/** The sessions that the gate has held, until they go on or the user takes them off the list. */
import fs from 'node:fs';
import type { AgentView, StoppedSessionView } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import { folderTime, mayHaveChanged } from '../ingest/folderTime.ts';
import { stoppedView, type StoppedSession } from '../domain/stoppedSessions.ts';
import { forgetStop, readStops, type StopSign } from '../gate/gateLife.ts';
import { gateAccountId, gatePathsOf } from '../gate/gatePaths.ts';
import { resumeCommand } from '../gate/resumeCommand.ts';
import type { Machine } from '../ports.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Tables } from './database.ts';

/** An answer that was under way at the stop still comes in; a session that goes on answers later than that. */
const LAST_ANSWER_MS = 20_000;

export type StoppedDesk = ReturnType<typeof createStoppedDesk>;

export function createStoppedDesk(dataFolder: string, machine: Machine) {
  const paths = gatePathsOf(dataFolder);
  let failure: StoreFailure | null = null;
  let known: readonly (StoppedSession & { readonly sign: StopSign })[] = [];
  /** Of the folder with the signs, when it last held none; null: it held some. */
  let emptyAtTimeMs: number | null = null;

  /** null: the account is not of this machine any more, or the session has gone on. */
  function sessionOf(sign: StopSign, folders: ReadonlyMap<string, Folder>, tables: Tables) {
    const folder = folders.get(sign.accountId);
    const resume = folder && AGENTS[folder.agent].resume;
    if (!folder || !resume) return null;
    const sinceMs = sign.atMs + LAST_ANSWER_MS;
    const answered = tables.sessionTimes.answered(folder.agent, sign.sessionId, sinceMs);
    if (answered === 'since') return null;
    const { sessionId, project, atMs } = sign;
    const configFolder = isOwnFolder(folder) ? null : folder.account;
    const question = { resume, sessionId, project, configFolder };
    return {
      sign,
      ...folder,
      sessionId,
      project,
      stoppedAtMs: atMs,
      // A session that never answered left nothing to take up.
      command: answered === 'never' ? null : resumeCommand(question, process.platform),
    };
  }

  /** The folder that the agent takes when nobody names one. */
  function isOwnFolder({ agent, account }: Folder): boolean {
    return AGENTS[agent].configFolders({ ...machine, variables: {} })[0]?.path === account;
  }

  return {
    /** Looks who is held. @returns whether that has changed */
    async look(tables: Tables, agents: readonly AgentView[], nowMs: number): Promise<boolean> {
      const timeMs = folderTime(paths.live);
      if (timeMs === emptyAtTimeMs) return false;
      const before = JSON.stringify(known);
      const signs = await readStops(paths, nowMs);
      emptyAtTimeMs = signs.length === 0 && !mayHaveChanged(timeMs, nowMs) ? timeMs : null;
      const folders = signs.length === 0 ? new Map<string, Folder>() : foldersById(agents);
      try {
        const found = signs.map((sign) => ({ sign, session: sessionOf(sign, folders, tables) }));
        failure = null;
        known = found.flatMap(({ session }) => session ?? []);
        for (const { sign, session } of found) {
          if (session === null && folders.has(sign.accountId)) await forgetStop(paths, sign);
        }
      } catch (error) {
        failure = storeFailureOf(error);
      }
      return JSON.stringify(known) !== before;
    },
    failure: (): StoreFailure | null => failure,
    /** As of the last look; `gates` tells which accounts are open now. */
    views: (isOpen: (one: StoppedSession) => boolean): StoppedSessionView[] =>
      known
        .map(({ sign: _sign, ...session }) => stoppedView(session, isOpen(session)))
        .sort((one, other) => other.stoppedAtMs - one.stoppedAtMs),
    /** Takes sessions off the list; an id of none changes nothing. null: all of them. */
    async dismiss(sessionId: string | null): Promise<void> {
      const gone = known.filter((one) => sessionId === null || one.sessionId === sessionId);
      for (const { sign } of gone) await forgetStop(paths, sign);
      known = known.filter((one) => !gone.includes(one));
    },
  };
}

type Folder = Pick<StoppedSession, 'agent' | 'account'>;

function foldersById(agents: readonly AgentView[]): Map<string, Folder> {
  return new Map(
    agents.flatMap(({ id, folders }) =>
      folders
        .filter(({ exists }) => exists)
        .flatMap(({ path }): [string, Folder][] => {
          const resolved = resolvedFolder(path);
          const folder = { agent: id, account: path };
          return resolved === null ? [] : [[gateAccountId(id, resolved), folder]];
        }),
    ),
  );
}

function resolvedFolder(folder: string): string | null {
  try {
    return fs.realpathSync(folder);
  } catch {
    return null;
  }
}
