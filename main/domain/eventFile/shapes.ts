/**
 * The lines of an events file: history as it is kept, one JSON object a line, so that a million answers are written
 * and read piece by piece and a damaged line costs itself only. The form is an interface: docs/events-file.md.
 */
import { AGENT_IDS, type AgentId } from '../../../preload/contract/snapshot.ts';
import { RECORD_KINDS, SERVICE_MODES } from '../usage.ts';

/** What the first line names, so that no other file of lines is taken for one. */
export const EVENT_FILE_KIND = 'tollgate-events';
/** Goes up when a reader of today would misread what is written; a newer one is refused untouched. */
export const EVENT_FILE_VERSION = 1;

/** More than any answer holds; sums of a million of the largest stay exact. */
const MOST_TOKENS = 1_000_000_000;
const MOST_MICROS = 1_000_000_000_000;
/** The last instant that a date can name (ECMA-262, time values). */
const LAST_INSTANT_MS = 8_640_000_000_000_000;
const LONGEST_TEXT = 4000;

type Check = (value: unknown) => boolean;

/** Texts must come back from the database as they went in. */
const anyText: Check = (value) =>
  typeof value === 'string' && value.length <= LONGEST_TEXT && !/\p{Surrogate}|\0/u.test(value);
const text: Check = (value) => value !== '' && anyText(value);
const flag: Check = (value) => typeof value === 'boolean';
const within =
  (most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const tokens = within(MOST_TOKENS);
const micros = within(MOST_MICROS);
const instant = within(LAST_INSTANT_MS);
const exponent = within(9);
const integer: Check = (value) => Number.isSafeInteger(value);
const percent: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const agent: Check = (value) => AGENT_IDS.some((id) => id === value);
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.some((name) => name === value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** An account's folder, and the computer that it is of; null: the one that wrote the file. */
const ACCOUNT = { agent, folder: text, host: orNull(text), isTakenIn: flag };

/** A session, and the one that it continues with a copy of its history. Also those without records are known. */
const SESSION = { agent, session: text, parentSession: orNull(text) };

/** One record of an answer; which copies count is decided anew where the file is read. */
const EVENT = {
  agent,
  account: orNull(text),
  group: text,
  request: orNull(text),
  kind: oneOf(...RECORD_KINDS),
  session: text,
  isReplaySuspect: flag,
  project: orNull(text),
  model: text,
  atMs: instant,
  startedAtMs: instant,
  inputTokens: tokens,
  outputTokens: tokens,
  cacheWrite5mTokens: tokens,
  cacheWrite1hTokens: tokens,
  cacheReadTokens: tokens,
  webSearches: tokens,
  mode: oneOf(...SERVICE_MODES),
  isUsOnly: flag,
  isCounted: flag,
  costMicros: orNull(micros),
};

/** A row of the ledger with its place in the chain. What else must hold of it: `ledger/entries.ts`. */
const ENTRY = {
  sequence: integer,
  key: text,
  kind: text,
  agent,
  account: text,
  atMs: instant,
  amount: orNull((value) => isPlain(value)),
  source: text,
  basis: oneOf('reported', 'estimated'),
  note: orNull(anyText),
  details: (value: unknown) => isPlain(value),
  recordedAtMs: instant,
  previousHash: text,
  rowHash: text,
};

/** Statements about limits and credits, from which it follows who paid. */
export const STATEMENTS = {
  'limit-reading': {
    agent,
    account: text,
    kind: oneOf('session', 'weekly', 'weekly-model', 'monthly'),
    modelName: anyText,
    usedPercent: orNull(percent),
    resetsAtMs: orNull(instant),
    source: text,
    observedAtMs: instant,
  },
  'credits-reading': {
    agent,
    account: text,
    hasCredits: orNull(flag),
    isUnlimited: orNull(flag),
    balance: orNull(anyText),
    source: text,
    observedAtMs: instant,
  },
  'credit-use-reading': {
    agent,
    account: text,
    source: text,
    observedAtMs: instant,
    isEnabled: orNull(flag),
    whyNot: orNull(anyText),
    spentCurrency: orNull(text),
    spentMinorUnits: orNull(integer),
    spentExponent: orNull(exponent),
    limitKind: oneOf('unknown', 'unlimited', 'limit'),
    limitCurrency: orNull(text),
    limitMinorUnits: orNull(integer),
    limitExponent: orNull(exponent),
    periodEndsAtMs: orNull(instant),
  },
  'agent-session-cost': {
    agent,
    session: text,
    runStartedAtMs: instant,
    account: text,
    costMicros: micros,
    isGuess: flag,
    asOfMs: instant,
  },
  'cache-lifetime-change': {
    agent,
    account: text,
    atMs: instant,
    session: text,
    lifetime: oneOf('1h', '5m'),
  },
} as const;

export type StatementType = keyof typeof STATEMENTS;
export const STATEMENT_TYPES = Object.keys(STATEMENTS) as readonly StatementType[];

const SHAPES: Readonly<Record<LineType, Readonly<Record<string, Check>>>> = {
  account: ACCOUNT,
  session: SESSION,
  event: EVENT,
  entry: ENTRY,
  ...STATEMENTS,
};

export type LineType = 'account' | 'session' | 'event' | 'entry' | StatementType;

export type AccountLine = {
  readonly type: 'account';
  readonly agent: AgentId;
  readonly folder: string;
  readonly host: string | null;
  readonly isTakenIn: boolean;
};

export type SessionLine = {
  readonly type: 'session';
  readonly agent: AgentId;
  readonly session: string;
  readonly parentSession: string | null;
};

export type EventLine = { readonly type: 'event'; readonly agent: AgentId } & Readonly<
  Record<'group' | 'kind' | 'session' | 'model' | 'mode', string> &
    Record<'account' | 'request' | 'project', string | null> &
    Record<'isReplaySuspect' | 'isUsOnly' | 'isCounted', boolean> &
    Record<
      | 'atMs'
      | 'startedAtMs'
      | 'inputTokens'
      | 'outputTokens'
      | 'cacheWrite5mTokens'
      | 'cacheWrite1hTokens'
      | 'cacheReadTokens'
      | 'webSearches',
      number
    > &
    Record<'costMicros', number | null>
>;

export type StatementLine = { readonly type: StatementType } & Readonly<
  Record<string, string | number | boolean | null>
>;

/** Whether a value is one of the named kinds of line, and each of its fields what it must be. */
export function faultOf(value: Readonly<Record<string, unknown>>): string | null {
  const type = value['type'];
  if (typeof type !== 'string' || !Object.hasOwn(SHAPES, type)) return 'type';
  const shape = SHAPES[type as LineType];
  for (const name in shape) {
    if (!(shape[name] as Check)(value[name])) return name;
  }
  return null;
}

/** An object as JSON makes them: no list, not null. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
