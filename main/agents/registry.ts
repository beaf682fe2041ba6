import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Agent, Environment } from './agent.ts';
import { amp } from './amp/index.ts';
import { claudeCode } from './claude-code/index.ts';
import { cline } from './cline/index.ts';
import { codex } from './codex/index.ts';
import { copilotCli } from './copilot-cli/index.ts';
import { cursor } from './cursor/index.ts';
import { droid } from './droid/index.ts';
import { fazm } from './fazm/index.ts';
import { geminiCli } from './gemini-cli/index.ts';
import { goose } from './goose/index.ts';
import { kiloCode } from './kilo-code/index.ts';
import { kimi } from './kimi/index.ts';
import { openclaw } from './openclaw/index.ts';
import { opencode } from './opencode/index.ts';
import { pi } from './pi/index.ts';
import { qwenCode } from './qwen-code/index.ts';
import { rooCode } from './roo-code/index.ts';
import { windsurf } from './windsurf/index.ts';

/** Every agent, one line each; the record makes forgetting one a type error. */
export const AGENTS: Readonly<Record<AgentId, Agent>> = {
  'claude-code': claudeCode,
  codex,
  'gemini-cli': geminiCli,
  opencode,
  'copilot-cli': copilotCli,
  amp,
  cline,
  'roo-code': rooCode,
  'kilo-code': kiloCode,
  goose,
  droid,
  'qwen-code': qwenCode,
  kimi,
  pi,
  openclaw,
  cursor,
  windsurf,
  fazm,
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
