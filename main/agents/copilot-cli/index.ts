/** GitHub Copilot CLI: where its files lie. Facts and their sources: docs/agents/copilot-cli.md. */
import type { Agent, ConfigFolder, Environment, LogPlace } from '../agent.ts';
import { createEventsParser } from './events.ts';
import { copilotCliHooks } from './hooks.ts';

/** `COPILOT_HOME` replaces `~/.copilot`. */
function configFolders({ variables, homeFolder, join, resolve }: Environment): ConfigFolder[] {
  const path = resolve(variables['COPILOT_HOME']?.trim() || join(homeFolder, '.copilot'));
  return [{ path, logFolders: [join(path, 'session-state')], placeOf }];
}

/** `session-state/SESSION/events.jsonl`, in the first versions `session-state/SESSION.jsonl`. */
function placeOf(above: readonly string[]): LogPlace {
  return above.length < 2 ? 'logs' : 'nothing';
}

const UUID_FILE = /^[0-9a-f]{8}-[0-9a-f-]{27}\.jsonl$/;

export const copilotCli: Agent = {
  id: 'copilot-cli',
  draw: {
    byDefault: 'plan-then-credits',
    // Usage-based since June 2026; requests are counted only in annual plans from before.
    source: 'https://github.com/orgs/community/discussions/192948',
  },
  configFolders,
  isLogFile: (name) => name === 'events.jsonl' || UUID_FILE.test(name),
  hooks: copilotCliHooks,
  createFileParser: createEventsParser,
};
