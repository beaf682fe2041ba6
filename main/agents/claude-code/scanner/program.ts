/**
 * Reads lines of a transcript in WebAssembly: the same walk as `answerLine.ts`, over a whole part of a file at
 * a time, with nothing left for a collector and nothing to warm up. It says `unsure` wherever that one does, and
 * wherever it saves trouble; such a line is read by the rest of this folder.
 *
 * This file is compiled by `node scripts/make-scanner.mjs` into `compiled.ts`. Its language is a small part of
 * TypeScript: whole numbers of 32 bits, no objects.
 */
/* eslint max-lines: off -- one program of one memory: its variables cannot be shared between files */
import {
  beginsWith,
  byteAt,
  bytesBelow,
  copy,
  equalBytes,
  fill,
  firstBit,
  highBytes,
  highIn64,
  isAmong64,
  isText,
  quotient,
  setWord,
  wordAt,
} from './machine.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LETTER_E = 0x65;
const LETTER_F = 0x66;
const LETTER_M = 0x6d;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const LETTER_U = 0x75;
const LETTER_Z = 0x5a;
const CAPITAL_T = 0x54;

/** Shared with `scanner.ts`. */
const COUNT_AT = 0;
const RECORDS_AT = 65536;
const MOST_RECORDS = 400;
const RECORD_BYTES = 160;
const SPANS = 16;
const COUNTS = 120;
const DAY = 148;
const MS_OF_DAY = 152;
const TEXT_BITS = 156;
const FIELD_BYTES = 104;
/** The texts of the answer before, one field behind the other. */
const KEPT_AT = 32768;
const KEPT_BYTES = 256;
const COUNT_BYTES = 28;
/** Where the fields of an echoed line stand until they take the place of those around it. */
const ECHO_AT = 40960;

/** Kinds of records: the line is an answer, must be read another way, or is no object. */
const ANSWER = 1;
const UNSURE_LINE = 2;
const ODD = 3;

/** Flags of a record. */
const IS_SIDECHAIN = 1;
const HAS_HIGH_BYTES = 2;
const HAS_TIME = 4;
const IS_ECHO = 8;

/** Places of fields in a record, two words each: the order of `FIELD` in `answerLine.ts`. */
const TYPE = 0;
const UUID = 1;
const REQUEST_ID = 2;
const TIMESTAMP = 3;
const SESSION_ID = 4;
const REQUEST_SESSION_ID = 5;
const CWD = 6;
const MESSAGE_ID = 7;
const MODEL = 8;
const SPEED = 9;
const SERVICE_TIER = 10;
const INFERENCE_GEO = 11;
const CACHE_LIFETIME = 12;
const FIELDS = 13;
/** Bits of a record's texts: those that are others than in the answer before, and which of these have neither escapes nor bytes beyond ASCII. */
const IS_OTHER = 1;
const IS_PLAIN = 65536;

/** Places of counts in a record: the order of `COUNT` in `answerLine.ts`. */
const INPUT = 0;
const OUTPUT = 1;
const CACHE_READ = 2;
const CACHE_WRITE = 3;
const CACHE_WRITE_5M = 4;
const CACHE_WRITE_1H = 5;
const WEB_SEARCHES = 6;

/** Which object is read. */
const IN_ANY = 0;
const IN_LINE = 1;
const IN_MESSAGE = 2;
const IN_USAGE = 3;
const IN_CACHE_CREATION = 4;
const IN_TOOL_USE = 5;
const IN_DATA = 6;
const IN_ECHO = 7;

/** In place of a position. */
const UNSURE = -1;
const QUESTION = -2;

const DEEPEST = 256;
const LONGEST_LINE_BYTES = 16777216;
/** Counts with more digits do not fit, and are for the other way. */
const MOST_DIGITS = 9;

let base = 0;
let records = 0;
let record = 0;
let end = 0;
let depth = 0;
let flags = 0;
let highBits = 0;
let hasMessage = 0;
let hasUsage = 0;
let hasJumped = 0;
let hasData = 0;
/** The line tells of a sub-agent's progress, and so may hold one of its lines. */
let isProgress = 0;
let hasEcho = 0;
/** Where the fields of the line are kept that is read: the record, or the echo's place. */
let fieldsAt = 0;

/**
 * Writes a record for each line that may matter, until they are as many as fit or no whole line is left.
 * @param start address of a line's first byte
 * @param until one behind the last byte
 * @param zero address that positions in records are counted from
 * @returns address of the line after the last one that was looked at
 */
export function scan(start: number, until: number, zero: number): number {
  base = zero;
  records = 0;
  let from = start;
  while (records < MOST_RECORDS) {
    const newline = findNewline(from, until);
    if (newline < 0) break;
    readLine(from, newline);
    from = newline + 1;
  }
  setWord(COUNT_AT, records);
  return from;
}

/** Also notes in `highBits` whether the line has bytes beyond ASCII. */
function findNewline(from: number, until: number): number {
  let at = from;
  highBits = 0;
  while (at + 64 <= until && !isAmong64(at, NEWLINE)) {
    highBits = highBits | highIn64(at);
    at = at + 64;
  }
  while (at < until) {
    const found = equalBytes(at, NEWLINE);
    const high = highBytes(at);
    if (found !== 0) {
      highBits = highBits | (high & ((found & -found) - 1));
      const newline = at + firstBit(found);
      return newline < until ? newline : -1;
    }
    highBits = highBits | high;
    at = at + 16;
  }
  return -1;
}

function readLine(from: number, newline: number): void {
  const until = trimmedEnd(from, newline);
  if (until === from) return;
  record = RECORDS_AT + records * RECORD_BYTES;
  flags = 0;
  if (
    until - from > LONGEST_LINE_BYTES ||
    byteAt(from) !== OPEN_BRACE ||
    byteAt(until - 1) !== CLOSE_BRACE
  ) {
    addRecord(ODD, from, newline);
    return;
  }
  const at = readAnswer(from, until);
  if (at === until && isProgress !== 0 && takeEcho() === 0) {
    addRecord(UNSURE_LINE, from, until);
    return;
  }
  if (at === QUESTION) {
    // An answer in it was written behind a question that was cut short.
    if (hasContentEnd(from, until)) addRecord(UNSURE_LINE, from, until);
    return;
  }
  const hasIds = isKnown(MESSAGE_ID) && isKnown(MODEL);
  const isAnswer = at === until && hasUsage !== 0 && (hasJumped === 0 || hasIds);
  if (isAnswer) {
    if (highBits !== 0) flags = flags | HAS_HIGH_BYTES;
    readTime();
    compareTexts();
  }
  addRecord(isAnswer ? ANSWER : UNSURE_LINE, from, until);
}

function addRecord(kind: number, from: number, until: number): void {
  setWord(record, kind);
  setWord(record + 4, from - base);
  setWord(record + 8, until - base);
  setWord(record + 12, flags);
  records = records + 1;
}

function readAnswer(from: number, until: number): number {
  end = until;
  depth = 0;
  hasMessage = 0;
  hasUsage = 0;
  hasJumped = 0;
  hasData = 0;
  isProgress = 0;
  hasEcho = 0;
  fieldsAt = record + SPANS;
  fill(fieldsAt, 255, FIELD_BYTES);
  fill(record + COUNTS, 0, COUNT_BYTES);
  return readObject(from, IN_LINE);
}

/**
 * Makes the echoed line the one that was read. What it does not say itself, the line around it says.
 * @returns 0 where it is for the other way
 */
function takeEcho(): number {
  if (hasEcho === 0 || wordAt(ECHO_AT + TIMESTAMP * 8) < 0) return 0;
  const isSessionKnown =
    wordAt(ECHO_AT + SESSION_ID * 8) >= 0 || wordAt(ECHO_AT + REQUEST_SESSION_ID * 8) >= 0;
  let field = 0;
  while (field < FIELDS) {
    const isOuter =
      (field === SESSION_ID && !isSessionKnown) || (field === CWD && wordAt(ECHO_AT + CWD * 8) < 0);
    if (!isOuter) copy(record + SPANS + field * 8, ECHO_AT + field * 8, 8);
    field = field + 1;
  }
  flags = flags | IS_ECHO;
  return 1;
}

function trimmedEnd(from: number, newline: number): number {
  let until = newline;
  while (until > from) {
    const byte = byteAt(until - 1);
    if (byte !== CARRIAGE_RETURN && byte !== SPACE && byte !== TAB) break;
    until = until - 1;
  }
  return until;
}

/** Reads `{"key":value,...}` and returns the position behind it. */
function readObject(start: number, kind: number): number {
  let at = start;
  if (byteAt(at) !== OPEN_BRACE || depth === DEEPEST) return UNSURE;
  at = at + 1;
  if (byteAt(at) === CLOSE_BRACE) return at + 1;
  depth = depth + 1;
  while (at < end) {
    if (byteAt(at) !== QUOTE) return UNSURE;
    const keyFrom = at + 1;
    const keyUntil = endOfPlainText(keyFrom);
    if (keyUntil < 0 || byteAt(keyUntil + 1) !== COLON) return UNSURE;
    at = readField(kind, keyFrom, keyUntil, keyUntil + 2);
    if (at < 0) return at;
    const mark = byteAt(at);
    at = at + 1;
    if (mark === CLOSE_BRACE) {
      depth = depth - 1;
      return at;
    }
    if (mark !== COMMA) return UNSURE;
  }
  return UNSURE;
}

function readField(kind: number, keyFrom: number, keyUntil: number, at: number): number {
  if (kind === IN_LINE) return readLineField(keyFrom, keyUntil, at);
  if (kind === IN_MESSAGE) return readMessageField(keyFrom, keyUntil, at);
  if (kind === IN_USAGE) return readUsageField(keyFrom, keyUntil, at);
  if (kind === IN_ECHO) return readEchoField(keyFrom, keyUntil, at);
  if (kind === IN_CACHE_CREATION) {
    if (isText(keyFrom, keyUntil, 'ephemeral_5m_input_tokens'))
      return readCount(CACHE_WRITE_5M, at);
    if (isText(keyFrom, keyUntil, 'ephemeral_1h_input_tokens'))
      return readCount(CACHE_WRITE_1H, at);
  }
  if (kind === IN_DATA && isText(keyFrom, keyUntil, 'message')) return readEcho(at);
  if (kind === IN_TOOL_USE && isText(keyFrom, keyUntil, 'web_search_requests')) {
    return readCount(WEB_SEARCHES, at);
  }
  return skipValue(at);
}

function readLineField(keyFrom: number, keyUntil: number, at: number): number {
  if (isText(keyFrom, keyUntil, 'message')) {
    // The later of two would replace the first, as a whole.
    if (hasMessage !== 0 || isProgress !== 0) return UNSURE;
    hasMessage = 1;
    return readObject(at, IN_MESSAGE);
  }
  if (isText(keyFrom, keyUntil, 'data')) {
    if (hasData !== 0) return UNSURE;
    hasData = 1;
    return isProgress === 0 ? skipValue(at) : readObject(at, IN_DATA);
  }
  if (isText(keyFrom, keyUntil, 'isSidechain')) {
    flags = byteAt(at) === LETTER_T ? IS_SIDECHAIN : 0;
    return skipValue(at);
  }
  if (isText(keyFrom, keyUntil, 'type')) return readType(at);
  if (isText(keyFrom, keyUntil, 'promptCacheRequested')) return readText(CACHE_LIFETIME, at);
  return readOwnField(keyFrom, keyUntil, at);
}

/** What a line and an echoed one say of themselves. */
function readOwnField(keyFrom: number, keyUntil: number, at: number): number {
  // A notice of the program, whose words must be read.
  if (isText(keyFrom, keyUntil, 'isApiErrorMessage') && byteAt(at) === LETTER_T) return UNSURE;
  if (isText(keyFrom, keyUntil, 'uuid')) return readText(UUID, at);
  if (isText(keyFrom, keyUntil, 'requestId')) return readText(REQUEST_ID, at);
  if (isText(keyFrom, keyUntil, 'timestamp')) return readText(TIMESTAMP, at);
  if (isText(keyFrom, keyUntil, 'sessionId')) return readText(SESSION_ID, at);
  if (isText(keyFrom, keyUntil, 'requestSessionId')) return readText(REQUEST_SESSION_ID, at);
  if (isText(keyFrom, keyUntil, 'cwd')) return readText(CWD, at);
  return skipValue(at);
}

function readType(at: number): number {
  // The later of two is the line's, whatever it is.
  if (isProgress !== 0) return UNSURE;
  const after = readText(TYPE, at);
  if (byteAt(at) === LETTER_N || after < 0) return after;
  if (byteAt(at) !== QUOTE) return UNSURE;
  if (isText(at + 1, after - 1, 'user')) return QUESTION;
  if (isText(at + 1, after - 1, 'progress')) {
    if (hasData !== 0 || hasMessage !== 0) return UNSURE;
    isProgress = 1;
    return after;
  }
  return isText(at + 1, after - 1, 'assistant') ? after : UNSURE;
}

/** The sub-agent's line that a progress line holds. */
function readEcho(at: number): number {
  if (hasEcho !== 0) return UNSURE;
  hasEcho = 1;
  fieldsAt = ECHO_AT;
  fill(fieldsAt, 255, FIELD_BYTES);
  const after = readObject(at, IN_ECHO);
  fieldsAt = record + SPANS;
  return after;
}

function readEchoField(keyFrom: number, keyUntil: number, at: number): number {
  if (isText(keyFrom, keyUntil, 'message')) {
    if (hasMessage !== 0) return UNSURE;
    hasMessage = 1;
    const after = readObject(at, IN_MESSAGE);
    return after === QUESTION ? UNSURE : after;
  }
  return readOwnField(keyFrom, keyUntil, at);
}

function readMessageField(keyFrom: number, keyUntil: number, at: number): number {
  if (isText(keyFrom, keyUntil, 'content')) return skipContent(at);
  if (isText(keyFrom, keyUntil, 'usage')) {
    if (hasUsage !== 0) return UNSURE;
    hasUsage = 1;
    return readObject(at, IN_USAGE);
  }
  if (isText(keyFrom, keyUntil, 'role') && byteAt(at) === QUOTE && byteAt(at + 1) === LETTER_U) {
    return beginsWith(at + 1, 'user') ? QUESTION : UNSURE;
  }
  if (isText(keyFrom, keyUntil, 'id')) return readText(MESSAGE_ID, at);
  if (isText(keyFrom, keyUntil, 'model')) return readText(MODEL, at);
  return skipValue(at);
}

function readUsageField(keyFrom: number, keyUntil: number, at: number): number {
  if (isText(keyFrom, keyUntil, 'input_tokens')) return readCount(INPUT, at);
  if (isText(keyFrom, keyUntil, 'output_tokens')) return readCount(OUTPUT, at);
  if (isText(keyFrom, keyUntil, 'cache_read_input_tokens')) return readCount(CACHE_READ, at);
  if (isText(keyFrom, keyUntil, 'cache_creation_input_tokens')) return readCount(CACHE_WRITE, at);
  if (isText(keyFrom, keyUntil, 'cache_creation')) {
    // The later of two replaces the first, as a whole.
    setWord(record + COUNTS + CACHE_WRITE_5M * 4, 0);
    setWord(record + COUNTS + CACHE_WRITE_1H * 4, 0);
    return byteAt(at) === OPEN_BRACE ? readObject(at, IN_CACHE_CREATION) : skipValue(at);
  }
  if (isText(keyFrom, keyUntil, 'server_tool_use')) {
    setWord(record + COUNTS + WEB_SEARCHES * 4, 0);
    return byteAt(at) === OPEN_BRACE ? readObject(at, IN_TOOL_USE) : skipValue(at);
  }
  // An adviser's part of an answer has its own model and counts, which the other way reads.
  if (isText(keyFrom, keyUntil, 'iterations')) return skipShortValue(at);
  if (isText(keyFrom, keyUntil, 'speed')) return readText(SPEED, at);
  if (isText(keyFrom, keyUntil, 'service_tier')) return readText(SERVICE_TIER, at);
  if (isText(keyFrom, keyUntil, 'inference_geo')) return readText(INFERENCE_GEO, at);
  return skipValue(at);
}

/** Passes over a value in which no adviser is named. */
function skipShortValue(at: number): number {
  const after = skipValue(at);
  let from = at;
  while (from < after) {
    if (byteAt(from) === QUOTE && beginsWith(from, '"advisor_message"')) return UNSURE;
    from = from + 1;
  }
  return after;
}

/** Jumps over the list of content blocks as far as the texts around it tell where it ends. */
function skipContent(at: number): number {
  if (byteAt(at) !== OPEN_BRACKET) return skipValue(at);
  const closing = contentEnd(at);
  if (closing < 0) return skipValue(at);
  hasJumped = 1;
  return closing + 1;
}

/** Position of `],"stop_reason":`; negative when it is not in the line, or another message begins before it. */
function contentEnd(from: number): number {
  let at = from;
  while (at < end) {
    let found =
      (equalBytes(at, CLOSE_BRACKET) & equalBytes(at + 1, COMMA)) |
      (equalBytes(at, QUOTE) & equalBytes(at + 1, LETTER_M) & equalBytes(at + 2, LETTER_E));
    while (found !== 0) {
      const place = at + firstBit(found);
      if (place >= end) return UNSURE;
      if (byteAt(place) === QUOTE) {
        if (beginsWith(place, '"message":{')) return UNSURE;
      } else if (beginsWith(place, '],"stop_reason":')) return place;
      found = found & (found - 1);
    }
    at = at + 16;
  }
  return UNSURE;
}

function hasContentEnd(from: number, until: number): boolean {
  let at = from;
  while (at < until) {
    if (at + 64 <= until && !isAmong64(at, CLOSE_BRACKET)) {
      at = at + 64;
      continue;
    }
    let found = equalBytes(at, CLOSE_BRACKET) & equalBytes(at + 1, COMMA);
    while (found !== 0) {
      const place = at + firstBit(found);
      if (place < until && beginsWith(place, '],"stop_reason":')) return true;
      found = found & (found - 1);
    }
    at = at + 16;
  }
  return false;
}

/** Keeps where a text stands; another kind of value counts as none. */
function readText(field: number, at: number): number {
  const place = fieldsAt + field * 8;
  setWord(place, -1);
  if (byteAt(at) !== QUOTE) return skipValue(at);
  const closing = endOfText(at + 1);
  if (closing < 0) return UNSURE;
  if (closing !== at + 1) setWord(place, at + 1 - base);
  setWord(place + 4, closing - base);
  return closing + 1;
}

/** Reads a whole number or null; any other value is for the other way. */
function readCount(count: number, start: number): number {
  const place = record + COUNTS + count * 4;
  let at = start;
  if (byteAt(at) === LETTER_N) {
    setWord(place, 0);
    return skipValue(at);
  }
  let value = 0;
  while (at < end) {
    const digit = byteAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    at = at + 1;
  }
  const digits = at - start;
  setWord(place, value);
  if (digits === 1) return at;
  return digits > 1 && digits <= MOST_DIGITS && byteAt(start) !== ZERO ? at : UNSURE;
}

function isKnown(field: number): boolean {
  return wordAt(record + SPANS + field * 8) >= 0;
}

/** Position behind a value of any kind. */
function skipValue(at: number): number {
  const byte = byteAt(at);
  if (byte === QUOTE) {
    const closing = endOfText(at + 1);
    return closing < 0 ? UNSURE : closing + 1;
  }
  if (byte === OPEN_BRACE) return readObject(at, IN_ANY);
  if (byte === OPEN_BRACKET) return skipList(at);
  if (byte === LETTER_T) return beginsWith(at, 'true') ? at + 4 : UNSURE;
  if (byte === LETTER_F) return beginsWith(at, 'false') ? at + 5 : UNSURE;
  if (byte === LETTER_N) return beginsWith(at, 'null') ? at + 4 : UNSURE;
  return skipNumber(at);
}

function skipList(start: number): number {
  let at = start + 1;
  if (byteAt(at) === CLOSE_BRACKET) return at + 1;
  if (depth === DEEPEST) return UNSURE;
  depth = depth + 1;
  while (at < end) {
    at = skipValue(at);
    if (at < 0) return at;
    const mark = byteAt(at);
    at = at + 1;
    if (mark === CLOSE_BRACKET) {
      depth = depth - 1;
      return at;
    }
    if (mark !== COMMA) return UNSURE;
  }
  return UNSURE;
}

/** Whole and decimal numbers; exponents are left to the other way. */
function skipNumber(start: number): number {
  const from = byteAt(start) === MINUS ? start + 1 : start;
  let at = endOfDigits(from);
  const digits = at - from;
  if (digits === 0 || (digits > 1 && byteAt(from) === ZERO)) return UNSURE;
  if (byteAt(at) === POINT) {
    const fraction = at + 1;
    at = endOfDigits(fraction);
    if (at === fraction) return UNSURE;
  }
  return at;
}

function endOfDigits(from: number): number {
  let at = from;
  while (at < end && byteAt(at) >= ZERO && byteAt(at) <= NINE) at = at + 1;
  return at;
}

/** The next byte that ends a text or is no plain part of one; `end` or beyond where there is none. */
function endOfPlain(from: number): number {
  let at = from;
  while (at < end) {
    const found = equalBytes(at, QUOTE) | equalBytes(at, BACKSLASH) | bytesBelow(at, SPACE);
    if (found !== 0) return at + firstBit(found);
    at = at + 16;
  }
  return at;
}

/** Position of the quote that closes a text without escapes; negative for any other. */
function endOfPlainText(from: number): number {
  const at = endOfPlain(from);
  return at < end && byteAt(at) === QUOTE ? at : UNSURE;
}

/** Position of the quote that closes a text. */
function endOfText(from: number): number {
  let at = endOfPlain(from);
  while (at < end) {
    const byte = byteAt(at);
    if (byte === QUOTE) return at;
    // Other escapes are rare in what is read here, and have rules of their own.
    if (byte !== BACKSLASH) return UNSURE;
    if (byteAt(at + 1) !== BACKSLASH && byteAt(at + 1) !== QUOTE) return UNSURE;
    at = endOfPlain(at + 2);
  }
  return UNSURE;
}

/** Whether two stretches of memory are the same; `isText` and `beginsWith` are made of it. */
function same(one: number, other: number, length: number): boolean {
  let index = 0;
  while (index + 4 <= length) {
    if (wordAt(one + index) !== wordAt(other + index)) return false;
    index = index + 4;
  }
  while (index < length) {
    if (byteAt(one + index) !== byteAt(other + index)) return false;
    index = index + 1;
  }
  return true;
}

/** Notes which texts are others than in the answer before, most of which are the same: they need not be made anew. */
function compareTexts(): void {
  let field = 0;
  let bits = 0;
  while (field < FIELDS) {
    const place = record + SPANS + field * 8;
    if (wordAt(place) >= 0) bits = bits | compareText(field, wordAt(place), wordAt(place + 4));
    field = field + 1;
  }
  setWord(record + TEXT_BITS, bits);
}

function compareText(field: number, from: number, until: number): number {
  const length = until - from;
  const kept = KEPT_AT + field * KEPT_BYTES;
  const bit = IS_OTHER << field;
  if (length > KEPT_BYTES - 4) {
    setWord(kept, 0);
    return bit;
  }
  if (wordAt(kept) === length && same(base + from, kept + 4, length)) return 0;
  setWord(kept, length);
  copy(kept + 4, base + from, length);
  return isPlain(base + from, base + until) ? bit | (IS_PLAIN << field) : bit;
}

/** Without escapes and bytes beyond ASCII. */
function isPlain(from: number, until: number): boolean {
  let at = from;
  while (at < until) {
    const found = equalBytes(at, BACKSLASH) | highBytes(at);
    if (found !== 0) return at + firstBit(found) >= until;
    at = at + 16;
  }
  return true;
}

/** Reads `2026-11-22T13:11:53.201Z`, the form that nearly every line has; another form is read elsewhere. */
function readTime(): void {
  const from = base + wordAt(record + SPANS + TIMESTAMP * 8);
  if (wordAt(record + SPANS + TIMESTAMP * 8 + 4) + base - from !== 24) return;
  if (byteAt(from + 10) !== CAPITAL_T || byteAt(from + 23) !== LETTER_Z) return;
  if (byteAt(from + 4) !== MINUS || byteAt(from + 7) !== MINUS) return;
  if (byteAt(from + 13) !== COLON || byteAt(from + 16) !== COLON) return;
  if (byteAt(from + 19) !== POINT) return;
  const year = twoDigits(from) * 100 + twoDigits(from + 2);
  const month = twoDigits(from + 5);
  const day = twoDigits(from + 8);
  const hour = twoDigits(from + 11);
  const minute = twoDigits(from + 14);
  const second = twoDigits(from + 17);
  const hundredths = twoDigits(from + 20);
  const thousandth = byteAt(from + 22) - ZERO;
  // A part that is no number is far below zero, and takes the sum with it.
  if (year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) return;
  if (minute < 0 || minute > 59 || second < 0 || second > 59 || hundredths < 0) return;
  if (thousandth < 0 || thousandth > 9 || day > 31) return;
  // The last days of a month are for the calendar, but for the plain cases.
  if (day > 28 && (month === 2 || (day === 31 && !isLongMonth(month)))) return;
  setWord(record + DAY, daysFromCivil(year, month, day));
  setWord(
    record + MS_OF_DAY,
    ((hour * 60 + minute) * 60 + second) * 1000 + hundredths * 10 + thousandth,
  );
  flags = flags | HAS_TIME;
}

function isLongMonth(month: number): boolean {
  return month < 8 ? (month & 1) === 1 : (month & 1) === 0;
}

/** Negative by far where one of them is no digit. */
function twoDigits(at: number): number {
  const tens = byteAt(at) - ZERO;
  const ones = byteAt(at + 1) - ZERO;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -100000;
  return tens * 10 + ones;
}

/** Days since 1970-01-01 for years from 1970 on; the same sum as in `domain/calendar.ts`. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = quotient(shifted, 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = quotient(153 * (month > 2 ? month - 3 : month + 9) + 2, 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + (yearOfEra >> 2) - quotient(yearOfEra, 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
