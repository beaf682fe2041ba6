/** Helper thread of a long import: waits for the list that it shares with its parent, reads, ends. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { jobsOf } from '../ingest/jobs.ts';
import { createTaker } from '../ingest/parallelTail.ts';
import { packBundle, waitForRoom, type HelperData } from '../ingest/tailHelper.ts';

const { port } = workerData as { port: MessagePort };
parentPort?.once('message', (data: HelperData) => {
  const taker = createTaker(jobsOf(data.jobs), data.shared);
  for (let isLeft = true; isLeft;) {
    isLeft = taker.readNext();
    const bundle = taker.handOn(!isLeft);
    if (!bundle) continue;
    const packed = packBundle(bundle);
    port.postMessage(packed, [packed.facts.numbers.buffer]);
    waitForRoom(data);
  }
  port.close();
});
