/**
 * Positions of an object's members in JSON text, for edits that leave every other byte alone.
 * The text must already have passed `JSON.parse`: nothing is validated here.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { Outcome } from '../../../preload/contract/channels.ts';

/** One member; positions are offsets into the whole text, ends are exclusive. */
export type JsonMember = {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
};

/** An object's braces and what lies between them, duplicate keys included. */
export type JsonObject = {
  readonly open: number;
  readonly close: number;
  readonly members: readonly JsonMember[];
};

/** Reads the object that starts at or after `from`; null when another kind of value stands there. */
export function readJsonObject(text: string, from: number): JsonObject | null {
  const open = skipBlanks(text, from);
  if (text[open] !== '{') return null;
  const members: JsonMember[] = [];
  let at = skipBlanks(text, open + 1);
  while (text[at] !== '}') {
    const keyStart = at;
    const keyEnd = endOfString(text, keyStart);
    const valueStart = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    const key = JSON.parse(text.slice(keyStart, keyEnd)) as string;
    members.push({ key, keyStart, keyEnd, valueStart, valueEnd });
    at = skipBlanks(text, valueEnd);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return { open, close: at, members };
}

/** An array's brackets and what lies between them; ends are exclusive. */
export type JsonArray = {
  readonly open: number;
  readonly close: number;
  readonly items: readonly { readonly start: number; readonly end: number }[];
};

/** Reads the array that starts at or after `from`; null when another kind of value stands there. */
export function readJsonArray(text: string, from: number): JsonArray | null {
  const open = skipBlanks(text, from);
  if (text[open] !== '[') return null;
  const items: { start: number; end: number }[] = [];
  let at = skipBlanks(text, open + 1);
  while (text[at] !== ']') {
    const end = endOfValue(text, at);
    items.push({ start: at, end });
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return { open, close: at, items };
}

/** The outermost object of a strict JSON text, with or without a byte order mark; else the reason why not. */
export function readOuterObject(text: string): Outcome<JsonObject> {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  try {
    JSON.parse(text.slice(start));
  } catch {
    return { ok: false, message: inEnglish('The settings file is not valid JSON.') };
  }
  const root = readJsonObject(text, start);
  if (root !== null) return { ok: true, value: root };
  return { ok: false, message: inEnglish('The settings file does not hold a JSON object.') };
}

const BLANKS = /[ \t\r\n]*/y;
const SCALAR = /[^,\]}\s]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const BRACKETS_AND_QUOTES = /["{}[\]]/g;

function skipBlanks(text: string, from: number): number {
  return endOfMatch(BLANKS, text, from);
}

function endOfString(text: string, from: number): number {
  return endOfMatch(STRING, text, from);
}

function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first !== '{' && first !== '[') return endOfMatch(SCALAR, text, from);
  let depth = 0;
  let at = from;
  do {
    BRACKETS_AND_QUOTES.lastIndex = at;
    const found = BRACKETS_AND_QUOTES.exec(text);
    if (found === null) throw new Error('the text was not checked before it was scanned');
    at = found[0] === '"' ? endOfString(text, found.index) : found.index + 1;
    if (found[0] === '{' || found[0] === '[') depth += 1;
    else if (found[0] !== '"') depth -= 1;
  } while (depth > 0);
  return at;
}

function endOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  if (!pattern.test(text)) throw new Error('the text was not checked before it was scanned');
  return pattern.lastIndex;
}
