/** Helper thread of a long import: waits for the list that it shares with its parent, reads, ends. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { jobsOf } from '../ingest/jobs.ts';
import { packBundle, takeJobs, type HelperData } from '../ingest/parallelTail.ts';

const { port } = workerData as { port: MessagePort };
parentPort?.once('message', ({ jobs, next }: HelperData) => {
  for (const bundle of takeJobs(jobsOf(jobs), next)) {
    if (!bundle) continue;
    const packed = packBundle(bundle);
    port.postMessage(packed, [packed.facts.numbers.buffer]);
  }
  port.close();
});
