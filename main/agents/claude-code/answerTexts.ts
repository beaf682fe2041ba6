/** Texts of the answer read last. Most are those of the line before, which spares making them anew. */
import { FIELD, line, spans, type Field } from './answerLine.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_BEYOND_ASCII = 0x80;
/** Longer texts are decoded every time. */
const LONGEST_KEPT = 256;

type Kept = { readonly bytes: Uint8Array; length: number; text: string };

const kept: readonly Kept[] = Object.values(FIELD).map(() => ({
  bytes: new Uint8Array(LONGEST_KEPT),
  length: -1,
  text: '',
}));

/** The same for answers that the scanner has found: it compares the texts itself. null: not made yet. */
const scanned: (string | null)[] = kept.map(() => null);

/** The text of a field of the line that was read from these bytes last; null where it has none. */
export function textOf(bytes: Buffer, field: Field): string | null {
  const from = spans[field * 2] as number;
  if (from < 0) return null;
  const until = spans[field * 2 + 1] as number;
  if (line.textBits !== null) return (scanned[field] ??= decodeScanned(bytes, field, from, until));
  const known = kept[field] as Kept;
  if (isSame(bytes, from, until, known)) return known.text;
  const text = decode(bytes, from, until);
  if (until - from <= LONGEST_KEPT) {
    known.length = bytes.copy(known.bytes, 0, from, until);
    known.text = text;
  }
  return text;
}

/** To be called before the scanner goes on: whatever became of what it found last, texts are made anew. */
export function forgetTexts(): void {
  scanned.fill(null);
}

/** To be called for each answer of the scanner, whether or not its texts are wanted. */
export function takeTextBits(textBits: number): void {
  line.textBits = textBits;
  for (let field = 0, bits = textBits & 0xffff; bits !== 0; field += 1, bits >>= 1) {
    if ((bits & 1) !== 0) scanned[field] = null;
  }
}

function decodeScanned(bytes: Buffer, field: Field, from: number, until: number): string {
  const isPlain = (((line.textBits ?? 0) >> (field + 16)) & 1) !== 0;
  return isPlain ? bytes.toString('latin1', from, until) : decode(bytes, from, until);
}

function isSame(bytes: Buffer, from: number, until: number, known: Kept): boolean {
  if (until - from !== known.length) return false;
  // Ids that differ do so towards their end.
  for (let index = known.length - 1; index >= 0; index -= 1) {
    if (bytes[from + index] !== known.bytes[index]) return false;
  }
  return true;
}

function decode(bytes: Buffer, from: number, until: number): string {
  for (let at = from; at < until; at += 1) {
    const byte = bytes[at] as number;
    if (byte === BACKSLASH || byte >= FIRST_BEYOND_ASCII) return decodeAny(bytes, from, until);
  }
  return bytes.toString('latin1', from, until);
}

function decodeAny(bytes: Buffer, from: number, until: number): string {
  const quoted = bytes.toString('utf8', from - 1, until + 1);
  return quoted.charCodeAt(0) === QUOTE ? (JSON.parse(quoted) as string) : '';
}
