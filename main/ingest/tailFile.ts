/** Reading one log file from where it was left, and noticing when it is another file under the same name. */
import fs from 'node:fs';
import { AGENTS } from '../agents/registry.ts';
import type { FileContext } from '../agents/agent.ts';
import { growScanBuffer } from '../agents/scanMemory.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { SessionNote } from '../domain/sessionNotes.ts';
import type { FactList, UsageFact } from '../domain/usage.ts';
import type { FileCursor } from '../store/records.ts';
import { collectFacts, createRefusals } from './collectFacts.ts';
import { settleNursery } from './heapCare.ts';
import { zlibModule } from './lateModules.ts';
import {
  LONGEST_LINE_BYTES,
  PREVIOUS_BYTES,
  scanLines,
  visitLastLine,
  type LineVisitor,
} from './scanLines.ts';

/** Read in parts, so that a file of any size costs little memory. */
const PART_BYTES = 1024 * 1024;
/** Of a file with more than this every answer is in memory until it is saved. */
const HUGE_BYTES = 64 * 1024 * 1024;
/** The first bytes, and the last ones that were read, tell a rewritten file from a grown one. */
const HEAD_BYTES = 512;
/** Long enough to see the counts in the last line, behind which much else stands; it is at hand when a file was read. */
const TAIL_BYTES = PREVIOUS_BYTES;
/** Where both ends of a file are put for their checksums; no file needs them longer. */
const ends = Buffer.allocUnsafeSlow(HEAD_BYTES + TAIL_BYTES);
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A log file to look at. */
export type TailJob = {
  readonly agent: AgentId;
  readonly path: string;
  readonly account: string;
  readonly stem: string;
  readonly folders: readonly string[];
  readonly cursor: FileCursor | null;
  /** Where the file lay when the cursor was made, if it was moved since. */
  readonly movedFrom: string | null;
};

export type TailResult = {
  readonly cursor: FileCursor;
  readonly account: string;
  readonly movedFrom: string | null;
  readonly facts: FactList;
  readonly limits: readonly LimitReading[];
  readonly credits: readonly CreditsReading[];
  readonly notes: readonly SessionNote[];
  readonly bytesRead: number;
  /** More of the same file follows: it is not done with this. */
  readonly isPart?: true;
};

/** As the thread that read it has it. */
export type ReadResult = TailResult & { readonly facts: readonly UsageFact[] };

/** What a parser is told about the file. */
export function contextOf(job: TailJob): FileContext {
  return {
    account: job.account,
    stem: job.stem,
    folders: job.folders,
    timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** Device and inode: the file itself, whatever its name. */
export function identityOf(stats: fs.Stats): string {
  return `${stats.dev}:${stats.ino}`;
}

/**
 * Reads what is new in a file.
 * @throws the file system's error when the file cannot be read
 */
export function tailFile(job: TailJob): ReadResult {
  const descriptor = fs.openSync(job.path, 'r');
  try {
    return readFrom(descriptor, job);
  } finally {
    fs.closeSync(descriptor);
  }
}

function readFrom(descriptor: number, job: TailJob): ReadResult {
  const stats = fs.fstatSync(descriptor);
  const resume = continuation(descriptor, stats, job.cursor);
  const collected = collectFacts();
  const { counts: refused, refuse } = createRefusals(resume?.refused);
  const context = contextOf(job);
  const saved: unknown = resume?.parserState ? JSON.parse(resume.parserState) : undefined;
  const parser = AGENTS[job.agent].createFileParser(context, saved, { ...collected.sink, refuse });
  const from = resume?.readOffset ?? 0;
  const end = readParts(descriptor, from, stats.size, { ...parser, refuse });
  return {
    cursor: {
      agent: job.agent,
      path: job.path,
      identity: identityOf(stats),
      size: stats.size,
      modifiedAtMs: Math.floor(stats.mtimeMs),
      readOffset: end.offset,
      contentHash: contentHash(descriptor, end.offset, end.ends),
      parserState: JSON.stringify(parser.state() ?? null),
      refused,
      hasPartialLine: end.hasPartialLine,
    },
    account: job.account,
    movedFrom: job.movedFrom,
    facts: collected.facts(),
    limits: collected.limits,
    credits: collected.credits,
    notes: collected.notes(),
    bytesRead: stats.size - from,
  };
}

/** The cursor, if the file is still the one it was made for and has not shrunk or been rewritten. */
function continuation(
  descriptor: number,
  stats: fs.Stats,
  cursor: FileCursor | null,
): FileCursor | null {
  if (!cursor || cursor.identity !== identityOf(stats) || stats.size < cursor.readOffset) {
    return null;
  }
  // Written to and yet not longer: something before the end was changed in place.
  const isRewritten =
    stats.size === cursor.size && Math.floor(stats.mtimeMs) !== cursor.modifiedAtMs;
  if (isRewritten) return null;
  return contentHash(descriptor, cursor.readOffset) === cursor.contentHash ? cursor : null;
}

/** What is known of both ends without reading them again; the head stands at the start of `ends`. */
type KnownEnds = { readonly headBytes: number; readonly tail: Buffer | null };

const NOTHING_KNOWN: KnownEnds = { headBytes: 0, tail: null };

/** Checksums of both ends of the part that was read. */
function contentHash(descriptor: number, offset: number, known = NOTHING_KNOWN): string {
  if (offset === 0) return '';
  const head = ends.subarray(0, Math.min(HEAD_BYTES, offset));
  if (head.length > known.headBytes) fs.readSync(descriptor, head, 0, head.length, 0);
  const tail = known.tail ?? readTail(descriptor, offset);
  const { crc32 } = zlibModule();
  return `${crc32(head).toString(16)}-${crc32(tail).toString(16)}`;
}

function readTail(descriptor: number, offset: number): Buffer {
  const tail = ends.subarray(HEAD_BYTES, HEAD_BYTES + Math.min(TAIL_BYTES, offset));
  fs.readSync(descriptor, tail, 0, tail.length, offset - tail.length);
  return tail;
}

/** One buffer for all files a thread reads, grown when a long line needs it. */
let shared = growScanBuffer(1024 * 1024, null);

function readParts(
  descriptor: number,
  from: number,
  size: number,
  visitor: LineVisitor,
): { offset: number; hasPartialLine: boolean; ends: KnownEnds } {
  /** Position in the file of the first byte that is not yet part of a visited line. */
  let offset = from;
  /** Visited bytes at the start of the buffer, for looking back from a line. */
  let behind = lookBack(descriptor, from);
  /** Bytes of an unfinished line after them. */
  let kept = 0;
  /** Where a line began that is too long to keep. */
  let skippedFrom: number | null = null;
  let headBytes = 0;
  for (;;) {
    const filled = behind + kept;
    const wanted = Math.min(PART_BYTES, size - offset - kept);
    if (wanted > 0) reserve(filled + wanted);
    const read = wanted > 0 ? fs.readSync(descriptor, shared, filled, wanted, offset + kept) : 0;
    if (read === 0) break;
    if (offset - from > HUGE_BYTES) settleNursery();
    if (offset + kept === 0) headBytes = shared.copy(ends, 0, 0, Math.min(HEAD_BYTES, read));
    const bytes = shared.subarray(0, filled + read);
    let start = offset === 0 && kept === 0 ? byteOrderMark(bytes) : behind;
    if (skippedFrom !== null) {
      start = bytes.indexOf(NEWLINE, behind) + 1 || bytes.length;
      if (bytes[start - 1] === NEWLINE) {
        visitor.refuse('too-long');
        skippedFrom = null;
      }
    }
    let end = scanLines(bytes, visitor, start);
    if (bytes.length - end > LONGEST_LINE_BYTES) {
      skippedFrom = offset + end - behind;
      end = bytes.length;
    }
    offset += end - behind;
    kept = bytes.length - end;
    behind = Math.min(PREVIOUS_BYTES, end);
    shared.copyWithin(0, end - behind, bytes.length);
  }
  // The end of a line that is too long is still to come: it is refused when it is there.
  if (skippedFrom !== null) {
    return { offset: skippedFrom, hasPartialLine: true, ends: { headBytes, tail: null } };
  }
  const isWhole = kept > 0 && visitLastLine(shared.subarray(0, behind + kept), visitor, behind);
  const visited = shared.subarray(0, isWhole ? behind + kept : behind);
  return {
    offset: isWhole ? offset + kept : offset,
    hasPartialLine: kept > 0 && !isWhole,
    ends: { headBytes, tail: visited.subarray(-TAIL_BYTES) },
  };
}

/** Fills the start of the buffer with what was visited last; returns how much that is. */
function lookBack(descriptor: number, from: number): number {
  const length = Math.min(PREVIOUS_BYTES, from);
  return length > 0 ? fs.readSync(descriptor, shared, 0, length, from - length) : 0;
}

function byteOrderMark(start: Buffer): number {
  return start.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
}

function reserve(length: number): void {
  if (shared.length >= length) return;
  shared = growScanBuffer(Math.max(length, shared.length * 2), shared);
}
