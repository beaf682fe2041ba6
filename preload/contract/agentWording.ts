/** What is said about agents that are noticed and have nothing to count, the same in every face. */
import type { Draw } from './credits.ts';
import { say, sayCount, type SayContext } from './languages/say.ts';
import { sayAgain } from './languages/sayAgain.ts';
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
export function hostFolderState(
  { state, logFiles }: Pick<HostFolderView, 'state' | 'logFiles'>,
  context: SayContext,
): string {
  return state === 'read'
    ? sayCount(context, logFiles, { one: '{count} session file', other: '{count} session files' })
    : say(context, UNREAD_WORDS[state]);
}

const UNREAD_WORDS: Readonly<Record<Exclude<HostFolderView['state'], 'read'>, string>> = {
  missing: 'not there; what was counted stays',
  empty: 'no session files in it; what was counted stays',
  own: 'this computer’s own folder, read as that',
  'keeps-no-usage': 'nothing to read: this agent writes down no token counts',
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
export function silentAgentNote({ draw, keepsNoUsage }: AgentView, context: SayContext): string {
  const draws = say(context, 'Draws on {source}.', { source: say(context, DRAW_WORDS[draw]) });
  return keepsNoUsage ? `${draws} ${sayAgain(context, keepsNoUsage.advice)}`.trim() : draws;
}
