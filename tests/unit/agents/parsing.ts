/** Runs an agent's parser over lines and collects what it finds. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Agent, FileContext, RefusalReason } from '../../../main/agents/agent.ts';
import type { CreditsReading, LimitReading } from '../../../main/domain/limits.ts';
import { growScanBuffer } from '../../../main/agents/scanMemory.ts';
import { scanLines } from '../../../main/ingest/scanLines.ts';
import type { SessionNote } from '../../../main/domain/sessionNotes.ts';
import type { UsageFact } from '../../../main/domain/usage.ts';

const CONTEXT: FileContext = {
  account: '/home/u/account',
  stem: 'file-stem',
  folders: ['project'],
  timeZone: () => 'UTC',
};

export type Found = {
  readonly facts: UsageFact[];
  readonly limits: LimitReading[];
  readonly credits: CreditsReading[];
  readonly notes: SessionNote[];
  readonly refused: RefusalReason[];
  /** What the parser remembers at the end, as it would come back from the database. */
  readonly state: unknown;
};

export type Parsing = {
  readonly context?: Partial<FileContext>;
  readonly saved?: unknown;
  /** Text before the first line. */
  readonly before?: string;
};

/**
 * Lines are texts, bytes, or values to be written as JSON. They are read one by one and, where the agent has one,
 * by its scanner as well: both must find the same.
 */
export function parseLines(
  agent: Agent,
  lines: readonly unknown[],
  { context, saved, before = '' }: Parsing = {},
): Found {
  const parts = lines.map((line) =>
    Buffer.isBuffer(line)
      ? line
      : Buffer.from(typeof line === 'string' ? line : JSON.stringify(line)),
  );
  const bytes = Buffer.concat([
    Buffer.from(before),
    ...parts.flatMap((part) => [part, Buffer.from('\n')]),
  ]);
  const start = Buffer.byteLength(before);
  const parse = (log: Buffer) => parseBytes(agent, log, start, { ...CONTEXT, ...context }, saved);
  const found = parse(bytes);
  scanned = growScanBuffer(Math.max(bytes.length, scanned?.length ?? 0), scanned);
  bytes.copy(scanned);
  const byScanner = parse(scanned.subarray(0, bytes.length));
  // Asked thousands of times, so the costly comparison with its words only where there is a difference.
  if (!isDeepStrictEqual(byScanner, found)) expect(byScanner).toEqual(found);
  return found;
}

/** Memory of the scanners; what other lines left in it stays behind these, as in the app. */
let scanned: Buffer | null = null;

function parseBytes(
  agent: Agent,
  bytes: Buffer,
  start: number,
  context: FileContext,
  saved: unknown,
): Found {
  const facts: UsageFact[] = [];
  const limits: LimitReading[] = [];
  const credits: CreditsReading[] = [];
  const notes: SessionNote[] = [];
  const refused: RefusalReason[] = [];
  const refuse = (reason: RefusalReason) => refused.push(reason);
  const parser = agent.createFileParser(context, saved, {
    fact: (fact) => facts.push(fact),
    limit: (limit) => limits.push(limit),
    credits: (reading) => credits.push(reading),
    note: (note) => notes.push(note),
    refuse,
  });
  scanLines(bytes, { ...parser, refuse }, start);
  const state: unknown = JSON.parse(JSON.stringify(parser.state() ?? null));
  return { facts, limits, credits, notes, refused, state };
}
