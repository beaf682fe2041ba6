/**
 * Reads the fields of an answer's line straight from its bytes, in one pass and without making objects: most
 * of a first import is spent on such lines. It takes compact JSON as the program writes it and says `unsure`
 * about everything else, which is then read the slow way; it never guesses.
 */

import { LARGEST_COUNT } from '../fields.ts';
import {
  begin,
  bytes,
  bytesOf,
  end,
  endOfText,
  isText,
  LETTER_N,
  LETTER_T,
  LETTER_U,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  readObject,
  skipValue,
  UNSURE,
  ZERO,
  type ReadField,
} from './compactJson.ts';

/** Texts whose place is kept. */
export const FIELD = {
  type: 0,
  uuid: 1,
  requestId: 2,
  timestamp: 3,
  sessionId: 4,
  requestSessionId: 5,
  cwd: 6,
  messageId: 7,
  model: 8,
  speed: 9,
  serviceTier: 10,
  inferenceGeo: 11,
  cacheLifetime: 12,
} as const;

export type Field = (typeof FIELD)[keyof typeof FIELD];

const FIELDS = 13;

/** Token counts that are kept. */
export const COUNT = {
  input: 0,
  output: 1,
  cacheRead: 2,
  cacheWrite: 3,
  cacheWrite5m: 4,
  cacheWrite1h: 5,
  webSearches: 6,
} as const;

const COUNTS = 7;

/**
 * - `answer`: everything that matters was read; see `spans`, `counts` and `isSidechain`.
 * - `question`: a person's or a tool's line; what follows was not looked at.
 * - `unsure`: it must be read the slow way.
 */
export type LineKind = 'answer' | 'question' | 'unsure';

/** First and last-plus-one byte of each field of the line read last, without quotes; -1 where it has none. */
export const spans = new Int32Array(FIELDS * 2);
/** Counts of the line read last; 0 where it has none. */
export const counts = new Float64Array(COUNTS);
/** What else the line read last says. */
export const line: {
  isSidechain: boolean;
  /** A sub-agent's line within a progress line; only the scanner reads such. */
  isEcho: boolean;
  /** What the scanner says about its texts; null: it was read without the scanner. */
  textBits: number | null;
} = { isSidechain: false, isEcho: false, textBits: null };

/** Ends the reading, as `UNSURE` does. */
const QUESTION = -2;

/** More digits than this may not fit a number exactly. */
const MOST_DIGITS = 15;

let hasMessage = false;
let hasUsage = false;
/** The content was jumped over. */
let hasJumped = false;
let contentEnd: (from: number) => number;

/**
 * @param until one behind the closing brace
 * @param endOfContent position of the bracket that closes the list of content blocks beginning at `from`, as
 *   far as the texts around it tell; negative when it cannot be told. A wrong answer leaves brackets that do
 *   not match, and the line is `unsure`.
 */
export function readAnswerLine(
  chunk: Buffer,
  from: number,
  until: number,
  endOfContent: (from: number) => number,
): LineKind {
  begin(chunk, until);
  contentEnd = endOfContent;
  hasMessage = false;
  hasUsage = false;
  hasJumped = false;
  line.isSidechain = false;
  line.isEcho = false;
  line.textBits = null;
  spans.fill(-1);
  counts.fill(0);
  const at = readObject(from, readLineField);
  if (at === QUESTION) return 'question';
  if (at !== until || !hasUsage) return 'unsure';
  // A jump to the end of another list would have left out what stands in between.
  return hasJumped && !(isKnown(FIELD.messageId) && isKnown(FIELD.model)) ? 'unsure' : 'answer';
}

const ASSISTANT = bytesOf('assistant');
const USER = bytesOf('user');
const ADVISOR = Buffer.from('"advisor_message"');

const KEYS = {
  message: bytesOf('message'),
  isApiErrorMessage: bytesOf('isApiErrorMessage'),
  isSidechain: bytesOf('isSidechain'),
  role: bytesOf('role'),
  content: bytesOf('content'),
  usage: bytesOf('usage'),
  cacheCreation: bytesOf('cache_creation'),
  serverToolUse: bytesOf('server_tool_use'),
  iterations: bytesOf('iterations'),
};

type NamedField = readonly [key: Uint8Array, field: Field];
type NamedCount = readonly [key: Uint8Array, count: number];

const LINE_FIELDS: readonly NamedField[] = [
  [bytesOf('type'), FIELD.type],
  [bytesOf('uuid'), FIELD.uuid],
  [bytesOf('requestId'), FIELD.requestId],
  [bytesOf('timestamp'), FIELD.timestamp],
  [bytesOf('sessionId'), FIELD.sessionId],
  [bytesOf('requestSessionId'), FIELD.requestSessionId],
  [bytesOf('cwd'), FIELD.cwd],
  [bytesOf('promptCacheRequested'), FIELD.cacheLifetime],
];
const MESSAGE_FIELDS: readonly NamedField[] = [
  [bytesOf('id'), FIELD.messageId],
  [bytesOf('model'), FIELD.model],
];
const USAGE_FIELDS: readonly NamedField[] = [
  [bytesOf('speed'), FIELD.speed],
  [bytesOf('service_tier'), FIELD.serviceTier],
  [bytesOf('inference_geo'), FIELD.inferenceGeo],
];
const USAGE_COUNTS: readonly NamedCount[] = [
  [bytesOf('input_tokens'), COUNT.input],
  [bytesOf('output_tokens'), COUNT.output],
  [bytesOf('cache_read_input_tokens'), COUNT.cacheRead],
  [bytesOf('cache_creation_input_tokens'), COUNT.cacheWrite],
];
const CACHE_COUNTS: readonly NamedCount[] = [
  [bytesOf('ephemeral_5m_input_tokens'), COUNT.cacheWrite5m],
  [bytesOf('ephemeral_1h_input_tokens'), COUNT.cacheWrite1h],
];
const TOOL_COUNTS: readonly NamedCount[] = [[bytesOf('web_search_requests'), COUNT.webSearches]];

function readLineField(keyFrom: number, keyUntil: number, at: number): number {
  if (isText(keyFrom, keyUntil, KEYS.message)) return readMessage(at);
  if (isText(keyFrom, keyUntil, KEYS.isSidechain)) {
    line.isSidechain = bytes[at] === LETTER_T;
    return skipValue(at);
  }
  // A notice of the program, whose words must be read.
  if (isText(keyFrom, keyUntil, KEYS.isApiErrorMessage) && bytes[at] === LETTER_T) return UNSURE;
  const field = fieldOf(LINE_FIELDS, keyFrom, keyUntil);
  if (field === null) return skipValue(at);
  const after = readText(field, at);
  if (field !== FIELD.type || bytes[at] === LETTER_N) return after;
  return isTextOf(field, USER) ? QUESTION : isTextOf(field, ASSISTANT) ? after : UNSURE;
}

function readMessage(at: number): number {
  // The later of two would replace the first, as a whole.
  if (hasMessage) return UNSURE;
  hasMessage = true;
  return readObject(at, readMessageField);
}

function readMessageField(keyFrom: number, keyUntil: number, at: number): number {
  if (isText(keyFrom, keyUntil, KEYS.content)) return skipContent(at);
  if (isText(keyFrom, keyUntil, KEYS.usage)) {
    if (hasUsage) return UNSURE;
    hasUsage = true;
    return readObject(at, readUsageField);
  }
  if (isText(keyFrom, keyUntil, KEYS.role) && bytes[at] === QUOTE && bytes[at + 1] === LETTER_U) {
    return isText(at + 1, at + 1 + USER.length, USER) ? QUESTION : UNSURE;
  }
  const field = fieldOf(MESSAGE_FIELDS, keyFrom, keyUntil);
  return field === null ? skipValue(at) : readText(field, at);
}

function readUsageField(keyFrom: number, keyUntil: number, at: number): number {
  const count = fieldOf(USAGE_COUNTS, keyFrom, keyUntil);
  if (count !== null) return readCount(count, at);
  if (isText(keyFrom, keyUntil, KEYS.cacheCreation))
    return readCountsIn(at, readCacheField, CACHE_COUNTS);
  if (isText(keyFrom, keyUntil, KEYS.serverToolUse)) {
    return readCountsIn(at, readToolField, TOOL_COUNTS);
  }
  if (isText(keyFrom, keyUntil, KEYS.iterations)) return skipIterations(at);
  const field = fieldOf(USAGE_FIELDS, keyFrom, keyUntil);
  return field === null ? skipValue(at) : readText(field, at);
}

function readCountsIn(at: number, readField: ReadField, named: readonly NamedCount[]): number {
  // The later of two replaces the first, as a whole.
  for (const [, count] of named) counts[count] = 0;
  return bytes[at] === OPEN_BRACE ? readObject(at, readField) : skipValue(at);
}

function readCacheField(keyFrom: number, keyUntil: number, at: number): number {
  const count = fieldOf(CACHE_COUNTS, keyFrom, keyUntil);
  return count === null ? skipValue(at) : readCount(count, at);
}

function readToolField(keyFrom: number, keyUntil: number, at: number): number {
  const count = fieldOf(TOOL_COUNTS, keyFrom, keyUntil);
  return count === null ? skipValue(at) : readCount(count, at);
}

/** An adviser's part of an answer has its own model and counts, which the slow way reads. */
function skipIterations(at: number): number {
  const after = skipValue(at);
  if (after < 0 || after - at < ADVISOR.length) return after;
  return bytes.subarray(at, after).includes(ADVISOR) ? UNSURE : after;
}

function skipContent(at: number): number {
  if (bytes[at] !== OPEN_BRACKET) return skipValue(at);
  const closing = contentEnd(at);
  if (closing < 0) return skipValue(at);
  hasJumped = true;
  return closing + 1;
}

/** Keeps where a text stands; another kind of value counts as none. */
function readText(field: Field, at: number): number {
  if (bytes[at] !== QUOTE) {
    spans[field * 2] = -1;
    return skipValue(at);
  }
  const closing = endOfText(at + 1);
  if (closing < 0) return UNSURE;
  spans[field * 2] = closing === at + 1 ? -1 : at + 1;
  spans[field * 2 + 1] = closing;
  return closing + 1;
}

/** Reads a whole number or null; any other value is for the slow way. */
function readCount(count: number, start: number): number {
  let at = start;
  if (bytes[at] === LETTER_N) {
    counts[count] = 0;
    return skipValue(at);
  }
  let value = 0;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  const digits = at - start;
  const isPlain = digits === 1 || (digits > 1 && digits <= MOST_DIGITS && bytes[start] !== ZERO);
  counts[count] = value;
  return isPlain && value <= LARGEST_COUNT ? at : UNSURE;
}

function isKnown(field: Field): boolean {
  return (spans[field * 2] as number) >= 0;
}

/** Whether the field of the line read last is this text. */
function isTextOf(field: Field, text: Uint8Array): boolean {
  const from = spans[field * 2] as number;
  return from >= 0 && isText(from, spans[field * 2 + 1] as number, text);
}

function fieldOf<Name extends number>(
  named: readonly (readonly [key: Uint8Array, name: Name])[],
  keyFrom: number,
  keyUntil: number,
): Name | null {
  for (const [key, name] of named) if (isText(keyFrom, keyUntil, key)) return name;
  return null;
}
