/**
 * Everything about the agents' hooks that the engine asks for: how they stand, and changing them. Loaded
 * when it is first needed, like the bridges.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { GatePlan, GateRequest, Outcome } from '../../preload/contract/channels.ts';
import type { AgentId, AgentView, GateStanding } from '../../preload/contract/snapshot.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { Environment } from '../agents/agent.ts';
import { AGENT_LIST, AGENTS } from '../agents/registry.ts';
import { installedVersion } from '../gate/agentVersion.ts';
import { gateAccounts } from '../gate/gateAccounts.ts';
import {
  applyHooks,
  planHooks,
  refreshGateScripts,
  type GateScripts,
  type HookRequest,
} from '../gate/installHooks.ts';
import type { Machine } from '../ports.ts';
import { systemErrorCode } from '../sources/bridge/fileErrors.ts';

export type Gates = ReturnType<typeof createGates>;

const BY_HAND = inEnglish('The lines to write by hand: tollgate gate install --dry-run');

export function createGates(dataFolder: string, scripts: GateScripts, machine: Machine) {
  const { platform } = process;
  const around = (nowMs: number) => ({ dataFolder, platform, scripts, nowMs });

  /** An agent without hooks, or a settings file of an unknown agent, changes nothing. */
  async function hookRequest(
    { agent, folder, change }: GateRequest,
    { strict, askSeconds }: Settings['gate'],
  ): Promise<HookRequest | null> {
    const hooks = AGENTS[agent].hooks ?? null;
    if (hooks === null) return null;
    const agentVersion =
      change === 'install' ? await installedVersion(hooks.program, machine) : null;
    const elsewhere = hooks.folder && { hooksFolder: hooks.folder(machine) };
    const wish = { isStrict: strict, agentVersion, askSeconds };
    return { agent, hooks, folder, ...elsewhere, change, wish };
  }

  return {
    /**
     * The agents with the standing of each folder that is there.
     * @param lastEventAtMs an agent's last answer in its own files
     */
    async judge(
      agents: readonly AgentView[],
      environment: Environment,
      lastEventAtMs: (agent: AgentId) => number | null,
      nowMs: number,
    ): Promise<AgentView[]> {
      const question = {
        agents: AGENT_LIST,
        environment,
        dataFolder,
        platform,
        lastActivityAtMs: (agent: AgentId, folder: string) =>
          isOnlyFolderInUse(agents, agent, folder) ? lastEventAtMs(agent) : null,
        nowMs,
      };
      const views = await gateAccounts(question).catch((error: unknown) => {
        if (systemErrorCode(error) === null) throw error;
        // A folder that went away between two looks, or that may not be listed: nothing is known.
        return [];
      });
      const standings = new Map<string, GateStanding>(
        views.map(({ agent, folder, standing }) => [`${agent}|${folder}`, standing]),
      );
      return agents.map((agent) => ({
        ...agent,
        folders: agent.folders.map((folder) => ({
          ...folder,
          ...gateOf(standings.get(`${agent.id}|${folder.path}`) ?? null, agent.id),
        })),
      }));
    },
    async plan(
      request: GateRequest,
      settings: Settings,
      nowMs: number,
    ): Promise<Outcome<GatePlan>> {
      const hooks = await hookRequest(request, settings.gate);
      if (hooks === null) return CANNOT_BE_HELD;
      const plan = await planHooks(hooks, around(nowMs));
      if (!plan.ok) {
        const help = plan.handWritten === null ? '' : ` ${BY_HAND}`;
        return { ok: false, message: plan.message + help };
      }
      const { settingsPath, diff, baseFingerprint } = plan.value;
      const { agent, folder } = request;
      return { ok: true, value: { agent, folder, settingsPath, diff, baseFingerprint } };
    },
    async apply(
      plan: GatePlan & GateRequest,
      settings: Settings,
      nowMs: number,
    ): Promise<Outcome<null>> {
      const hooks = await hookRequest(plan, settings.gate);
      if (hooks === null) return CANNOT_BE_HELD;
      return applyHooks(hooks, plan, around(nowMs));
    },
    /** Brings the scripts of installed hooks to this version. */
    refreshScripts: (): Promise<void> => refreshGateScripts(dataFolder, scripts),
  };
}

const CANNOT_BE_HELD = {
  ok: false,
  message: inEnglish('This agent cannot be stopped here.'),
} as const;

function gateOf(gate: GateStanding | null, agent: AgentId) {
  const isUnproven = gate !== null && AGENTS[agent].hooks?.isUnproven === true;
  return { gate, ...(isUnproven && { isGateUnproven: true as const }) };
}

/** Answers are known by agent, not by folder; with several in use nobody can say whose hook was passed over. */
function isOnlyFolderInUse(agents: readonly AgentView[], agent: AgentId, folder: string): boolean {
  const inUse = (agents.find(({ id }) => id === agent)?.folders ?? []).filter(
    ({ logFiles }) => logFiles > 0,
  );
  return inUse.length === 1 && inUse[0]?.path === folder;
}
