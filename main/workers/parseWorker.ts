/** Helper thread of a long import: waits for the list that it shares with its parent, reads, ends. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { takeJobs, type HelperData } from '../ingest/parallelTail.ts';

const { port } = workerData as { port: MessagePort };
parentPort?.once('message', (data: HelperData) => {
  for (const bundle of takeJobs(data)) if (bundle) port.postMessage(bundle);
  port.close();
});
