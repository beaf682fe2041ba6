/**
 * Walking over compact JSON in bytes, without making anything of it. What is not written compactly, or not
 * plainly valid, is `UNSURE`: these functions never guess.
 *
 * They share the bytes that were begun with; passing them along with every call costs a third of the time.
 */

export const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
export const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
const LETTER_F = 0x66;
export const LETTER_N = 0x6e;
export const LETTER_T = 0x74;
export const LETTER_U = 0x75;

/** In place of a position: stop, and read the line another way. */
export const UNSURE = -1;

/** The bytes that are walked over, and where they end. */
export let bytes: Buffer;
export let end = 0;
/** Objects and lists around the present position. */
let depth = 0;

/** No program nests this deep; going on would use up the stack. */
const DEEPEST = 256;

/** Turns to other bytes. */
export function begin(chunk: Buffer, until: number): void {
  bytes = chunk;
  end = until;
  depth = 0;
}

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** Reads a field's value; returns the position behind it, or why to stop. */
export type ReadField = (keyFrom: number, keyUntil: number, valueAt: number) => number;

/** Reads `{"key":value,...}` and returns the position behind it. */
export function readObject(start: number, readField: ReadField): number {
  let at = start;
  if (bytes[at] !== OPEN_BRACE || depth === DEEPEST) return UNSURE;
  at += 1;
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  depth += 1;
  while (at < end) {
    if (bytes[at] !== QUOTE) return UNSURE;
    const keyFrom = at + 1;
    const keyUntil = endOfPlainText(keyFrom);
    if (keyUntil < 0 || bytes[keyUntil + 1] !== COLON) return UNSURE;
    at = readField(keyFrom, keyUntil, keyUntil + 2);
    if (at < 0) return at;
    const mark = bytes[at];
    at += 1;
    if (mark === CLOSE_BRACE) {
      depth -= 1;
      return at;
    }
    if (mark !== COMMA) return UNSURE;
  }
  return UNSURE;
}

/** Position behind a value of any kind. */
export function skipValue(at: number): number {
  switch (bytes[at]) {
    case QUOTE: {
      const closing = endOfText(at + 1);
      return closing < 0 ? UNSURE : closing + 1;
    }
    case OPEN_BRACE:
      return readObject(at, skipField);
    case OPEN_BRACKET:
      return skipList(at);
    case LETTER_T:
      return isText(at, at + 4, TRUE) ? at + 4 : UNSURE;
    case LETTER_F:
      return isText(at, at + 5, FALSE) ? at + 5 : UNSURE;
    case LETTER_N:
      return isText(at, at + 4, NULL) ? at + 4 : UNSURE;
    default:
      return skipNumber(at);
  }
}

const TRUE = bytesOf('true');
const FALSE = bytesOf('false');
const NULL = bytesOf('null');

function skipField(_keyFrom: number, _keyUntil: number, at: number): number {
  return skipValue(at);
}

function skipList(start: number): number {
  let at = start + 1;
  if (bytes[at] === CLOSE_BRACKET) return at + 1;
  if (depth === DEEPEST) return UNSURE;
  depth += 1;
  while (at < end) {
    at = skipValue(at);
    if (at < 0) return at;
    const mark = bytes[at];
    at += 1;
    if (mark === CLOSE_BRACKET) {
      depth -= 1;
      return at;
    }
    if (mark !== COMMA) return UNSURE;
  }
  return UNSURE;
}

/** Whole and decimal numbers; exponents are left to the slow way. */
function skipNumber(start: number): number {
  const from = bytes[start] === MINUS ? start + 1 : start;
  let at = endOfDigits(from);
  const digits = at - from;
  if (digits === 0 || (digits > 1 && bytes[from] === ZERO)) return UNSURE;
  if (bytes[at] === POINT) {
    const fraction = at + 1;
    at = endOfDigits(fraction);
    if (at === fraction) return UNSURE;
  }
  return at;
}

function endOfDigits(from: number): number {
  let at = from;
  while (at < end && (bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at += 1;
  return at;
}

/** Position of the quote that closes a text without escapes; negative for any other. */
function endOfPlainText(from: number): number {
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte < SPACE) return UNSURE;
  }
  return UNSURE;
}

/** Position of the quote that closes a text. */
export function endOfText(from: number): number {
  for (let at = from; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at;
    if (byte < SPACE) return UNSURE;
    if (byte === BACKSLASH) {
      at += 1;
      // Other escapes are rare in what is read here, and have rules of their own.
      if (bytes[at] !== BACKSLASH && bytes[at] !== QUOTE) return UNSURE;
    }
  }
  return UNSURE;
}

export function isText(from: number, until: number, text: Uint8Array): boolean {
  if (until - from !== text.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[from + index] !== text[index]) return false;
  }
  return true;
}
