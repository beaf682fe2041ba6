/** What the engine needs from the world. Real ones live in platform/ and store/. */
import type { Environment } from './agents/agent.ts';

/** Now, in epoch milliseconds. */
export type Clock = () => number;

/** The machine as the engine sees it. */
export type Machine = Environment & {
  readonly timeZone: string;
  readonly locale: string;
};
