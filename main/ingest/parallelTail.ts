/** Reading many files on two cores: this thread and one helper take jobs from the same list. */
import { setTimeout as delay } from 'node:timers/promises';
import { listPacked, packFacts, type PackedFacts } from './packFacts.ts';
import { formatOf } from './fileState.ts';
import type { JobList, PlannedJobs, SharedJobs } from './jobs.ts';
import { threadsModule } from './lateModules.ts';
import { readDocument } from './readDocument.ts';
import { tailFile, type TailJob, type TailResult } from './tailFile.ts';

/** Below this many bytes a second thread costs more than it saves. */
const WORTH_A_THREAD_BYTES = 8 * 1024 * 1024;
/** Results are handed on in bundles of about this many facts. */
const BUNDLE_FACTS = 1500;
const BUNDLE_FILES = 100;
/** How long this thread goes on before it lets others have a turn. */
const TURN_MS = 20;
/** How often it looks for what the helper has read when it does not read itself. */
const WAIT_MS = 2;

export type FailedTail = { readonly path: string; readonly code: string };
export type TailBundle = {
  readonly results: readonly TailResult[];
  readonly failed: readonly FailedTail[];
};

/** A bundle on its way between threads: the facts of all files in one block. */
export type PackedBundle = {
  readonly facts: PackedFacts;
  readonly files: readonly (Omit<TailResult, 'facts'> & { readonly factCount: number })[];
  readonly failed: readonly FailedTail[];
};

export function packBundle({ results, failed }: TailBundle): PackedBundle {
  return {
    facts: packFacts(results.map(({ facts }) => facts)),
    files: results.map(({ facts, ...file }) => ({ ...file, factCount: facts.length })),
    failed,
  };
}

function unpackBundle({ facts, files, failed }: PackedBundle): TailBundle {
  let at = 0;
  const results = files.map(({ factCount, ...file }) => {
    at += factCount;
    return { ...file, facts: listPacked(facts, at - factCount, factCount) };
  });
  return { results, failed };
}

/** What the helper thread is started with; in `shared` stand two numbers, at the places below. */
export type HelperData = { readonly jobs: SharedJobs; readonly shared: SharedArrayBuffer };

/** The next job that nobody has taken. */
const NEXT_JOB = 0;
/** Bundles of the helper that nobody has received yet. */
const ON_THE_WAY = 1;
/** So many it may be ahead: what is on the way lies in memory, and reading is faster than saving. */
const MOST_ON_THE_WAY = 40;

function readFile(job: TailJob): TailResult {
  const format = formatOf(job.agent, job.path);
  return format?.kind === 'document' ? readDocument(job, format) : tailFile(job);
}

/** Takes jobs from the list that both threads share, and keeps what it read until it is worth handing on. */
export function createTaker(jobs: JobList, shared: SharedArrayBuffer) {
  const taken = new Int32Array(shared);
  let results: TailResult[] = [];
  let failed: FailedTail[] = [];
  let factCount = 0;
  return {
    /** Reads the next file; returns whether there was one. */
    readNext(): boolean {
      const job = jobs.at(Atomics.add(taken, NEXT_JOB, 1));
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
 */
export async function* tailAll(
  jobs: PlannedJobs,
  bytesToRead: number,
  helper: () => TailHelper | null,
  mayRead: () => boolean,
): AsyncGenerator<TailBundle, void> {
  const shared = new SharedArrayBuffer(8);
  const isWorthIt = bytesToRead >= WORTH_A_THREAD_BYTES && jobs.length > 1;
  const running = isWorthIt ? helper() : null;
  const taker = createTaker(jobs, shared);
  try {
    running?.assign({ jobs: jobs.share(), shared });
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

export type TailHelper = {
  assign(data: HelperData): void;
  /** All that it has read since this was asked last; null: nothing. */
  arrived(): TailBundle | null;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

/** Starts the second thread ahead of its work, because starting takes as long as reading some megabytes. */
export function startTailHelper(program: URL): TailHelper {
  const { MessageChannel, receiveMessageOnPort, Worker } = threadsModule();
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(program, {
    workerData: { port: port2 },
    transferList: [port2],
    // Facts live until they are handed on: a larger nursery saves moving them twice.
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  });
  let shared: Int32Array | null = null;
  let hasEnded = false;
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('exit', () => resolve());
    worker.once('error', reject);
  }).finally(() => {
    hasEnded = true;
  });
  // A failure is seen where `ended` is awaited; until then it must not count as unhandled.
  ended.catch(() => undefined);
  return {
    ended,
    hasEnded: () => hasEnded,
    assign(data) {
      shared = new Int32Array(data.shared);
      worker.postMessage(data);
    },
    arrived() {
      const bundles: TailBundle[] = [];
      for (;;) {
        const received = receiveMessageOnPort(port1) as { message: PackedBundle } | undefined;
        if (!received) break;
        bundles.push(unpackBundle(received.message));
      }
      if (bundles.length === 0 || !shared) return null;
      Atomics.sub(shared, ON_THE_WAY, bundles.length);
      Atomics.notify(shared, ON_THE_WAY);
      return {
        results: bundles.flatMap(({ results }) => results),
        failed: bundles.flatMap(({ failed }) => failed),
      };
    },
    async stop() {
      port1.close();
      await worker.terminate();
    },
  };
}

/** For the helper: to be called for each bundle that it hands on. Waits while too many are on the way. */
export function waitForRoom({ shared: buffer }: HelperData): void {
  const shared = new Int32Array(buffer);
  let onTheWay = Atomics.add(shared, ON_THE_WAY, 1) + 1;
  while (onTheWay > MOST_ON_THE_WAY) {
    Atomics.wait(shared, ON_THE_WAY, onTheWay);
    onTheWay = Atomics.load(shared, ON_THE_WAY);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
