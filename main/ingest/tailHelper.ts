/**
 * The second thread of a long reading, as the first one holds it: started, given its list, emptied, ended. It stands by
 * itself and needs no agent, so that a command can start the thread before it evaluates anything else.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { SharedJobs } from './jobs.ts';
import { listPacked, packFacts, type PackedFacts } from './packFacts.ts';
import type { TailResult } from './tailFile.ts';

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

/** What the helper thread is given; in `shared` stand two numbers: the next job that nobody has taken, and the one below. */
export type HelperData = { readonly jobs: SharedJobs; readonly shared: SharedArrayBuffer };

/** Bundles of the helper that nobody has received yet. */
const ON_THE_WAY = 1;
/** So many it may be ahead: what is on the way lies in memory, and reading is faster than saving. */
const MOST_ON_THE_WAY = 40;

export type TailHelper = {
  assign(data: HelperData): void;
  /** All that it has read since this was asked last; null: nothing. */
  arrived(): TailBundle | null;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

/**
 * Starts the second thread ahead of its work, because starting takes as long as reading some megabytes. Until it has
 * work it keeps no program alive.
 */
export function startTailHelper(program: URL): TailHelper {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(program, {
    workerData: { port: port2 },
    transferList: [port2],
    // Facts live until they are handed on: a larger nursery saves moving them twice.
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  });
  worker.unref();
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
      worker.ref();
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
