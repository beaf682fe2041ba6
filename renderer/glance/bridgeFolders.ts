import type { AgentFolderView, AgentId, Snapshot } from '../../preload/contract/snapshot.ts';

export type BridgeFolder = { readonly agent: AgentId; readonly folder: string };

function foldersWith(snapshot: Snapshot, state: AgentFolderView['bridge']): BridgeFolder[] {
  return snapshot.agents.flatMap((agent) =>
    agent.folders
      .filter(({ exists, bridge }) => exists && bridge === state)
      .map(({ path }) => ({ agent: agent.id, folder: path })),
  );
}

/** Where a bridge would help: it is not there, and nothing reports the agent's session window. */
export function foldersToOffer(snapshot: Snapshot): BridgeFolder[] {
  if (snapshot.phase !== 'ready') return [];
  const reporting = new Set(
    snapshot.windows
      .filter(({ kind, usedPercent }) => kind === 'session' && usedPercent !== null)
      .map(({ agent }) => agent),
  );
  return foldersWith(snapshot, 'not-installed').filter(({ agent }) => !reporting.has(agent));
}

export function foldersWithBridge(snapshot: Snapshot): BridgeFolder[] {
  return foldersWith(snapshot, 'installed');
}
