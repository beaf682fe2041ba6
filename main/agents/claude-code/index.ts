/** Claude Code: where its files lie. Formats and their sources: README.md beside this file. */
import { claudeCodeHooks } from './hooks.ts';
import type { Agent, ConfigFolder, Environment } from '../agent.ts';
import { folderList } from '../fields.ts';
import { createTranscriptParser } from './transcript.ts';

const LOG_FOLDER = 'projects';

/**
 * `CLAUDE_CONFIG_DIR` may list several folders and replaces the defaults; an entry may also name a
 * `projects` folder itself. Otherwise both the XDG folder and `~/.claude` count.
 */
function configFolders(environment: Environment): ConfigFolder[] {
  const { variables, homeFolder, join, resolve } = environment;
  const listed = variables['CLAUDE_CONFIG_DIR']?.trim();
  const xdg = variables['XDG_CONFIG_HOME']?.trim() || join(homeFolder, '.config');
  const paths = listed
    ? folderList(listed, homeFolder, join)
    : [join(homeFolder, '.claude'), join(xdg, 'claude')];
  return [...new Set(paths.map((path) => resolve(path)))].map((path) => configFolder(path, join));
}

function configFolder(path: string, join: Environment['join']): ConfigFolder {
  const inner = path.replace(/[/\\]+$/, '');
  const isLogFolder = /[/\\]projects$/.test(inner);
  return isLogFolder
    ? { path: inner.replace(/[/\\]projects$/, ''), logFolders: [inner] }
    : { path: inner, logFolders: [join(inner, LOG_FOLDER)] };
}

export const claudeCode: Agent = {
  id: 'claude-code',
  // A guide of a third party says that it draws on credits only; the vendor's own articles say plan first.
  draw: {
    byDefault: 'plan-then-credits',
    source: 'https://support.claude.com/en/articles/11845131',
  },
  followsPlanTable: true,
  configFolders,
  isLogFile: (name) => name.endsWith('.jsonl'),
  createFileParser: createTranscriptParser,
  hooks: claudeCodeHooks,
  statusLineSettings: (folder, join) => join(folder, 'settings.json'),
};
