/** Codex: where its files lie. Formats and their sources: README.md beside this file. */
import type { Agent, ConfigFolder, Environment } from '../agent.ts';
import { folderList } from '../fields.ts';
import { codexHooks } from './hooks.ts';
import { createRolloutParser, ROLLOUT_MARKERS } from './rollout.ts';

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
  configFolders,
  isLogFile: (name) => name.endsWith('.jsonl'),
  markers: ROLLOUT_MARKERS,
  hooks: codexHooks,
  createFileParser: createRolloutParser,
};
