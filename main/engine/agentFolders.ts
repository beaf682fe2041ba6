/** Agents' folders as the user sees them: path, whether it is there, its logs, its bridge. */
import fs from 'node:fs';
import type { AgentFolderView, AgentView, BridgeState } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import type { Agent, ConfigFolder, Environment } from '../agents/agent.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import { hostFolderViews } from './hostFolders.ts';
import type { LogWatch } from './logWatch.ts';

/** Views of all agents; `bridgeOf` is asked for existing folders of agents that take a bridge. */
export async function agentViews(
  environment: Environment,
  watch: Pick<LogWatch, 'filesUnder'>,
  bridgeOf: (folder: string) => Promise<BridgeState>,
  settings: Settings | null,
): Promise<AgentView[]> {
  return Promise.all(
    AGENT_LIST.map(async (agent) => ({
      id: agent.id,
      name: AGENT_NAMES[agent.id],
      draw: agent.draw.byDefault,
      keepsNoUsage: agent.keepsNoUsage ? { advice: agent.keepsNoUsage.advice } : null,
      folders: await Promise.all(
        agent
          .configFolders(environment)
          .filter(isShown)
          .map((folder) => folderView(agent, folder, watch, bridgeOf)),
      ),
      hostFolders: hostFolderViews(agent.id, settings, environment, watch),
    })),
  );
}

/** It is no news that one of several places, or a folder of another program, is not there. */
function isShown({ path, isAlternative, isEmbedded, logFolders }: ConfigFolder): boolean {
  if (isEmbedded) return logFolders.some((folder) => fs.existsSync(folder));
  return !isAlternative || fs.existsSync(path);
}

async function folderView(
  agent: Agent,
  { path, isEmbedded }: ConfigFolder,
  watch: Pick<LogWatch, 'filesUnder'>,
  bridgeOf: (folder: string) => Promise<BridgeState>,
): Promise<AgentFolderView> {
  const exists = fs.existsSync(path);
  return {
    path,
    exists,
    logFiles: watch.filesUnder(agent.id, path),
    bridge: exists && !isEmbedded && agent.statusLineSettings ? await bridgeOf(path) : null,
    gate: null,
  };
}
