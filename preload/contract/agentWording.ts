/** What is said about agents that are noticed and have nothing to count, the same in every face. */
import type { Draw } from './credits.ts';
import type { AgentView, HostFolderView, Snapshot } from './snapshot.ts';

/** What an account's requests are paid with. */
export const DRAW_WORDS: Readonly<Record<Draw, string>> = {
  'plan-then-credits': 'plan, then credits',
  credits: 'credits',
  'api-key': 'API key',
  other: 'something else',
};

export const KEEPS_NO_USAGE = 'keeps no usage on this machine';

/** How a folder of another computer stands, by the number of log files in it. */
export const HOST_FOLDER_WORDS: Readonly<
  Record<HostFolderView['state'], (logFiles: number) => string>
> = {
  read: (logFiles) => (logFiles === 1 ? '1 session file' : `${logFiles} session files`),
  missing: () => 'not there; what was counted stays',
  empty: () => 'no session files in it; what was counted stays',
  own: () => 'this computer’s own folder, read as that',
  'keeps-no-usage': () => 'nothing to read: this agent writes down no token counts',
};

/** Whether any folder of the agent is there. */
export function isFound({ folders }: AgentView): boolean {
  return folders.some(({ exists }) => exists);
}

/** Agents that are installed and write no token counts here, in the order of all. */
export function silentAgents({ agents }: Snapshot): AgentView[] {
  return agents.filter((agent) => agent.keepsNoUsage !== null && isFound(agent));
}

/** What such an agent draws on, and what the user can do instead. */
export function silentAgentNote({ draw, keepsNoUsage }: AgentView): string {
  return `Draws on ${DRAW_WORDS[draw]}. ${keepsNoUsage?.advice ?? ''}`.trim();
}
