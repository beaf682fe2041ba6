/** The words of `tollgate limit`. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { parseAgent, parseUntil, type Until } from './gateArguments.ts';

export const LIMIT_OPTIONS = {
  json: { type: 'boolean' },
  agent: { type: 'string' },
  account: { type: 'string' },
  until: { type: 'string' },
} as const;

export type LimitCommand = {
  readonly name: 'limit';
  readonly isJson: boolean;
  /** null: whichever there is. */
  readonly agent: string | null;
  /** As typed; null: the only one there is. */
  readonly account: string | null;
} & (
  | { readonly action: 'list' | 'undo' }
  | { readonly action: 'reached'; readonly window: 'session' | 'weekly'; readonly until: Until }
);

type Parsed =
  | { readonly ok: true; readonly command: LimitCommand }
  | { readonly ok: false; readonly message: string };
type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Reads the words after `limit`. */
export function parseLimitWords(
  words: readonly string[],
  values: Values,
  agents: readonly string[],
): Parsed {
  const [action = 'list', window = 'session', ...rest] = words;
  const agent = parseAgent(values, agents);
  if (!agent.ok) return agent;
  const account = typeof values['account'] === 'string' ? values['account'] : null;
  const isJson = values['json'] === true;
  const base = { name: 'limit', isJson, agent: agent.agent, account } as const;
  const typed = values['until'];
  if (action === 'list' || action === 'undo') {
    if (words.length > 1)
      return refuse(inEnglish('“{surplus}” is one word too many.', { surplus: words[1] ?? '' }));
    if (typed !== undefined) return refuse(inEnglish('--until goes with limit reached only.'));
    return { ok: true, command: { ...base, action } };
  }
  if (action !== 'reached')
    return refuse(inEnglish('limit takes list, reached or undo; not “{action}”.', { action }));
  if (rest.length > 0)
    return refuse(inEnglish('“{surplus}” is one word too many.', { surplus: rest[0] ?? '' }));
  if (window !== 'session' && window !== 'weekly') {
    return refuse(inEnglish('limit reached takes session or weekly; not “{window}”.', { window }));
  }
  const until = typeof typed === 'string' ? parseUntil(typed) : ({ kind: 'reset' } as const);
  if (until === null) {
    return refuse(
      inEnglish('--until takes reset, 15:00, 90m, 2h or an instant; not “{text}”.', {
        text: String(typed),
      }),
    );
  }
  return { ok: true, command: { ...base, action, window, until } };
}

function refuse(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
