/** The accounts that a gate may stand before: every agent's configuration folders, and how each stands. */
import fs from 'node:fs';
import { realpath } from 'node:fs/promises';
import type { Agent, AgentHooks, Environment } from '../agents/agent.ts';
import type { GateStanding } from '../../preload/contract/snapshot.ts';
import { gateStanding } from '../domain/gateState.ts';
import { readLife } from './gateLife.ts';
import { gateAccountId, gatePathsOf } from './gatePaths.ts';
import { hookState } from './installHooks.ts';

export type GateAccountView = {
  readonly agent: Agent['id'];
  /** The configuration folder as the agent's rules name it. */
  readonly folder: string;
  /** Where its hooks are written down when that is not the same folder. */
  readonly hooksFolder?: string;
  readonly accountId: string;
  /** null: this agent cannot be held. */
  readonly hooks: AgentHooks | null;
  readonly isStrict: boolean;
  readonly standing: GateStanding;
  readonly lastRunAtMs: number | null;
};

export type GateAccountQuestion = {
  readonly agents: readonly Agent[];
  readonly environment: Environment;
  readonly dataFolder: string;
  readonly platform: NodeJS.Platform;
  /** The last answer in an agent's own files; null when there is none. */
  readonly lastActivityAtMs: (agent: Agent['id'], folder: string) => number | null;
  readonly nowMs: number;
};

/** One view for each configuration folder that is there. */
export async function gateAccounts(question: GateAccountQuestion): Promise<GateAccountView[]> {
  const { agents, environment, dataFolder, platform, nowMs } = question;
  const { lastRunAtMs } = await readLife(gatePathsOf(dataFolder), nowMs);
  const views: GateAccountView[] = [];
  for (const agent of agents) {
    for (const { path: folder, isEmbedded, hasNoHooks } of agent.configFolders(environment)) {
      if (isEmbedded || hasNoHooks || !fs.existsSync(folder)) continue;
      const accountId = gateAccountId(agent.id, await realpath(folder));
      const hooks = agent.hooks ?? null;
      const hooksFolder = hooks?.folder && { hooksFolder: hooks.folder(environment) };
      const state =
        hooks &&
        (await hookState(
          { agent: agent.id, hooks, folder, ...hooksFolder },
          { dataFolder, platform },
        ));
      const isInstalled = state?.kind === 'installed';
      const ranAtMs = lastRunAtMs.get(accountId) ?? null;
      const standing = gateStanding({
        installation: state?.kind ?? null,
        installedAtMs: isInstalled ? state.installedAtMs : null,
        needsTrust: typeof hooks?.trustStep === 'string',
        lastRunAtMs: ranAtMs,
        lastActivityAtMs: question.lastActivityAtMs(agent.id, folder),
      });
      const isStrict = isInstalled && state.isStrict;
      const id = agent.id;
      views.push({
        agent: id,
        folder,
        ...hooksFolder,
        accountId,
        hooks,
        isStrict,
        standing,
        lastRunAtMs: ranAtMs,
      });
    }
  }
  return views;
}
