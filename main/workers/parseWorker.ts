/** Helper thread of a long import: reads files from the list it shares with its parent. */
import { workerData, type MessagePort } from 'node:worker_threads';
import { takeJobs, type HelperData } from '../ingest/parallelTail.ts';

const { port, ...data } = workerData as HelperData & { port: MessagePort };
for (const bundle of takeJobs(data)) if (bundle) port.postMessage(bundle);
port.close();
