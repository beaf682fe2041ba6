/**
 * Handing files to the second thread while they are still being found: listing thousands of folders takes as long as
 * reading a fifth of what lies in them. For a first reading only, where every file is news and is read from its start;
 * nobody looks at its order then.
 */
import type { FoundFile } from './discover.ts';
import { jobsFromStart } from './jobs.ts';
import type { SharedList } from './parallelTail.ts';
import type { TailHelper } from './tailHelper.ts';

/** A short history is not handed on ahead: its list is complete before the other thread has read its first file. */
const FIRST_LIST_FILES = 50;
/** Lists grow, because each is a message; the last ones are long enough to keep the thread busy for a while. */
const LIST_GROWTH = 2;
const LONGEST_LIST_FILES = 5000;

export type HeadStart = ReturnType<typeof createHeadStart>;

export function createHeadStart(helper: TailHelper) {
  const lists: SharedList[] = [];
  const handedOn = new Set<FoundFile>();
  let waiting: FoundFile[] = [];
  let listFiles = FIRST_LIST_FILES;
  return {
    /** To be called for each file as it is found. */
    found: (file: FoundFile): void => {
      // Databases are read in pages, by one thread.
      if (file.hasLog) return;
      waiting.push(file);
      if (waiting.length < listFiles) return;
      const jobs = jobsFromStart(waiting);
      const shared = new SharedArrayBuffer(4);
      helper.assign({ jobs: jobs.share(), shared, isLast: false });
      lists.push({ jobs, shared });
      for (const one of waiting) handedOn.add(one);
      waiting = [];
      listFiles = Math.min(LONGEST_LIST_FILES, listFiles * LIST_GROWTH);
    },
    /** What was handed on; the first thread takes from these lists as well. */
    lists: (): readonly SharedList[] => lists,
    has: (file: FoundFile): boolean => handedOn.has(file),
    /** How many files were handed on. */
    files: (): number => handedOn.size,
  };
}
