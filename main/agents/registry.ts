import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Agent, Environment } from './agent.ts';
import { claudeCode } from './claude-code/index.ts';
import { codex } from './codex/index.ts';

/** Every agent, one line each; the record makes forgetting one a type error. */
export const AGENTS: Readonly<Record<AgentId, Agent>> = {
  'claude-code': claudeCode,
  codex,
};

/** The agents in the order in which they are shown. */
export const AGENT_LIST: readonly Agent[] = Object.values(AGENTS);

/**
 * The account that an agent's events count for where nobody knows whose they were: its own first folder, whether
 * or not there is anything in it now, so that what is counted does not move when files come and go.
 */
export function firstFolderOf(agent: AgentId, environment: Environment): string {
  return AGENTS[agent].configFolders(environment)[0]?.path ?? agent;
}
