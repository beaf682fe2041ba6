/** Splitting log bytes into lines and finding the few that matter, without decoding the rest. */
import { isUtf8 } from 'node:buffer';
import type { RefusalReason } from '../agents/agent.ts';

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

/** Marks around the part that is left out, and what must not stand in it. */
export type Elision = { readonly start: Buffer; readonly end: Buffer; readonly never: Buffer };

export type LineVisitor = {
  /** @param whole the line without anything left out */
  line(text: string, previous: () => string, whole: () => string): void;
  refuse(reason: RefusalReason): void;
  /** Part of a line that need not be decoded; see `Agent.elision`. */
  readonly elision?: Elision | undefined;
};

/** Searches a chunk for markers, each position found once. */
function createMarkerSearch(chunk: Buffer, markers: readonly Buffer[]) {
  const next = markers.map(() => -2);
  return (from: number, until: number): boolean => {
    for (let index = 0; index < markers.length; index += 1) {
      if ((next[index] as number) < from && next[index] !== -1) {
        next[index] = chunk.indexOf(markers[index] as Buffer, from);
      }
      const at = next[index] as number;
      if (at !== -1 && at < until) return true;
    }
    return false;
  };
}

/**
 * Visits the complete lines of a chunk.
 * @param start where the first line begins; what lies before it is only looked back at
 * @returns where the unfinished line at the end begins; the chunk's length when there is none
 */
export function scanLines(
  chunk: Buffer,
  markers: readonly Buffer[],
  visitor: LineVisitor,
  start = 0,
): number {
  const hasMarker = createMarkerSearch(chunk, markers);
  let from = start;
  for (;;) {
    const newline = chunk.indexOf(NEWLINE, from);
    if (newline < 0) return from;
    visitLine(chunk, from, newline, hasMarker, visitor);
    from = newline + 1;
  }
}

/**
 * Visits what stands after the last newline, if it is whole already: a JSON object that is closed and parses
 * cannot grow any more.
 * @returns whether it was whole
 */
export function visitLastLine(
  chunk: Buffer,
  markers: readonly Buffer[],
  visitor: LineVisitor,
  start = 0,
): boolean {
  const until = trimmedEnd(chunk, start, chunk.length);
  const rest = chunk.subarray(start, until);
  if (rest[0] !== OPENING_BRACE || rest.at(-1) !== CLOSING_BRACE || !isUtf8(rest)) return false;
  try {
    JSON.parse(rest.toString('utf8'));
  } catch {
    return false;
  }
  visitLine(chunk, start, chunk.length, createMarkerSearch(chunk, markers), visitor);
  return true;
}

function visitLine(
  chunk: Buffer,
  from: number,
  newline: number,
  hasMarker: (from: number, until: number) => boolean,
  visitor: LineVisitor,
): void {
  const until = trimmedEnd(chunk, from, newline);
  if (until === from) return;
  if (until - from > LONGEST_LINE_BYTES) return visitor.refuse('too-long');
  if (chunk[from] !== OPENING_BRACE || chunk[until - 1] !== CLOSING_BRACE) {
    if (isBlank(chunk, from, until)) return;
    return visitor.refuse(isUtf8(chunk.subarray(from, until)) ? 'not-json' : 'not-utf8');
  }
  if (!hasMarker(from, until)) return;
  const line = chunk.subarray(from, until);
  if (!isUtf8(line)) return visitor.refuse('not-utf8');
  const whole = () => line.toString('utf8');
  const text = visitor.elision ? elided(line, visitor.elision) : null;
  const previous = () => chunk.toString('latin1', Math.max(0, from - PREVIOUS_BYTES), from);
  visitor.line(text ?? whole(), previous, whole);
}

/** The line without what stands between start and end; null when they are not in it. */
function elided(line: Buffer, { start, end, never }: Elision): string | null {
  // Searched in the line alone: in the chunk, lines without the mark would each search all that follows.
  const startsAt = line.indexOf(start);
  if (startsAt < 0) return null;
  const keptUntil = startsAt + start.length;
  const endsAt = line.indexOf(end, keptUntil);
  if (endsAt < 0 || line.subarray(keptUntil, endsAt).includes(never)) return null;
  return line.toString('utf8', 0, keptUntil) + line.toString('utf8', endsAt);
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
