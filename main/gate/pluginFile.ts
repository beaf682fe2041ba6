/**
 * OpenCode's hooks are functions in a JavaScript file. Ours is a file of its own in the user's plugin folder that
 * runs the same commands as the hooks of other agents; the lines at its head say which.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { FoundHook, HookEntry } from './editHooks.ts';

const TITLE =
  '// Tollgate wrote this file. To take it out: tollgate gate uninstall --agent opencode';
const EVENT_LINE = /^\/\/ ([a-z.]+) runs (.+)$/;

/** The commands that our file names; none in a file of somebody else. */
export function readPlugin(text: string): Outcome<readonly FoundHook[]> {
  if (!text.startsWith(TITLE)) return { ok: true, value: [] };
  const found = text.split(/\r?\n/).flatMap((line) => {
    const [, event, command] = EVENT_LINE.exec(line) ?? [];
    return event === undefined || command === undefined ? [] : [{ event, command }];
  });
  return { ok: true, value: found };
}

/** Our file; one of that name that somebody else has written is left alone. */
export function addPlugin(text: string | null, entries: readonly HookEntry[]): Outcome<string> {
  if (text !== null)
    return refuse(inEnglish('There is a file of this name already that is not Tollgate’s.'));
  return { ok: true, value: pluginText(entries) };
}

/** Nothing is left of our file, whatever was added to it. */
export function removePlugin(
  text: string,
  isOurs: (command: string) => boolean,
): Outcome<string | null> {
  const found = readPlugin(text);
  const isOurFile = found.ok && found.value.some(({ command }) => isOurs(command));
  return { ok: true, value: isOurFile ? null : text };
}

function pluginText(entries: readonly HookEntry[]): string {
  const hooks = Object.fromEntries(entries.map(({ event, handler }) => [event, handler]));
  const names = entries.map(
    ({ event, handler }) => `// ${event} runs ${String(handler['command'])}`,
  );
  return `${TITLE}
${names.join('\n')}
import { spawn } from 'node:child_process';

const HOOKS = ${JSON.stringify(hooks, null, 2)};

export const TollgateGate = async ({ client, directory }) => {
  const refused = new Map();
  return {
    'chat.message': async ({ sessionID }) => {
      // A sub-agent goes on with the prompt of its parent.
      if ((await rootOf(client, sessionID)) !== sessionID) return;
      refused.delete(sessionID);
      const reason = await ask('chat.message', sessionID);
      if (reason) refused.set(sessionID, reason);
    },
    'chat.params': async ({ sessionID }) => {
      const root = await rootOf(client, sessionID);
      const reason = refused.get(root) ?? (await ask('chat.params', root));
      if (reason) throw new Error(reason);
    },
  };

  /** Runs the gate; the reason to stop, or null. */
  function ask(event, session) {
    const { command, timeout, onFailure } = HOOKS[event];
    const env = {
      ...process.env,
      CLAUDE_CODE_SESSION_ID: session,
      CLAUDE_PROJECT_DIR: directory,
    };
    const options = { env, cwd: directory, shell: true, timeout: timeout * 1000 };
    return new Promise((resolve) => {
      const child = spawn(command, { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
      let said = '';
      const end = (code) => resolve(reasonIn(said, code === 0) ?? null);
      child.stdout.on('data', (chunk) => (said += chunk));
      child.once('error', () => end(1));
      child.once('close', end);
    });

    function reasonIn(text, hasWorked) {
      const failure = onFailure === 'block' ? 'Tollgate: the gate does not answer.' : null;
      if (text.trim() === '') return hasWorked ? null : failure;
      try {
        const answer = JSON.parse(text);
        if (answer.decision === 'block') return answer.reason;
        if (answer.continue === false) return answer.stopReason;
        show(client, answer.systemMessage);
        return null;
      } catch {
        return failure;
      }
    }
  }
};

function show(client, message) {
  if (typeof message !== 'string') return;
  Promise.resolve(client.tui?.showToast?.({ body: { message, variant: 'warning' } })).catch(() => {});
}

/** The session that the user speaks to; the session itself when it cannot be asked. */
async function rootOf(client, sessionID) {
  let id = sessionID;
  for (let depth = 0; depth < 8; depth += 1) {
    const found = await client.session.get({ path: { id } }).catch(() => null);
    const parent = found?.data?.parentID;
    if (!parent) return id;
    id = parent;
  }
  return id;
}
`;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
