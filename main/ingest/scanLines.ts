/** Splitting log bytes into lines. Which of them matter is for the agent's parser to say. */
import { isUtf8 } from 'node:buffer';
import type { FileParser, RefusalReason } from '../agents/agent.ts';

/** Longer lines are refused unread: no agent writes usage like that, and decoding one costs hundreds of megabytes. */
export const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

/** How far back of a line its parser may look. */
export const PREVIOUS_BYTES = 4096;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

export type LineVisitor = Pick<FileParser, 'line' | 'lines'> & {
  refuse(reason: RefusalReason): void;
};

/**
 * Visits the complete lines of a chunk.
 * @param start where the first line begins; what lies before it is only looked back at
 * @returns where the unfinished line at the end begins; the chunk's length when there is none
 */
export function scanLines(chunk: Buffer, visitor: LineVisitor, start = 0): number {
  const scanned = visitor.lines?.(chunk, start, (from, newline) =>
    visitLine(chunk, from, newline, visitor),
  );
  if (typeof scanned === 'number') return scanned;
  let from = start;
  for (;;) {
    const newline = chunk.indexOf(NEWLINE, from);
    if (newline < 0) return from;
    visitLine(chunk, from, newline, visitor);
    from = newline + 1;
  }
}

/**
 * Visits what stands after the last newline, if it is whole already: a JSON object that is closed and parses
 * cannot grow any more.
 * @returns whether it was whole
 */
export function visitLastLine(chunk: Buffer, visitor: LineVisitor, start = 0): boolean {
  const until = trimmedEnd(chunk, start, chunk.length);
  const rest = chunk.subarray(start, until);
  if (rest[0] !== OPENING_BRACE || rest.at(-1) !== CLOSING_BRACE || !isUtf8(rest)) return false;
  try {
    JSON.parse(rest.toString('utf8'));
  } catch {
    return false;
  }
  visitLine(chunk, start, chunk.length, visitor);
  return true;
}

function visitLine(chunk: Buffer, from: number, newline: number, visitor: LineVisitor): void {
  const until = trimmedEnd(chunk, from, newline);
  if (until === from) return;
  if (until - from > LONGEST_LINE_BYTES) return visitor.refuse('too-long');
  if (chunk[from] !== OPENING_BRACE || chunk[until - 1] !== CLOSING_BRACE) {
    if (isBlank(chunk, from, until)) return;
    return visitor.refuse(isUtf8(chunk.subarray(from, until)) ? 'not-json' : 'not-utf8');
  }
  visitor.line(chunk, from, until);
}

function trimmedEnd(chunk: Buffer, from: number, end: number): number {
  let until = end;
  while (until > from) {
    const byte = chunk[until - 1];
    if (byte !== CARRIAGE_RETURN && byte !== SPACE && byte !== TAB) break;
    until -= 1;
  }
  return until;
}

function isBlank(chunk: Buffer, from: number, until: number): boolean {
  for (let index = from; index < until; index += 1) {
    const byte = chunk[index];
    if (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN) return false;
  }
  return true;
}
