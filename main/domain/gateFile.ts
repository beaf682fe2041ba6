/**
 * The gate file's text: lines of `key value`, because a hook must read it with nothing but the builtins
 * of a POSIX shell. Times are whole seconds since 1970. `end` is the last line, so that a part of a file
 * is never taken for the whole. An unknown key makes the file unreadable: a reader must not guess.
 *
 *     tollgate-gate 1
 *     renewed 1795360435
 *     account 0123456789ab      then: strict yes
 *     rule closed               then: until, record, scope, model, wait, reason, wayout
 *     end
 */
import {
  DEFAULT_ASK_SECONDS,
  MOST_ASK_SECONDS,
  type GateAccount,
  type GateFile,
  type GateRule,
  type GateScope,
  type GateState,
} from './gate.ts';

export const GATE_FILE_HEADER = 'tollgate-gate 1';

const LONGEST_TEXT = 400;
const STATES: readonly GateState[] = ['open', 'closed', 'ask'];

/** The file's text; texts of rules are made printable, times lose their milliseconds. */
export function formatGateFile({ renewedAtMs, accounts }: GateFile): string {
  const lines = [GATE_FILE_HEADER, `renewed ${seconds(renewedAtMs)}`];
  for (const { id, isStrict, rules } of accounts) {
    lines.push(`account ${id}`);
    if (isStrict) lines.push('strict yes');
    for (const rule of rules) lines.push(...ruleLines(rule));
  }
  return `${[...lines, 'end'].join('\n')}\n`;
}

function ruleLines(rule: GateRule): string[] {
  const scope = scopeText(rule.scope);
  // A place that cannot be written down must not become a rule for everything.
  if (scope === null) return [];
  const lines = [`rule ${rule.state}`, `scope ${scope}`];
  if (rule.expiresAtMs !== null) lines.push(`until ${seconds(rule.expiresAtMs)}`);
  if (rule.recordId !== null) lines.push(`record ${rule.recordId}`);
  for (const model of rule.models) lines.push(`model ${model}`);
  if (rule.state === 'ask') lines.push(`wait ${Math.min(rule.askSeconds, MOST_ASK_SECONDS)}`);
  if (rule.reason !== null) lines.push(`reason ${plainText(rule.reason)}`);
  if (rule.wayOut !== null) lines.push(`wayout ${plainText(rule.wayOut)}`);
  return lines;
}

function scopeText(scope: GateScope): string | null {
  if (scope.kind === 'everything') return 'everything';
  const place = scope.kind === 'project' ? scope.folder : scope.sessionId;
  const isWritable = place !== '' && place === place.trim() && !CONTROLS.test(place);
  return isWritable ? `${scope.kind} ${place}` : null;
}

function seconds(atMs: number): number {
  return Math.floor(atMs / 1000);
}

const CONTROLS = /[\u0000-\u001f\u007f]/;

/**
 * Text that needs no escaping in JSON and stays on one line: the shell puts it into its answer as it is.
 * Marks that change the direction of writing go as well.
 */
export function plainText(text: string): string {
  const plain = text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll('"', '”')
    .replaceAll('\\', '/')
    .replaceAll(/ +/g, ' ')
    .trim();
  return plain.length <= LONGEST_TEXT ? plain : `${plain.slice(0, LONGEST_TEXT - 1).trimEnd()}…`;
}

type Draft = {
  renewedAtMs: number | null;
  readonly accounts: { id: string; isStrict: boolean; rules: RuleDraft[] }[];
};
type RuleDraft = { -readonly [K in keyof GateRule]: GateRule[K] };

/** The file's meaning; null when the text is not a whole file of this version. */
export function parseGateFile(text: string): GateFile | null {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== 'end') return null;
  if (lines.shift() !== GATE_FILE_HEADER) return null;
  const draft: Draft = { renewedAtMs: null, accounts: [] };
  for (const line of lines) {
    if (CONTROLS.test(line)) return null;
    const space = line.indexOf(' ');
    const key = space === -1 ? line : line.slice(0, space);
    if (!takeLine(draft, key, space === -1 ? '' : line.slice(space + 1))) return null;
  }
  const { renewedAtMs, accounts } = draft;
  return renewedAtMs === null ? null : { renewedAtMs, accounts };
}

/** @returns whether the line is one that may stand here */
function takeLine(draft: Draft, key: string, value: string): boolean {
  if (key === 'renewed') {
    draft.renewedAtMs = timeOf(value);
    return draft.renewedAtMs !== null;
  }
  if (key === 'account') {
    draft.accounts.push({ id: value, isStrict: false, rules: [] });
    return /^[0-9a-f]+$/.test(value);
  }
  const account = draft.accounts.at(-1);
  if (account === undefined) return false;
  if (key === 'strict') {
    account.isStrict = value === 'yes';
    return value === 'yes' || value === 'no';
  }
  if (key === 'rule') {
    const state = STATES.find((known) => known === value);
    if (state !== undefined) account.rules.push(emptyRule(state));
    return state !== undefined;
  }
  const rule = account.rules.at(-1);
  return rule !== undefined && takeRuleLine(rule, key, value);
}

function takeRuleLine(rule: RuleDraft, key: string, value: string): boolean {
  switch (key) {
    case 'until':
      rule.expiresAtMs = timeOf(value);
      return rule.expiresAtMs !== null;
    case 'record':
      rule.recordId = value;
      return /^[A-Za-z0-9-]+$/.test(value);
    case 'scope': {
      const scope = scopeOf(value);
      if (scope !== null) rule.scope = scope;
      return scope !== null;
    }
    case 'model':
      rule.models = [...rule.models, value];
      return /^[A-Za-z0-9._:-]+$/.test(value);
    case 'wait':
      rule.askSeconds = Number(value);
      return /^[1-9][0-9]{0,2}$/.test(value);
    case 'reason':
      rule.reason = value === '' ? null : value;
      return !/["\\]/.test(value);
    case 'wayout':
      rule.wayOut = value === '' ? null : value;
      return !/["\\]/.test(value);
    default:
      return false;
  }
}

function emptyRule(state: GateState): RuleDraft {
  return {
    state,
    scope: { kind: 'everything' },
    reason: null,
    wayOut: null,
    expiresAtMs: null,
    recordId: null,
    models: [],
    askSeconds: DEFAULT_ASK_SECONDS,
  };
}

function scopeOf(value: string): GateScope | null {
  if (value === 'everything') return { kind: 'everything' };
  const [, kind, place = ''] = /^(session|project) (.+)$/.exec(value) ?? [];
  if (kind === 'session') return { kind, sessionId: place };
  return kind === 'project' ? { kind, folder: place } : null;
}

/** Ten digits at most: what follows is not a time, and a shell counts no further for certain. */
function timeOf(value: string): number | null {
  return /^(?:0|[1-9][0-9]{0,9})$/.test(value) ? Number(value) * 1000 : null;
}

/** The accounts with this one's rules replaced; an account that is not there yet is added. */
export function withAccount(
  file: GateFile,
  id: string,
  change: (account: GateAccount) => GateAccount,
): GateFile {
  const known = file.accounts.some((account) => account.id === id);
  const accounts = known
    ? file.accounts.map((account) => (account.id === id ? change(account) : account))
    : [...file.accounts, change({ id, isStrict: false, rules: [] })];
  return { ...file, accounts };
}
