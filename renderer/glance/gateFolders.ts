import {
  isBoundaryNear,
  isGateInstalled,
  isGateMissing,
  type GateOfFolder,
} from '../../preload/contract/gateWording.ts';
import type { AgentId, Snapshot } from '../../preload/contract/snapshot.ts';

export type GateFolder = GateOfFolder & { readonly agent: AgentId; readonly folder: string };

/** Every folder that is there, with how its gate stands. */
export function gateFolders({ agents }: Snapshot): GateFolder[] {
  return agents.flatMap(({ id, folders }) =>
    folders.flatMap(({ path, gate, isGateUnproven }) =>
      gate === null
        ? []
        : [{ agent: id, folder: path, gate, ...(isGateUnproven && { isGateUnproven }) }],
    ),
  );
}

/** Where the boundary is near, and nothing holds the agent. */
export function gatesToOffer(snapshot: Snapshot): GateFolder[] {
  if (snapshot.phase !== 'ready') return [];
  return gateFolders(snapshot).filter(
    ({ agent, folder, gate }) => isGateMissing(gate) && isBoundaryNear(snapshot, agent, folder),
  );
}

/** What can be done about a gate from the footer; null: nothing. */
export function gateChange({ gate }: GateFolder): 'install' | 'remove' | null {
  if (isGateInstalled(gate)) return 'remove';
  return isGateMissing(gate) ? 'install' : null;
}
