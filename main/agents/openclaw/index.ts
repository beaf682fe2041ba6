/** OpenClaw: where its files lie. Facts and their sources: docs/agents/openclaw.md. */
import type { Agent, ConfigFolder, Environment, LogPlace } from '../agent.ts';
import { createSessionParser } from '../pi/session.ts';

/** Its folder was renamed with the program, and whoever has used it for long has several. */
const FOLDERS = ['.openclaw', '.moltbot', '.moldbot', '.clawdbot'];

function configFolders({ variables, homeFolder, join, resolve }: Environment): ConfigFolder[] {
  const moved = variables['OPENCLAW_STATE_DIR']?.trim();
  const paths = moved ? [resolve(moved)] : FOLDERS.map((name) => join(homeFolder, name));
  return paths.map((path, index) => ({
    path,
    logFolders: [join(path, 'agents')],
    placeOf,
    ...(index > 0 && { isAlternative: true }),
  }));
}

/** `agents/AGENT/sessions/`. */
function placeOf(above: readonly string[]): LogPlace {
  if (above.length < 2) return 'way';
  return above.at(-2) === 'sessions' ? 'logs' : 'nothing';
}

export const openclaw: Agent = {
  id: 'openclaw',
  // Third-party apps on a Claude subscription draw on usage credits.
  draw: { byDefault: 'credits', source: 'https://support.claude.com/en/articles/14246112' },
  keepsNoUsage: {
    advice:
      'OpenClaw keeps its sessions in one database with its sign-ins, which Tollgate does not open. Only older session files are read here; “/usage cost” in its chat tells its use.',
    source:
      'https://github.com/openclaw/openclaw/blob/main/docs/reference/database-schemas/layout.md',
  },
  configFolders,
  // A session that was reset or deleted keeps its file for a while under a longer name.
  isLogFile: (name) => /\.jsonl(\.(reset|deleted|bak)\.[^/]+)?$/.test(name),
  createFileParser: createSessionParser,
};
