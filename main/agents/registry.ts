import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Agent } from './agent.ts';
import { claudeCode } from './claude-code/index.ts';
import { codex } from './codex/index.ts';

/** Every agent, one line each; the record makes forgetting one a type error. */
export const AGENTS: Readonly<Record<AgentId, Agent>> = {
  'claude-code': claudeCode,
  codex,
};

/** The agents in the order in which they are shown. */
export const AGENT_LIST: readonly Agent[] = Object.values(AGENTS);
