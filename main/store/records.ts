/** What goes in and out of the store, as plain data. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { HistoryEvent } from '../domain/history.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { SessionNote } from '../domain/sessionNotes.ts';
import type { UsageFact } from '../domain/usage.ts';

export type PricedFact = {
  readonly fact: UsageFact;
  /** null: the model or the mode has no price. */
  readonly costMicros: number | null;
};

/** Priced facts that are visited one after the other; as with `FactList`, what is to be kept must be copied. */
export type PricedList = {
  readonly length: number;
  forEach(visit: (priced: PricedFact) => void): void;
};

/** How far a log file has been read. */
export type FileCursor = {
  readonly agent: AgentId;
  readonly path: string;
  /** Device and inode, so that a replaced file is noticed. */
  readonly identity: string;
  readonly size: number;
  readonly modifiedAtMs: number;
  readonly readOffset: number;
  /** Hash of both ends of what was read, so that a rewritten file is noticed. */
  readonly contentHash: string;
  /** JSON of what the parser must remember. */
  readonly parserState: string | null;
  /** Lines refused so far, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** The file ends in the middle of a line. */
  readonly hasPartialLine: boolean;
};

/** What of a cursor tells whether its file has news. */
export type KnownFile = Pick<
  FileCursor,
  'agent' | 'identity' | 'size' | 'modifiedAtMs' | 'readOffset'
>;

/** What was read from one file, to be saved together with how far it was read. */
export type FileBatch = {
  readonly cursor: FileCursor;
  /** Configuration folder that the file was found under. */
  readonly account: string;
  /** Path under which the file was known before it was moved. */
  readonly movedFrom: string | null;
  readonly facts: PricedList;
  readonly limits: readonly LimitReading[];
  readonly credits: readonly CreditsReading[];
  /** Absent: none. */
  readonly notes?: readonly SessionNote[];
};

/** An event as it counts, with names instead of ids. Its account is null where an older version saved it. */
export type CountedEvent = Omit<HistoryEvent, 'sumOf'>;
