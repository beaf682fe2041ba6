/** Reading many files on two cores: this thread and one helper take jobs from the same list. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { packFacts, unpackFacts, type PackedFacts } from './packFacts.ts';
import { formatOf } from './fileState.ts';
import type { JobList, PlannedJobs, SharedJobs } from './jobs.ts';
import { readDocument } from './readDocument.ts';
import { tailFile, type TailJob, type TailResult } from './tailFile.ts';

/** Below this many bytes a second thread costs more than it saves. */
const WORTH_A_THREAD_BYTES = 8 * 1024 * 1024;
/** Results are handed on in bundles of about this many facts. */
const BUNDLE_FACTS = 1500;
const BUNDLE_FILES = 100;
/** How long this thread goes on before it lets others have a turn. */
const TURN_MS = 20;

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
    facts: packFacts(results.flatMap(({ facts }) => facts)),
    files: results.map(({ facts, ...file }) => ({ ...file, factCount: facts.length })),
    failed,
  };
}

function unpackBundle({ facts, files, failed }: PackedBundle): TailBundle {
  const unpacked = unpackFacts(facts);
  let at = 0;
  const results = files.map(({ factCount, ...file }) => {
    at += factCount;
    return { ...file, facts: unpacked.slice(at - factCount, at) };
  });
  return { results, failed };
}

/** What the helper thread is started with. */
export type HelperData = { readonly jobs: SharedJobs; readonly next: SharedArrayBuffer };

function readFile(job: TailJob): TailResult {
  const format = formatOf(job.agent, job.path);
  return format?.kind === 'document' ? readDocument(job, format) : tailFile(job);
}

/** Takes jobs until none is left, handing on bundles; yields nothing while it is not full. */
export function* takeJobs(
  jobs: JobList,
  shared: SharedArrayBuffer,
): Generator<TailBundle | null, void> {
  const next = new Int32Array(shared);
  let results: TailResult[] = [];
  let failed: FailedTail[] = [];
  let factCount = 0;
  for (;;) {
    const job = jobs.at(Atomics.add(next, 0, 1));
    if (!job) break;
    try {
      const result = readFile(job);
      factCount += result.facts.length;
      results.push(result);
    } catch (error) {
      failed.push({ path: job.path, code: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' });
    }
    const isFull = factCount >= BUNDLE_FACTS || results.length + failed.length >= BUNDLE_FILES;
    yield isFull ? { results, failed } : null;
    if (isFull) [results, failed, factCount] = [[], [], 0];
  }
  yield { results, failed };
}

/**
 * Tails all jobs and hands on bundles as they come, in any order.
 * @param helper asked for a second thread when it is worth while; it is used up
 */
export async function* tailAll(
  jobs: PlannedJobs,
  bytesToRead: number,
  helper: () => TailHelper | null,
): AsyncGenerator<TailBundle, void> {
  const next = new SharedArrayBuffer(4);
  const isWorthIt = bytesToRead >= WORTH_A_THREAD_BYTES && jobs.length > 1;
  const running = isWorthIt ? helper() : null;
  try {
    running?.assign({ jobs: jobs.share(), next });
    let turnEndsAt = performance.now() + TURN_MS;
    for (const bundle of takeJobs(jobs, next)) {
      if (bundle) yield bundle;
      if (running) yield* running.arrived();
      if (performance.now() < turnEndsAt) continue;
      await nextTurn();
      turnEndsAt = performance.now() + TURN_MS;
    }
    if (running) {
      await running.ended;
      yield* running.arrived();
    }
  } finally {
    await running?.stop();
  }
}

export type TailHelper = {
  assign(data: HelperData): void;
  arrived(): Generator<TailBundle>;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/** Starts the second thread ahead of its work, because starting takes as long as reading some megabytes. */
export function startTailHelper(program: URL): TailHelper {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(program, {
    workerData: { port: port2 },
    transferList: [port2],
    // Facts live until they are handed on: a larger nursery saves moving them twice.
    resourceLimits: { maxYoungGenerationSizeMb: 32 },
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('exit', () => resolve());
    worker.once('error', reject);
  });
  // A failure is seen where `ended` is awaited; until then it must not count as unhandled.
  ended.catch(() => undefined);
  return {
    ended,
    assign: (data) => worker.postMessage(data),
    *arrived() {
      for (;;) {
        const received = receiveMessageOnPort(port1) as { message: PackedBundle } | undefined;
        if (!received) return;
        yield unpackBundle(received.message);
      }
    },
    async stop() {
      port1.close();
      await worker.terminate();
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
