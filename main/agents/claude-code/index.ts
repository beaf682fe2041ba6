/** Claude Code: where its files lie. Formats and their sources: docs/agents/claude-code.md. */
import { aboutClaudeSession } from './about.ts';
import { claudeCodeHooks } from './hooks.ts';
import type { Agent, ConfigFolder, Environment, LogPlace } from '../agent.ts';
import { folderList } from '../fields.ts';
import { createTranscriptParser } from './transcript.ts';

const LOG_FOLDER = 'projects';

/**
 * `CLAUDE_CONFIG_DIR` may list several folders and replaces the defaults; an entry may also name a
 * `projects` folder itself. Otherwise both the XDG folder and `~/.claude` count.
 * The desktop app's sessions come on top: the variable does not move them.
 */
function configFolders(environment: Environment): ConfigFolder[] {
  const { variables, homeFolder, join, resolve } = environment;
  const listed = variables['CLAUDE_CONFIG_DIR']?.trim();
  const xdg = variables['XDG_CONFIG_HOME']?.trim() || join(homeFolder, '.config');
  const paths = listed
    ? folderList(listed, homeFolder, join)
    : [join(homeFolder, '.claude'), join(xdg, 'claude')];
  const own = [...new Set(paths.map((path) => resolve(path)))];
  return [
    ...own.map((path) => configFolder(path, join)),
    ...desktopFolders(environment, xdg).map((path) => desktopFolder(resolve(path), join)),
  ];
}

/** Where the desktop app keeps its data, on any system: only what is there counts. */
function desktopFolders({ variables, homeFolder, join }: Environment, xdg: string): string[] {
  const roaming = variables['APPDATA']?.trim();
  return [
    join(homeFolder, 'Library', 'Application Support', 'Claude'),
    ...(roaming ? [join(roaming, 'Claude')] : []),
    join(xdg, 'Claude'),
  ];
}

/** The desktop app gives each of its agent sessions a configuration folder of its own, somewhere in these. */
function desktopFolder(path: string, join: Environment['join']): ConfigFolder {
  return {
    path,
    logFolders: [join(path, 'local-agent-mode-sessions'), join(path, 'claude-code-sessions')],
    placeOf: desktopPlace,
    isEmbedded: true,
  };
}

/** Folders above a session's own; beside it lies what the session works on, which may be large. */
const DEEPEST_SESSION = 6;

/** Other files end in `.jsonl` too: only what a session's own `.claude/projects` holds are transcripts. */
function desktopPlace(above: readonly string[]): LogPlace {
  const config = above.lastIndexOf('.claude');
  if (config < 0) return above.length <= DEEPEST_SESSION ? 'way' : 'nothing';
  if (config === 0) return 'way';
  return above[config - 1] === LOG_FOLDER ? 'logs' : 'nothing';
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
  hasSessionWindow: true,
  followsPlanTable: true,
  hasMemberLimits: true,
  configFolders,
  isLogFile: (name) => name.endsWith('.jsonl'),
  createFileParser: createTranscriptParser,
  aboutSession: aboutClaudeSession,
  hooks: claudeCodeHooks,
  resume: { words: ['claude', '--resume'], folderVariable: 'CLAUDE_CONFIG_DIR' },
  statusLineSettings: (folder, join) => join(folder, 'settings.json'),
};
