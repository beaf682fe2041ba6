/**
 * What a command starts before the rest of it is evaluated; so the entry file names this module first, and this one
 * needs next to nothing.
 */
import { startTailHelper, type TailHelper } from '../ingest/tailHelper.ts';

// A variable, so that the bundler leaves the finished file's name alone.
const PARSE_WORKER = './parse-worker.cjs';

/** Program of an import's second thread. */
export const helperUrl = new URL(PARSE_WORKER, import.meta.url);

let helper = process.argv[2] === 'import' ? startTailHelper(helperUrl) : null;

/** The thread that was started ahead, once; null where none was. It ends with the program if nobody takes it. */
export function takeHelper(): TailHelper | null {
  const taken = helper;
  helper = null;
  return taken;
}
