/** Reading many files on two cores: this thread and one helper take jobs from the same list. */
import { setTimeout as delay } from 'node:timers/promises';
import { formatOf } from './fileState.ts';
import type { JobList, PlannedJobs } from './jobs.ts';
import { readDocument } from './readDocument.ts';
import { tailFile, type TailJob, type TailResult } from './tailFile.ts';
import type { FailedTail, TailBundle, TailHelper } from './tailHelper.ts';

/** Below this many bytes a second thread costs more than it saves. */
const WORTH_A_THREAD_BYTES = 8 * 1024 * 1024;
/** Results are handed on in bundles of about this many facts. */
const BUNDLE_FACTS = 1500;
const BUNDLE_FILES = 100;
/** How long this thread goes on before it lets others have a turn. */
const TURN_MS = 20;
/** How often it looks for what the helper has read when it does not read itself. */
const WAIT_MS = 2;

/** A list that both threads take jobs from; `shared` holds one number, the next job that nobody has taken. */
export type SharedList = { readonly jobs: JobList; readonly shared: SharedArrayBuffer };

function readFile(job: TailJob): TailResult {
  const format = formatOf(job.agent, job.path);
  return format?.kind === 'document' ? readDocument(job, format) : tailFile(job);
}

/** Takes jobs from lists that both threads share, and keeps what it read until it is worth handing on. */
export function createTaker(lists: readonly SharedList[]) {
  const waiting = lists.map(({ jobs, shared }) => ({ jobs, taken: new Int32Array(shared) }));
  let results: TailResult[] = [];
  let failed: FailedTail[] = [];
  let factCount = 0;

  function nextJob(): TailJob | null {
    for (let list = waiting[0]; list; list = waiting[0]) {
      const job = list.jobs.at(Atomics.add(list.taken, 0, 1));
      if (job) return job;
      waiting.shift();
    }
    return null;
  }

  return {
    /** Reads the next file; returns whether there was one. */
    readNext(): boolean {
      const job = nextJob();
      if (!job) return false;
      try {
        const result = readFile(job);
        factCount += result.facts.length;
        results.push(result);
      } catch (error) {
        failed.push({ path: job.path, code: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' });
      }
      return true;
    },
    /**
     * What was read since it was handed on last; null while that is little.
     * @param isAll however little it is
     */
    handOn(isAll: boolean): TailBundle | null {
      const files = results.length + failed.length;
      const isEnough = factCount >= BUNDLE_FACTS || files >= BUNDLE_FILES;
      if (!isEnough && !(isAll && files > 0)) return null;
      const bundle = { results, failed };
      [results, failed, factCount] = [[], [], 0];
      return bundle;
    },
  };
}

/**
 * Tails all jobs and hands on bundles as they come, in any order.
 * @param helper asked for a second thread when it is worth while; it is used up
 * @param mayRead whether this thread reads as well, or leaves that to the second one while there is enough to save
 * @param begun lists that the second thread has already
 */
export async function* tailAll(
  jobs: PlannedJobs,
  bytesToRead: number,
  helper: () => TailHelper | null,
  mayRead: () => boolean,
  begun: readonly SharedList[] = [],
): AsyncGenerator<TailBundle, void> {
  const shared = new SharedArrayBuffer(4);
  const isWorthIt = bytesToRead >= WORTH_A_THREAD_BYTES && jobs.length > 1;
  const running = isWorthIt || begun.length > 0 ? helper() : null;
  const taker = createTaker([...begun, { jobs, shared }]);
  try {
    running?.assign({ jobs: jobs.share(), shared, isLast: true });
    let turnEndsAt = performance.now() + TURN_MS;
    for (let isLeft = true; isLeft || running?.hasEnded() === false;) {
      const isReader = isLeft && (running === null || running.hasEnded() || mayRead());
      if (isReader) isLeft = taker.readNext();
      const bundle = taker.handOn(!isReader || !isLeft);
      if (bundle) yield bundle;
      const arrived = running?.arrived();
      if (arrived) yield arrived;
      if (isReader && performance.now() < turnEndsAt) continue;
      await (isReader || arrived ? nextTurn() : delay(WAIT_MS));
      turnEndsAt = performance.now() + TURN_MS;
    }
    await running?.ended;
    const last = running?.arrived();
    if (last) yield last;
  } finally {
    await running?.stop();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
