/** What agents without logs of lines have in common. */
import type { Agent, FileParser } from './agent.ts';

/** For agents whose logs are no lists of lines: nothing is handed to it. */
export function createNoLineParser(): FileParser {
  return { line: () => undefined, state: () => null };
}

/** What is all there is to say about an agent that keeps no token counts on this machine. */
export type AgentWithoutUsage = Pick<Agent, 'id' | 'draw' | 'configFolders' | 'hooks'> & {
  readonly keepsNoUsage: NonNullable<Agent['keepsNoUsage']>;
};

/** An agent that is noticed where it is installed, and has nothing to read. */
export function agentWithoutUsage(known: AgentWithoutUsage): Agent {
  return { ...known, isLogFile: () => false, createFileParser: createNoLineParser };
}
