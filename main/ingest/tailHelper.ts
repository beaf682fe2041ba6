/**
 * The second thread of a long reading, as the first one holds it: started, given its list, emptied, ended. It stands by
 * itself and needs no agent, so that a command can start the thread before it evaluates anything else.
 */
import type { MessagePort } from 'node:worker_threads';
import type { SharedJobs } from './jobs.ts';
import { threadsModule } from './lateModules.ts';
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

/** A list that the helper thread is given; `shared` as in `SharedList`. After the last one it ends. */
export type HelperData = {
  readonly jobs: SharedJobs;
  readonly shared: SharedArrayBuffer;
  readonly isLast: boolean;
};

/** What it says when it has handed on all that it read: ending the thread itself takes longer than reading some files. */
export const ALL_READ = 'all read';
type FromHelper = PackedBundle | typeof ALL_READ;

/** What it is started with: where its bundles go, and how many of them nobody has received yet, as one number. */
export type HelperStart = { readonly port: MessagePort; readonly onTheWay: SharedArrayBuffer };

/** So many it may be ahead: what is on the way lies in memory, and reading is faster than saving. */
const MOST_ON_THE_WAY = 40;

export type TailHelper = {
  /** Gives it one more list, which it reads after those that it has. */
  assign(data: HelperData): void;
  /** All that it has read since this was asked last; null: nothing. */
  arrived(): TailBundle | null;
  /** Resolved when it has read all, or has ended; rejected with what it failed with. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

/**
 * Starts the second thread ahead of its work, because starting takes as long as reading some megabytes. Until it has
 * work it keeps no program alive.
 */
export function startTailHelper(program: URL): TailHelper {
  const { MessageChannel, receiveMessageOnPort, Worker } = threadsModule();
  const { port1, port2 } = new MessageChannel();
  const onTheWay = new SharedArrayBuffer(4);
  const start: HelperStart = { port: port2, onTheWay };
  const worker = new Worker(program, {
    workerData: start,
    transferList: [port2],
    // Facts live until they are handed on: a larger nursery saves moving them twice.
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  });
  worker.unref();
  const counter = new Int32Array(onTheWay);
  let hasEnded = false;
  let hasReadAll = false;
  let sayRead = (): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    sayRead = () => {
      [hasReadAll, hasEnded] = [true, true];
      resolve();
    };
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
      worker.ref();
      worker.postMessage(data);
    },
    arrived() {
      const bundles: TailBundle[] = [];
      for (;;) {
        const received = receiveMessageOnPort(port1) as { message: FromHelper } | undefined;
        if (!received) break;
        if (received.message === ALL_READ) sayRead();
        else bundles.push(unpackBundle(received.message));
      }
      if (bundles.length === 0) return null;
      Atomics.sub(counter, 0, bundles.length);
      Atomics.notify(counter, 0);
      return {
        results: bundles.flatMap(({ results }) => results),
        failed: bundles.flatMap(({ failed }) => failed),
      };
    },
    async stop() {
      port1.close();
      // It is about to end, and nobody needs to wait for that.
      if (hasReadAll) worker.unref();
      else await worker.terminate();
    },
  };
}

/** For the helper: to be called for each bundle that it hands on. Waits while too many are on the way. */
export function waitForRoom(start: HelperStart): void {
  const counter = new Int32Array(start.onTheWay);
  let onTheWay = Atomics.add(counter, 0, 1) + 1;
  while (onTheWay > MOST_ON_THE_WAY) {
    Atomics.wait(counter, 0, onTheWay);
    onTheWay = Atomics.load(counter, 0);
  }
}
