/** pi: where its files lie. Facts and their sources: docs/agents/pi.md. */
import type { Agent, ConfigFolder, Environment } from '../agent.ts';
import { createSessionParser } from './session.ts';

/** Both folders can be moved, each by a variable of its own. */
function configFolders({ variables, homeFolder, join, resolve }: Environment): ConfigFolder[] {
  const path = resolve(
    variables['PI_CODING_AGENT_DIR']?.trim() || join(homeFolder, '.pi', 'agent'),
  );
  const sessions = variables['PI_CODING_AGENT_SESSION_DIR']?.trim() || join(path, 'sessions');
  return [{ path, logFolders: [resolve(sessions)] }];
}

export const pi: Agent = {
  id: 'pi',
  // With an Anthropic subscription it warns that it may use paid extra usage (`warnings.anthropicExtraUsage`).
  draw: {
    byDefault: 'api-key',
    source:
      'https://github.com/earendil-works/pi-mono/blob/main/packages/coding-agent/docs/settings.md',
  },
  configFolders,
  isLogFile: (name) => name.endsWith('.jsonl'),
  createFileParser: createSessionParser,
};
