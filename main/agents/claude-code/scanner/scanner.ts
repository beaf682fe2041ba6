/** Runs the compiled scanner over a part of a transcript and hands on what it found. */
import { runInScanMemory, scanMemoryOf, type ScanMemory } from '../../scanMemory.ts';
import { counts, line, spans } from '../answerLine.ts';
import { forgetTexts, takeTextBits } from '../answerTexts.ts';
import { COMPILED_SCANNER } from './compiled.ts';

/** The layout that `program.ts` writes, in words of four bytes. */
const COUNT_AT = 0;
const RECORDS_AT = 65_536 / 4;
const MOST_RECORDS = 400;
const RECORD_WORDS = 40;
const KIND = 0;
const FROM = 1;
const UNTIL = 2;
const FLAGS = 3;
const SPANS = 4;
const COUNTS = 30;
const DAY = 37;
const MS_OF_DAY = 38;
const TEXT_BITS = 39;

const ANSWER = 1;
const UNSURE = 2;

const IS_SIDECHAIN = 1;
const HAS_HIGH_BYTES = 2;
const HAS_TIME = 4;
const IS_ECHO = 8;

const DAY_MS = 86_400_000;

export type ScanVisitor = {
  /**
   * An answer, whose fields stand in `spans`, `counts` and `line` as after `readAnswerLine`.
   * @param atMs its time in epoch milliseconds; null when that must be read from its text
   * @param isAscii no byte of it is beyond ASCII
   */
  answer(from: number, until: number, atMs: number | null, isAscii: boolean): void;
  /** A line that must be read another way. */
  unsure(from: number, until: number): void;
  /** A line that does not begin and end like an object, or is too long. */
  odd(from: number, newline: number): void;
};

type Scan = (start: number, until: number, zero: number) => number;

type Scanner = {
  readonly memory: ScanMemory;
  readonly scan: Scan;
  /** The memory in words; made anew when it has grown. */
  words: Int32Array;
};

let scanner: Scanner | null = null;

/**
 * Visits the complete lines of a part of a transcript that may matter, in order.
 * @param bytes in the scanner's memory
 * @returns where the unfinished line at the end begins; null when the bytes lie elsewhere
 */
export function scanTranscript(bytes: Buffer, start: number, visitor: ScanVisitor): number | null {
  const memory = scanMemoryOf(bytes);
  if (memory === null) return null;
  const { scan, words } = scannerFor(memory);
  const zero = bytes.byteOffset;
  const until = zero + bytes.length;
  let from = zero + start;
  forgetTexts();
  for (;;) {
    from = scan(from, until, zero);
    const count = words[COUNT_AT] as number;
    for (let index = 0; index < count; index += 1) {
      visit(words, RECORDS_AT + index * RECORD_WORDS, visitor);
    }
    if (count < MOST_RECORDS) return from - zero;
  }
}

function scannerFor(memory: ScanMemory): Scanner {
  const known = scanner?.memory === memory ? scanner : null;
  const running = known ?? {
    memory,
    scan: runInScanMemory(Buffer.from(COMPILED_SCANNER, 'base64'), memory)['scan'] as Scan,
    words: new Int32Array(memory.buffer),
  };
  if (running.words.buffer !== memory.buffer) running.words = new Int32Array(memory.buffer);
  scanner = running;
  return running;
}

function visit(words: Int32Array, at: number, visitor: ScanVisitor): void {
  const kind = words[at + KIND];
  const from = words[at + FROM] as number;
  const until = words[at + UNTIL] as number;
  if (kind === UNSURE) return visitor.unsure(from, until);
  if (kind !== ANSWER) return visitor.odd(from, until);
  const flags = words[at + FLAGS] as number;
  for (let index = 0; index < spans.length; index += 1) {
    spans[index] = words[at + SPANS + index] as number;
  }
  for (let index = 0; index < counts.length; index += 1) {
    counts[index] = words[at + COUNTS + index] as number;
  }
  takeTextBits(words[at + TEXT_BITS] as number);
  line.isSidechain = (flags & IS_SIDECHAIN) !== 0;
  line.isEcho = (flags & IS_ECHO) !== 0;
  const atMs =
    (flags & HAS_TIME) === 0
      ? null
      : (words[at + DAY] as number) * DAY_MS + (words[at + MS_OF_DAY] as number);
  visitor.answer(from, until, atMs, (flags & HAS_HIGH_BYTES) === 0);
}
