/** Helper thread of a long import: waits for the lists that it shares with its parent, reads, ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { jobsOf } from '../ingest/jobs.ts';
import { createTaker } from '../ingest/parallelTail.ts';
import {
  ALL_READ,
  packBundle,
  waitForRoom,
  type HelperData,
  type HelperStart,
} from '../ingest/tailHelper.ts';

const start = workerData as HelperStart;

function readAll({ jobs, shared }: HelperData): void {
  const taker = createTaker([{ jobs: jobsOf(jobs), shared }]);
  for (let isLeft = true; isLeft;) {
    isLeft = taker.readNext();
    const bundle = taker.handOn(!isLeft);
    if (!bundle) continue;
    const packed = packBundle(bundle);
    start.port.postMessage(packed, [packed.facts.numbers.buffer]);
    waitForRoom(start);
  }
}

/**
 * Whoever uses Intl first waits 13 ms while all locales are listed, which is done once for all threads. The other one
 * is still saving, and writes figures as soon as that is done.
 */
function learnLocales(): void {
  new Intl.NumberFormat().format(new Intl.DateTimeFormat().format().length);
}

parentPort?.on('message', (data: HelperData) => {
  readAll(data);
  if (!data.isLast) return;
  start.port.postMessage(ALL_READ);
  learnLocales();
  start.port.close();
  parentPort?.close();
});
