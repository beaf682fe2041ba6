/** Everything that is wrong, in the order in which a person should see it. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { GATE_STANDING_WORDS } from '../../preload/contract/gateWording.ts';
import type { AgentView, GateStanding, ProblemKind } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import type { UnreadablePath } from '../ingest/discover.ts';
import type { FailedTail } from '../ingest/tailHelper.ts';
import type { StoreFailure } from '../store/problems.ts';
import { hostFolderTroubles } from './hostFolders.ts';
import {
  refusedTrouble,
  unpricedTrouble,
  unreadableTroubles,
  type Trouble,
} from './problemBook.ts';

export type TroubleInput = {
  readonly dataFolder: string;
  readonly failures: readonly (StoreFailure | null)[];
  /** Another program holds the writer's lock. */
  readonly isReadOnly: boolean;
  /** What could not be listed, and log files that could be found but not read. */
  readonly unreadable: readonly UnreadablePath[];
  readonly failedFiles: readonly FailedTail[];
  readonly statusLine: readonly Trouble[];
  readonly settings: readonly Trouble[];
  readonly sources: readonly Trouble[];
  readonly agents: readonly AgentView[];
  readonly refusedLines: number;
  readonly unpricedModels: readonly string[];
};

export function troublesOf(input: TroubleInput): Trouble[] {
  return [
    ...storeTroubles(input),
    ...unreadableTroubles(
      input.unreadable.filter(({ isFolder }) => isFolder),
      'folder-unreadable',
    ),
    ...unreadableTroubles(
      [...input.unreadable.filter(({ isFolder }) => !isFolder), ...input.failedFiles],
      'file-unreadable',
    ),
    ...hostFolderTroubles(input.agents),
    ...input.statusLine,
    ...replacedBridges(input.agents),
    ...gateTroubles(input.agents),
    ...input.settings,
    ...input.sources,
    ...refusedTrouble(input.refusedLines),
    ...unpricedTrouble(input.unpricedModels),
  ];
}

function storeTroubles({ dataFolder, failures, isReadOnly }: TroubleInput): Trouble[] {
  const failed = new Map(
    failures.flatMap((failure) => (failure === null ? [] : [[failure.kind, failure] as const])),
  );
  const errors = [...failed.values()].map((failure): Trouble => ({
    ...failure,
    severity: 'error',
    path: dataFolder,
    count: null,
  }));
  if (!isReadOnly) return errors;
  const message = inEnglish('Another Tollgate is writing the database; this one only reads it.');
  return [
    ...errors,
    { kind: 'database-busy', severity: 'notice', message, path: dataFolder, count: null },
  ];
}

function replacedBridges(agents: readonly AgentView[]): Trouble[] {
  return agents.flatMap(({ folders }) =>
    folders
      .filter(({ bridge }) => bridge === 'replaced')
      .map(({ path }): Trouble => ({
        kind: 'bridge-replaced',
        severity: 'notice',
        message: inEnglish('The status line bridge is no longer in the agent’s settings.'),
        path,
        count: null,
      })),
  );
}

/** Standings of a gate that somebody wanted and that holds nothing. */
const GATE_TROUBLES: Readonly<Partial<Record<GateStanding, ProblemKind>>> = {
  'not-trusted': 'gate-not-trusted',
  bypassed: 'gate-bypassed',
  replaced: 'gate-replaced',
};

function gateTroubles(agents: readonly AgentView[]): Trouble[] {
  return agents.flatMap(({ id, name, folders }) =>
    folders.flatMap(({ path, gate }): Trouble[] => {
      const kind = gate === null ? undefined : GATE_TROUBLES[gate];
      if (gate === null || kind === undefined) return [];
      const step = gate === 'not-trusted' ? (AGENTS[id].hooks?.trustStep ?? null) : null;
      const values = { name, standing: inEnglish(GATE_STANDING_WORDS[gate]) };
      const message =
        step === null
          ? inEnglish('{name}: {standing}.', values)
          : `${inEnglish('{name}: {standing}.', values)} ${step}`;
      return [{ kind, severity: 'notice', message, path, count: null }];
    }),
  );
}
