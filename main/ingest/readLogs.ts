/** Reading logs of all kinds: lines and documents on two threads, then databases on this one. */
import { formatOf } from './fileState.ts';
import type { JobList, Plan } from './jobs.ts';
import { tailAll, type SharedList } from './parallelTail.ts';
import type { TailBundle, TailHelper } from './tailHelper.ts';
import { readDatabase } from './readDatabase.ts';
import type { TailJob } from './tailFile.ts';

/**
 * Reads all that is planned and hands on bundles as they come.
 * @param helper asked for a second thread when it is worth while; it is used up
 * @param mayRead whether this thread should read as well where there is a second one
 * @param begun what that one was given already
 */
export async function* readLogs(
  { files, databases, bytes }: Plan,
  helper: () => TailHelper | null,
  mayRead: () => boolean,
  begun: readonly SharedList[] = [],
): AsyncGenerator<TailBundle, void> {
  yield* tailAll(files, bytes, helper, mayRead, begun);
  for (const job of eachOf(databases)) yield* pagesOf(job);
}

function* eachOf(jobs: JobList): Generator<TailJob> {
  for (let index = 0; index < jobs.length; index += 1) yield jobs.at(index) as TailJob;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What fails is told, and everything that was read before it stays. */
async function* pagesOf(job: TailJob): AsyncGenerator<TailBundle, void> {
  const format = formatOf(job.agent, job.path);
  if (format?.kind !== 'database') return;
  try {
    for (const result of readDatabase(job, format)) {
      yield { results: [result], failed: [] };
      await nextTurn();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    yield { results: [], failed: [{ path: job.path, code }] };
  }
}
