/** How the fuzz in `agentEntries.ts` says one answer in an agent's log. */
import type { AgentId } from '../../preload/contract/snapshot.ts';

export type Counts = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};
export type Entry = Record<string, unknown>;
export type Answer = { readonly nth: number; readonly atMs: number; readonly counts: Counts };

/** How one kind of log says an answer. */
export type Shape = {
  readonly agent: AgentId;
  /** The whole log for the parser. */
  readonly file: string;
  readonly folders: readonly string[];
  readonly say: (answer: Answer) => Entry;
  /** Fields of an entry whose damage must keep it from counting, as paths. */
  readonly counts: readonly string[];
  readonly times: readonly string[];
  /** Puts entries into what is parsed; absent: lines, or rows of a table. */
  readonly document?: (entries: readonly unknown[]) => unknown;
  /** Each entry is a document of its own. */
  readonly isDocumentEach?: true;
  readonly table?: string;
  /** Says the same answer once more; it must not count again. */
  readonly echo?: (answer: Answer) => Entry;
  /** Nothing tells of what was written to the cache. */
  readonly hasNoCacheWrites?: true;
};

/** Input that holds what was read from the cache and what was written to it. */
export const inclusive = ({ input, cacheRead, cacheWrite }: Counts) =>
  input + cacheRead + cacheWrite;
