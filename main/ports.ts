/** What the engine needs from the world. Real ones live in platform/ and store/. */
import type { Environment } from './agents/agent.ts';
import type { KnownOffsets } from './domain/calendar.ts';

/** Now, in epoch milliseconds. */
export type Clock = () => number;

/** The machine as the engine sees it. */
export type Machine = Environment & {
  readonly timeZone: string;
  /** Offsets of the machine's zone as it stood when the program started; of programs that live shortly. */
  readonly localZone?: KnownOffsets;
  readonly locale: string;
};
