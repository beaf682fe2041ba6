/** Codex: where its files lie. Formats and their sources: docs/agents/codex.md. */
import type { Agent, ConfigFolder, Environment } from '../agent.ts';
import { folderList } from '../fields.ts';
import { aboutCodexSession } from './about.ts';
import { createRolloutParser } from './rollout.ts';
import { codexHooks } from './hooks.ts';

/** `CODEX_HOME` may list several folders and replaces `~/.codex`. */
function configFolders(environment: Environment): ConfigFolder[] {
  const { variables, homeFolder, join, resolve } = environment;
  const listed = variables['CODEX_HOME']?.trim();
  const paths = listed ? folderList(listed, homeFolder, join) : [join(homeFolder, '.codex')];
  return [...new Set(paths.map((path) => resolve(path)))].map((path) => ({
    path,
    logFolders: [join(path, 'sessions'), join(path, 'archived_sessions')],
  }));
}

export const codex: Agent = {
  id: 'codex',
  draw: {
    byDefault: 'plan-then-credits',
    source: 'https://help.openai.com/en/articles/12642688',
  },
  hasSessionWindow: true,
  configFolders,
  isLogFile: (name) => name.endsWith('.jsonl'),
  aboutSession: aboutCodexSession,
  hooks: codexHooks,
  resume: { words: ['codex', 'resume'], folderVariable: 'CODEX_HOME' },
  createFileParser: createRolloutParser,
};
