/** What every page's answer is made from. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { Clock, Machine } from '../ports.ts';
import type { OpenDatabase } from '../store/open.ts';
import type { TranscriptHeads } from './transcriptHeads.ts';

export type ReviewContext = {
  /** Opened for reading only; the engine's thread owns all writing. */
  readonly database: OpenDatabase;
  readonly machine: Machine;
  /** As they are saved now. */
  readonly settings: Settings;
  readonly timeZone: string;
  readonly locale: string;
  readonly clock: Clock;
  /** Titles and branches out of transcripts, kept while the window is open. */
  readonly heads: TranscriptHeads;
};
