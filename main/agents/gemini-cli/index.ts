/** Gemini CLI: where its files lie. Facts and their sources: docs/agents/gemini-cli.md. */
import type { Agent, ConfigFolder, DocumentFormat, Environment, LogPlace } from '../agent.ts';
import { createChatParser, readChatDocument } from './chat.ts';
import { geminiCliHooks } from './hooks.ts';

/** `GEMINI_CLI_HOME` stands for the home folder, not for `.gemini` in it. */
function configFolders({ variables, homeFolder, join, resolve }: Environment): ConfigFolder[] {
  const home = variables['GEMINI_CLI_HOME']?.trim() || homeFolder;
  const path = resolve(join(home, '.gemini'));
  return [{ path, logFolders: [join(path, 'tmp')], placeOf }];
}

/** `tmp/PROJECT/chats/`, sub-agents one folder deeper; beside it lie the outputs of tools. */
function placeOf(above: readonly string[]): LogPlace {
  if (above.length < 2) return 'way';
  return above.at(-2) === 'chats' ? 'logs' : 'nothing';
}

const WHOLE_CHAT: DocumentFormat = { kind: 'document', read: readChatDocument };

export const geminiCli: Agent = {
  id: 'gemini-cli',
  draw: {
    byDefault: 'plan-then-credits',
    // The quota of the account first, then AI credits where `billing.overageStrategy` allows them.
    source:
      'https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/configuration.md#billing',
  },
  configFolders,
  isLogFile: (name) => /\.jsonl$|^session-.*\.json$/.test(name),
  formatOf: (name) => (name.endsWith('.json') ? WHOLE_CHAT : null),
  hooks: geminiCliHooks,
  createFileParser: createChatParser,
};
