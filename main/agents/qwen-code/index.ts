/** Qwen Code: where its files lie. Facts and their sources: docs/agents/qwen-code.md. */
import type { Agent, ConfigFolder, Environment, LogPlace } from '../agent.ts';
import { createChatParser } from './chat.ts';
import { qwenCodeHooks } from './hooks.ts';

/** Settings lie in `QWEN_HOME`, sessions in `QWEN_RUNTIME_DIR` where that is set. */
function configFolders({ variables, homeFolder, join, resolve }: Environment): ConfigFolder[] {
  const path = resolve(variables['QWEN_HOME']?.trim() || join(homeFolder, '.qwen'));
  const runtime = resolve(variables['QWEN_RUNTIME_DIR']?.trim() || path);
  return [{ path, logFolders: [join(runtime, 'projects')], placeOf }];
}

/** `projects/PROJECT/chats/`. */
function placeOf(above: readonly string[]): LogPlace {
  if (above.length < 2) return 'way';
  return above.at(-2) === 'chats' ? 'logs' : 'nothing';
}

export const qwenCode: Agent = {
  id: 'qwen-code',
  draw: {
    byDefault: 'api-key',
    source: 'https://qwenlm.github.io/qwen-code-docs/en/users/configuration/auth/',
  },
  configFolders,
  isLogFile: (name) => name.endsWith('.jsonl'),
  hooks: qwenCodeHooks,
  createFileParser: createChatParser,
};
