/** Runs an agent's parser over lines and collects what it finds. */
import type { Agent, FileContext, RefusalReason } from '../../../main/agents/agent.ts';
import type { CreditsReading, LimitReading } from '../../../main/domain/limits.ts';
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

/** Lines are texts, bytes, or values to be written as JSON. */
export function parseLines(
  agent: Agent,
  lines: readonly unknown[],
  { context, saved, before = '' }: Parsing = {},
): Found {
  const facts: UsageFact[] = [];
  const limits: LimitReading[] = [];
  const credits: CreditsReading[] = [];
  const notes: SessionNote[] = [];
  const refused: RefusalReason[] = [];
  const parser = agent.createFileParser({ ...CONTEXT, ...context }, saved, {
    fact: (fact) => facts.push(fact),
    limit: (limit) => limits.push(limit),
    credits: (reading) => credits.push(reading),
    note: (note) => notes.push(note),
    refuse: (reason) => refused.push(reason),
  });
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
  scanLines(bytes, { line: parser.line, refuse: (reason) => refused.push(reason) }, start);
  const state: unknown = JSON.parse(JSON.stringify(parser.state() ?? null));
  return { facts, limits, credits, notes, refused, state };
}
