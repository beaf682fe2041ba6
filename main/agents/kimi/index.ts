/** Kimi CLI: where its files lie. Facts and their sources: docs/agents/kimi.md. */
import type { Agent, ConfigFolder, Environment } from '../agent.ts';
import { createWireParser } from './wire.ts';

/** `KIMI_SHARE_DIR` replaces `~/.kimi`. */
function configFolders({ variables, homeFolder, join, resolve }: Environment): ConfigFolder[] {
  const path = resolve(variables['KIMI_SHARE_DIR']?.trim() || join(homeFolder, '.kimi'));
  return [{ path, logFolders: [join(path, 'sessions')] }];
}

export const kimi: Agent = {
  id: 'kimi',
  // A membership, or a key of the open platform: the files do not say which.
  draw: { byDefault: 'other', source: 'https://github.com/MoonshotAI/kimi-cli' },
  configFolders,
  isLogFile: (name) => name === 'wire.jsonl',
  createFileParser: createWireParser,
};
