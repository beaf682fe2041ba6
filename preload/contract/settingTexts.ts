/** Values of settings as words: what is allowed, what stands there, and what a person typed. */
import { parseDollars, writeDollars } from './amount.ts';
import { ENGLISH, inEnglish, say, type SayContext } from './languages/say.ts';
import type { Form, Leaf } from './settingNodes.ts';
import type { AutoReload, Budget, LimitReached, SpendLimit } from './settingsOfAccounts.ts';
import type { OwnPrice } from './settingsOfPrices.ts';

export type ReadValue =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

type AnyLeaf = Leaf<unknown>;

const SWITCH_WORDS: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  yes: true,
  off: false,
  false: false,
  no: false,
};
const NO_LEVELS = 'none';
/** Written for what has no value and no word for it: a budget that nobody made. */
const NOT_SET = 'not set';
const SPAN = /^(\d\d:\d\d)\s*[-\u2013]\s*(\d\d:\d\d)$/u;
const BUDGET = /^([^/]+)\/(day|month|window)(?:\/(project|session|account):(.+))?$/su;

/** What a setting takes, as part of a sentence: `ask or closed`, `5 to 1440 minutes, or unknown`. */
export function allowedWords(
  { form, none }: Pick<AnyLeaf, 'form' | 'none'>,
  context: SayContext,
): string {
  const words = formWords(form, context);
  return none === null ? words : say(context, '{allowed}, or {none}', { allowed: words, none });
}

/** Words that are typed stay as they are typed. */
function formWords(form: Form, context: SayContext): string {
  switch (form.kind) {
    case 'switch':
      return listWords(['on', 'off'], context);
    case 'choice':
      return listWords(form.choices, context);
    case 'whole':
      return say(context, 'a whole number from {least} to {most} ({unit})', {
        least: `${form.least}`,
        most: `${form.most}`,
        unit: say(context, form.unit),
      });
    case 'percents':
      return say(context, 'whole percents from 1 to 100, ascending, such as 75, 90, or {none}', {
        none: NO_LEVELS,
      });
    case 'money':
      return say(context, 'US dollars, such as 12.50');
    case 'text':
      return textWords(form, context);
    case 'time-span':
      return form.never === undefined
        ? say(context, 'two times of day, such as 22:00-07:00')
        : say(context, 'two times of day, such as 22:00-07:00, {never}', { never: form.never });
    case 'profile':
      return say(context, 'the name of a profile');
    case 'spend-limit':
      return say(context, 'US dollars, unlimited, or unknown');
    case 'auto-reload':
      return say(
        context,
        'BELOW/AMOUNT or BELOW/AMOUNT/MONTHLY CAP in US dollars, such as 5/20/100, off, or unknown',
      );
    case 'budget':
      return say(
        context,
        'AMOUNT/day, /month or /window, if wanted followed by /project:FOLDER, /session:ID or /account:KEY',
      );
    case 'limit-reached':
      return say(
        context,
        'session or weekly and two instants, such as session 2026-11-22T13:19:00Z/2026-11-22T15:00:00Z',
      );
    case 'price':
      return say(
        context,
        'INPUT/OUTPUT/CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ in US dollars per million tokens, such as 5/25/6.25/10/0.50',
      );
    default:
      return form satisfies never;
  }
}

function textWords(form: Extract<Form, { kind: 'text' }>, context: SayContext): string {
  const { example } = form;
  const names = Object.keys(form.names ?? {}).join(', ');
  return names === ''
    ? say(context, 'a text such as {example}', { example })
    : say(context, '{names} or a text such as {example}', { names, example });
}

function listWords(choices: readonly string[], context: SayContext): string {
  const last = choices.at(-1) ?? '';
  const first = choices.slice(0, -1).join(', ');
  return first === '' ? last : say(context, '{first} or {last}', { first, last });
}

/** A valid value as `readValue` reads it back. */
export function writeValue({ form, none }: Pick<AnyLeaf, 'form' | 'none'>, value: unknown): string {
  return value === null ? (none ?? NOT_SET) : writeForm(form, value, none);
}

function writeForm(form: Form, value: unknown, none: string | null): string {
  switch (form.kind) {
    case 'switch':
      return value === true ? 'on' : 'off';
    case 'percents':
      return (value as number[]).join(', ') || NO_LEVELS;
    case 'money':
      return writeDollars(value as number);
    case 'time-span': {
      if (typeof value === 'string') return value;
      const { from, until } = value as { from: string; until: string };
      return `${from}-${until}`;
    }
    case 'spend-limit': {
      const limit = value as SpendLimit;
      return limit.kind === 'limit' ? writeDollars(limit.micros) : limit.kind;
    }
    case 'auto-reload':
      return writeAutoReload(value as AutoReload);
    case 'budget':
      return writeBudget(value as Budget);
    case 'limit-reached': {
      const { window, saidAtMs, untilMs } = value as LimitReached;
      return `${window} ${instantText(saidAtMs)}/${instantText(untilMs)}`;
    }
    case 'price': {
      const { input, output, cacheWrite5m, cacheWrite1h, cacheRead } = value as OwnPrice;
      return [input, output, cacheWrite5m, cacheWrite1h, cacheRead].map(writeDollars).join('/');
    }
    case 'text': {
      // A text that could be taken for something else is written in quotes.
      const text = nameOf(value as string, form.names);
      return text === none || text.startsWith('"') || text !== text.trim()
        ? JSON.stringify(text)
        : text;
    }
    case 'choice':
    case 'whole':
    case 'profile':
      return String(value);
    default:
      return form satisfies never;
  }
}

function writeAutoReload(reload: AutoReload): string {
  if (reload.kind !== 'on') return reload.kind;
  const { thresholdMicros, amountMicros, monthlyCapMicros } = reload;
  const parts = [
    thresholdMicros,
    amountMicros,
    ...(monthlyCapMicros === null ? [] : [monthlyCapMicros]),
  ];
  return parts.map(writeDollars).join('/');
}

function writeBudget({ scope, period, limitMicros }: Budget): string {
  const budget = `${writeDollars(limitMicros)}/${period}`;
  switch (scope.kind) {
    case 'everything':
      return budget;
    case 'project':
      return `${budget}/project:${scope.project}`;
    case 'session':
      return `${budget}/session:${scope.sessionId}`;
    case 'account':
      return `${budget}/account:${scope.account}`;
    default:
      return scope satisfies never;
  }
}

/** What a person typed, as a value; whether the value is allowed is for `applyChange` to say. */
export function readValue(leaf: Pick<AnyLeaf, 'form' | 'none'>, typed: string): ReadValue {
  const text = typed.trim();
  if (leaf.none !== null && text === leaf.none) return taken(null);
  const value = readForm(leaf.form, text, typed);
  if (typeof value === 'object' && value !== null && 'ok' in value) return value as ReadValue;
  return value === undefined
    ? refused(
        inEnglish('“{typed}” does not fit; it takes {allowed}.', {
          typed,
          allowed: allowedWords(leaf, ENGLISH),
        }),
      )
    : taken(value);
}

/** @returns the value, a refusal with its own reason, or undefined */
function readForm(form: Form, text: string, typed: string): unknown {
  switch (form.kind) {
    case 'switch':
      return SWITCH_WORDS[text.toLowerCase()];
    case 'choice':
      return form.choices.find((choice) => choice === text.toLowerCase());
    case 'whole':
      return wholeOf(text);
    case 'percents':
      return text === NO_LEVELS ? [] : levelsOf(text);
    case 'money':
      return dollars(text);
    case 'text':
      return text.startsWith('"') ? unquoted(text) : valueNamed(text, form.names);
    case 'profile':
      return text;
    case 'time-span': {
      if (form.never !== undefined && text === form.never) return form.never;
      const [, from, until] = SPAN.exec(text) ?? [];
      return from === undefined ? undefined : { from, until };
    }
    case 'spend-limit':
      return readSpendLimit(text);
    case 'auto-reload':
      return readAutoReload(text);
    case 'budget':
      return readBudget(typed.trimStart());
    case 'limit-reached':
      return readLimitReached(text);
    case 'price':
      return readPrice(text);
    default:
      return form satisfies never;
  }
}

const REACHED = /^(session|weekly)\s+([^/]+)\/([^/]+)$/u;

function readLimitReached(text: string): unknown {
  if (text === NOT_SET) return null;
  const [, window, said = '', until = ''] = REACHED.exec(text) ?? [];
  // eslint-disable-next-line no-restricted-globals -- an instant that was written down; no clock is read
  const [saidAtMs, untilMs] = [Date.parse(said), Date.parse(until)];
  return window === undefined || Number.isNaN(saidAtMs) || Number.isNaN(untilMs)
    ? undefined
    : { window, saidAtMs, untilMs };
}

function instantText(atMs: number): string {
  // eslint-disable-next-line no-restricted-globals -- as above
  return new Date(atMs).toISOString();
}

function readSpendLimit(text: string): unknown {
  if (text === 'unknown' || text === 'unlimited') return { kind: text };
  const amount = dollars(text);
  return typeof amount === 'number' ? { kind: 'limit', micros: amount } : amount;
}

function readAutoReload(text: string): unknown {
  if (text === 'unknown' || text === 'off') return { kind: text };
  const amounts = text.split('/').map((part) => dollars(part));
  const wrong = amounts.find((amount) => typeof amount !== 'number');
  if (wrong !== undefined) return wrong;
  if (amounts.length !== 2 && amounts.length !== 3) return undefined;
  const [thresholdMicros, amountMicros, monthlyCapMicros = null] = amounts;
  return { kind: 'on', thresholdMicros, amountMicros, monthlyCapMicros };
}

/** All five are said: what the cache costs is up to ten times less or twice as much as input, and never guessed. */
function readPrice(text: string): unknown {
  const amounts = text.split('/').map((part) => dollars(part));
  const wrong = amounts.find((amount) => typeof amount !== 'number');
  if (wrong !== undefined) return wrong;
  if (amounts.length !== 5) return undefined;
  const [input, output, cacheWrite5m, cacheWrite1h, cacheRead] = amounts;
  return { input, output, cacheWrite5m, cacheWrite1h, cacheRead };
}

function readBudget(text: string): unknown {
  const [, amount = '', period, kind, target] = BUDGET.exec(text) ?? [];
  if (period === undefined) return undefined;
  const limitMicros = dollars(amount);
  if (typeof limitMicros !== 'number') return limitMicros;
  return { scope: scopeOf(kind, target), period, limitMicros };
}

function scopeOf(kind: string | undefined, target: string | undefined): unknown {
  if (kind === undefined) return { kind: 'everything' };
  if (kind === 'project') return { kind, project: target };
  return kind === 'session' ? { kind, sessionId: target } : { kind, account: target };
}

type Names = Extract<Form, { kind: 'text' }>['names'];

function valueNamed(text: string, names: Names = {}): string {
  const found = Object.entries(names).find(([name]) => name.toLowerCase() === text.toLowerCase());
  return found?.[1] ?? text;
}

function nameOf(value: string, names: Names = {}): string {
  return Object.entries(names).find(([, named]) => named === value)?.[0] ?? value;
}

function dollars(text: string): number | ReadValue {
  const parsed = parseDollars(text);
  return parsed.ok ? parsed.micros : parsed;
}

function wholeOf(text: string): number | undefined {
  const [digits] = /^\d+(?=\s*%?$)/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function levelsOf(text: string): number[] | undefined {
  const levels = text.split(/[\s,]+/u).map(wholeOf);
  const known = levels.filter((level) => level !== undefined);
  return known.length === levels.length ? [...new Set(known)].sort((a, b) => a - b) : undefined;
}

function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function taken(value: unknown): ReadValue {
  return { ok: true, value };
}

function refused(message: string): ReadValue {
  return { ok: false, message };
}
