/**
 * Everything about status line bridges that the engine asks for. Loaded when it is first needed: counting
 * needs none of it, and its libraries cost a third of a short command's time.
 */
import type { BridgePlan, BridgeRequest, Outcome } from '../../preload/contract/channels.ts';
import type { AgentView, BridgeState } from '../../preload/contract/snapshot.ts';
import { refreshBridgeScript } from '../sources/bridge/bridgeFiles.ts';
import { applyBridge, bridgeState, planBridge } from '../sources/bridge/installBridge.ts';
import { createStatusLineSource } from './statusLineReadings.ts';

export type Bridges = ReturnType<typeof createBridges>;

export function createBridges(dataFolder: string, scriptSource: string) {
  const statusLine = createStatusLineSource(dataFolder);
  return {
    readStatusLines: (agents: readonly AgentView[], nowMs: number) =>
      statusLine.read(agents, nowMs),
    /** The readings could not be saved: hand them out again. */
    forgetStatusLines: (): void => statusLine.forget(),
    state: (folder: string): Promise<BridgeState> => bridgeState(folder, { dataFolder }),
    plan: (request: BridgeRequest): Promise<Outcome<BridgePlan>> =>
      planBridge(request, { dataFolder }),
    apply: (plan: BridgePlan & BridgeRequest, nowMs: number): Promise<Outcome<null>> =>
      applyBridge(plan, { dataFolder, scriptSource, nowMs }),
    /** Brings an installed script to this version. */
    refreshScript: (): Promise<void> => refreshBridgeScript(dataFolder, scriptSource),
  };
}
