/** The environment in which the user's Claude Code answers for one configuration folder. */
import { posix, win32 } from 'node:path';
import type { Question } from '../asked.ts';
import { programEnvironment } from '../program/environment.ts';

/**
 * Marks of a running session that its children inherit (Tollgate may have been started from one), and the
 * switch that would count our question as a session in the user's own telemetry.
 */
const OF_A_SESSION: readonly string[] = [
  'CLAUDECODE',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_SSE_PORT',
  'CLAUDE_CODE_ENABLE_TELEMETRY',
  'CLAUDE_PROJECT_DIR',
  'CLAUDE_ENV_FILE',
];

const FOLDER = 'CLAUDE_CONFIG_DIR';

/**
 * The folder is named only where it must be: the program looks for its sign-in in another place as soon as
 * the variable is set, even to the folder that it uses anyway.
 */
export function claudeEnvironment({
  variables,
  account,
  homeFolder,
}: Pick<Question, 'variables' | 'account' | 'homeFolder'>): Record<string, string> {
  const path = /^[A-Za-z]:/.test(homeFolder) ? win32 : posix;
  const isNamed = variables[FOLDER] !== undefined && path.resolve(variables[FOLDER]) === account;
  const isDefault = path.join(homeFolder, '.claude') === account;
  const folder = isNamed ? variables[FOLDER] : isDefault ? undefined : account;
  return programEnvironment(variables, OF_A_SESSION, { [FOLDER]: folder });
}
