/** The terminal command's words, read strictly: a mistyped option must not silently give other figures. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isDay } from '../domain/calendar.ts';
import {
  EXPORTS,
  type ExportFormat,
  type ExportKind,
  formatsOf,
} from '../../preload/contract/review/exports.ts';
import type { ExportCommand } from './export.ts';
import { parseGate, parseGuard, type GateCommand, type GuardCommand } from './gateArguments.ts';
import { HISTORY_GROUPINGS, type HistoryGrouping } from '../domain/history.ts';
import {
  parseKeys,
  parseMetrics,
  parseProviders,
  type KeysCommand,
  type MetricsCommand,
  type ProvidersCommand,
} from './keysArguments.ts';
import type { BackupCommand } from './backups.ts';
import { parseTakeIn } from './dataCareArguments.ts';
import type { DataCareCommand } from './dataCare.ts';
import { nearestTo } from './nearby.ts';
import { LIMIT_OPTIONS, parseLimitWords, type LimitCommand } from './limitArguments.ts';
import { CREDITS_OPTIONS, parseCreditsWords, type CreditsCommand } from './creditsArguments.ts';

export type Command =
  | { readonly name: 'status'; readonly isJson: boolean; readonly isWatch: boolean }
  | ({ readonly name: 'history'; readonly isJson: boolean } & HistoryQuestion)
  | { readonly name: 'import'; readonly isJson: boolean }
  | { readonly name: 'doctor'; readonly isJson: boolean }
  | { readonly name: 'ask'; readonly isJson: boolean; readonly source: string }
  | { readonly name: 'alerts'; readonly isJson: boolean }
  | {
      readonly name: 'consent';
      readonly isJson: boolean;
      readonly action: 'list' | 'revoke';
    }
  | ExportCommand
  | { readonly name: 'sessions'; readonly isJson: boolean; readonly dismiss: string | null }
  | SettingsCommand
  | PricesCommand
  | GateCommand
  | GuardCommand
  | CreditsCommand
  | LimitCommand
  | KeysCommand
  | ProvidersCommand
  | MetricsCommand
  | BackupCommand
  | DataCareCommand
  | { readonly name: 'remove-everything'; readonly isJson: boolean; readonly isConfirmed: boolean }
  /** `of`: the command whose lines are wanted; null: all. */
  | { readonly name: 'help'; readonly of: string | null }
  | { readonly name: 'version' };

export type HistoryQuestion = {
  readonly grouping: HistoryGrouping;
  readonly agent: string | null;
  /** Local days, inclusive. */
  readonly sinceDay: string | null;
  readonly untilDay: string | null;
  /** null: the machine's own. */
  readonly timeZone: string | null;
};

export type SettingsCommand = { readonly name: 'settings'; readonly isJson: boolean } & (
  | { readonly action: 'list' | 'get'; readonly path: string | null }
  | { readonly action: 'set'; readonly path: string; readonly value: string }
  | { readonly action: 'reset'; readonly path: string }
  /** Names of profiles. */
  | { readonly action: 'copy' | 'rename'; readonly from: string; readonly to: string }
  | { readonly action: 'undo' }
);

/** The key is a model, if wanted with the day from which the price holds: `MODEL@YYYY-MM-DD`. */
export type PricesCommand = { readonly name: 'prices'; readonly isJson: boolean } & (
  | { readonly action: 'list' }
  | { readonly action: 'set'; readonly key: string; readonly value: string }
  | { readonly action: 'remove'; readonly key: string }
);

export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly message: string };

const JSON_OPTION = { json: { type: 'boolean' } } as const;

const OPTIONS = {
  status: { ...JSON_OPTION, watch: { type: 'boolean' } },
  history: {
    ...JSON_OPTION,
    by: { type: 'string' },
    agent: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    tz: { type: 'string' },
  },
  import: JSON_OPTION,
  export: {
    format: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    out: { type: 'string' },
  },
  doctor: JSON_OPTION,
  ask: JSON_OPTION,
  alerts: JSON_OPTION,
  consent: JSON_OPTION,
  sessions: JSON_OPTION,
  settings: JSON_OPTION,
  prices: JSON_OPTION,
  gate: {
    ...JSON_OPTION,
    agent: { type: 'string' },
    account: { type: 'string' },
    strict: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean' },
    until: { type: 'string' },
  },
  guard: {
    ...JSON_OPTION,
    agent: { type: 'string' },
    account: { type: 'string' },
    'min-remaining': { type: 'string' },
  },
  credits: CREDITS_OPTIONS,
  limit: LIMIT_OPTIONS,
  keys: JSON_OPTION,
  providers: JSON_OPTION,
  metrics: JSON_OPTION,
  backup: JSON_OPTION,
  restore: { ...JSON_OPTION, yes: { type: 'boolean' } },
  retention: { ...JSON_OPTION, yes: { type: 'boolean' } },
  'take-in': { ...JSON_OPTION, yes: { type: 'boolean' }, host: { type: 'string' } },
  'remove-everything': { ...JSON_OPTION, yes: { type: 'boolean' } },
} as const satisfies Record<string, ParseArgsConfig['options']>;

type CommandName = keyof typeof OPTIONS;

const TAKES_WORDS: ReadonlySet<CommandName> = new Set([
  'settings',
  'prices',
  'ask',
  'credits',
  'limit',
  'consent',
  'export',
  'keys',
  'providers',
  'metrics',
  'sessions',
  'backup',
  'restore',
  'take-in',
]);

/** Reads the words after the program's name. */
export function parseCommand(words: readonly string[], agents: readonly string[]): Parsed {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h') return help(null);
  if (first === 'help') {
    const about = rest.find((word) => !word.startsWith('-'));
    return about === undefined ? help(null) : helpOf(about);
  }
  if (first === '--version' || first === '-v' || first === 'version') {
    return { ok: true, command: { name: 'version' } };
  }
  if (!isCommandName(first)) return refuse(unknownCommand(first));
  if (rest.includes('--help') || rest.includes('-h')) return help(first);
  const name = first;
  // Only `gate` takes a second word.
  const action = name === 'gate' && !rest[0]?.startsWith('-') ? rest.shift() : undefined;
  let values: Record<string, string | boolean | undefined>;
  let positionals: readonly string[];
  try {
    const options: ParseArgsConfig['options'] = OPTIONS[name];
    const parsed = parseArgs({ args: rest, options, allowPositionals: TAKES_WORDS.has(name) });
    values = parsed.values as typeof values;
    positionals = parsed.positionals;
  } catch (error) {
    return refuse((error as Error).message);
  }
  const isJson = values['json'] === true;
  if (name === 'status') {
    const isWatch = values['watch'] === true;
    return { ok: true, command: { name, isJson, isWatch } };
  }
  if (name === 'prices') return parsePricesWords(positionals, isJson);
  if (name === 'settings') return parseSettingsWords(positionals, isJson);
  if (name === 'gate') return parseGate(action, values, agents);
  if (name === 'guard') return parseGuard(values, agents);
  if (name === 'credits') return parseCreditsWords(positionals, values);
  if (name === 'limit') return parseLimitWords(positionals, values, agents);
  if (name === 'ask') return parseAsk(positionals, isJson);
  if (name === 'export') return parseExport(positionals, values);
  if (name === 'consent') return parseConsent(positionals, isJson);
  if (name === 'keys') return parseKeys(positionals, isJson);
  if (name === 'providers') return parseProviders(positionals, isJson);
  if (name === 'metrics') return parseMetrics(positionals, isJson);
  if (name === 'sessions') return parseSessions(positionals, isJson);
  const isConfirmed = values['yes'] === true;
  if (name === 'remove-everything' || name === 'retention') {
    return { ok: true, command: { name, isJson, isConfirmed } };
  }
  if (name === 'take-in') return parseTakeIn(positionals, values);
  if (name === 'backup') return parseBackup(positionals, isJson);
  if (name === 'restore') {
    const [which = null, ...more] = positionals;
    if (more.length > 0) return refuse(inEnglish('restore takes the name or the day of one copy.'));
    return { ok: true, command: { name, isJson, which, isConfirmed } };
  }
  if (name !== 'history') return { ok: true, command: { name, isJson } };
  return parseHistory(values, isJson, agents);
}

/** Whether a word is a command that the help has lines about. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(OPTIONS, word);
}

function help(of: string | null): Parsed {
  return { ok: true, command: { name: 'help', of } };
}

function helpOf(word: string): Parsed {
  if (word === 'help' || word === 'version') return help(null);
  return isCommandName(word) ? help(word) : refuse(unknownCommand(word));
}

function unknownCommand(word: string): string {
  const known = nearestTo(word, [...Object.keys(OPTIONS), 'help', 'version']);
  return known === null
    ? inEnglish('There is no command “{first}”.', { first: word })
    : inEnglish('There is no command “{first}”. Did you mean “{known}”?', { first: word, known });
}

function parseBackup(words: readonly string[], isJson: boolean): Parsed {
  const [action, ...rest] = words;
  if (rest.length > 0 || (action !== undefined && action !== 'list')) {
    return refuse(inEnglish('backup takes “list” or nothing.'));
  }
  return { ok: true, command: { name: 'backup', isJson, action: action ?? 'make' } };
}

function parseConsent(words: readonly string[], isJson: boolean): Parsed {
  const [action = 'list', ...rest] = words;
  if (rest.length > 0 || (action !== 'list' && action !== 'revoke')) {
    return refuse(inEnglish('consent takes “list” or “revoke”.'));
  }
  return { ok: true, command: { name: 'consent', isJson, action } };
}

function parseExport(
  [kind, ...rest]: readonly string[],
  values: Readonly<Record<string, string | boolean | undefined>>,
): Parsed {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null);
  const isKind = EXPORTS.some((one) => one === kind);
  if (!isKind || rest.length > 0)
    return refuse(inEnglish('export takes one of {names}.', { names: EXPORTS.join(', ') }));
  const formats = formatsOf(kind as ExportKind);
  const format = text('format') ?? formats[0];
  if (!formats.some((one) => one === format)) {
    return refuse(
      inEnglish('--format takes {names}; not “{format}”.', {
        names: formats.join(' or '),
        format: format ?? '',
      }),
    );
  }
  const [sinceDay, untilDay] = [text('since'), text('until')];
  const fault = daysFault(sinceDay, untilDay);
  if (fault !== null) return refuse(fault);
  return {
    ok: true,
    command: {
      name: 'export',
      kind: kind as ExportKind,
      format: format as ExportFormat,
      sinceDay,
      untilDay,
      file: text('out'),
    },
  };
}

/** What is wrong with two local days; null: nothing. */
function daysFault(sinceDay: string | null, untilDay: string | null): string | null {
  for (const day of [sinceDay, untilDay]) {
    if (day !== null && !isDay(day))
      return inEnglish('“{day}” is not a day like 2026-11-22.', { day });
  }
  const isTurned = sinceDay !== null && untilDay !== null && sinceDay > untilDay;
  return isTurned
    ? inEnglish('--since {from} is after --until {until}.', { from: sinceDay, until: untilDay })
    : null;
}

function parseSessions(words: readonly string[], isJson: boolean): Parsed {
  const [list = 'stopped', action, id, ...rest] = words;
  const isList = list === 'stopped' && action === undefined;
  const isDismissal = list === 'stopped' && action === 'dismiss' && id !== undefined;
  if (rest.length > 0 || (!isList && !isDismissal)) {
    return refuse(inEnglish('sessions takes “stopped”, or “stopped dismiss” with an id or “all”.'));
  }
  return { ok: true, command: { name: 'sessions', isJson, dismiss: id ?? null } };
}

function parseAsk([source, ...rest]: readonly string[], isJson: boolean): Parsed {
  const isOne = source !== undefined && rest.length === 0;
  return isOne
    ? { ok: true, command: { name: 'ask', isJson, source } }
    : refuse(inEnglish('ask takes the name of one source; doctor names them.'));
}

function parsePricesWords(words: readonly string[], isJson: boolean): Parsed {
  const [action = 'list', key, value] = words;
  const name = 'prices';
  if (action === 'list' && words.length <= 1) {
    return { ok: true, command: { name, isJson, action } };
  }
  if (action === 'set' && key !== undefined && value !== undefined && words.length === 3) {
    return { ok: true, command: { name, isJson, action, key, value } };
  }
  if (action === 'remove' && key !== undefined && words.length === 2) {
    return { ok: true, command: { name, isJson, action, key } };
  }
  return refuse(
    inEnglish('prices takes list, set MODEL[@YYYY-MM-DD] PRICE, or remove MODEL[@YYYY-MM-DD].'),
  );
}

function parseSettingsWords(words: readonly string[], isJson: boolean): Parsed {
  const [action = 'list', path, value] = words;
  const name = 'settings';
  const take = (command: SettingsCommand, mostWords: number): Parsed =>
    words.length <= mostWords
      ? { ok: true, command }
      : refuse(
          inEnglish('“{word}” is one word too many; a value with blanks stands in quotes.', {
            word: words[mostWords] ?? '',
          }),
        );
  switch (action) {
    case 'list':
    case 'get':
      return take({ name, isJson, action, path: path ?? null }, 2);
    case 'set':
      return path === undefined || value === undefined
        ? refuse(inEnglish('settings set takes the name of a setting and its value.'))
        : take({ name, isJson, action, path, value }, 3);
    case 'reset':
      return path === undefined
        ? refuse(inEnglish('settings reset takes the name of a setting.'))
        : take({ name, isJson, action, path }, 2);
    case 'copy':
    case 'rename':
      return path === undefined || value === undefined
        ? refuse(
            inEnglish('settings {action} takes a profile and the name of the new one.', { action }),
          )
        : take({ name, isJson, action, from: path, to: value }, 3);
    case 'undo':
      return take({ name, isJson, action }, 1);
    default:
      return refuse(
        inEnglish('settings takes list, get, set, reset, copy, rename or undo; not “{action}”.', {
          action,
        }),
      );
  }
}

function parseHistory(
  values: Readonly<Record<string, string | boolean | undefined>>,
  isJson: boolean,
  agents: readonly string[],
): Parsed {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null);
  const grouping = text('by') ?? 'day';
  if (!isGrouping(grouping)) {
    return refuse(
      inEnglish('--by takes {names}; not “{grouping}”.', {
        names: HISTORY_GROUPINGS.join(', '),
        grouping,
      }),
    );
  }
  const agent = text('agent');
  if (agent !== null && !agents.includes(agent)) {
    return refuse(
      inEnglish('--agent takes {names}; not “{agent}”.', { names: agents.join(', '), agent }),
    );
  }
  const [sinceDay, untilDay, timeZone] = [text('since'), text('until'), text('tz')];
  const fault = daysFault(sinceDay, untilDay);
  if (fault !== null) return refuse(fault);
  if (timeZone !== null && !isZone(timeZone)) {
    return refuse(inEnglish('“{timeZone}” is not a time zone like Europe/Berlin.', { timeZone }));
  }
  const question = { grouping, agent, sinceDay, untilDay, timeZone };
  return { ok: true, command: { name: 'history', isJson, ...question } };
}

function isGrouping(text: string): text is HistoryGrouping {
  return (HISTORY_GROUPINGS as readonly string[]).includes(text);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function refuse(message: string): Parsed {
  return { ok: false, message };
}
