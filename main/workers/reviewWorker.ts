/** The main window's questions in a thread of their own; it lives as long as the window. */
import { parentPort, workerData } from 'node:worker_threads';
import { realMachine } from '../platform/machine.ts';
import { createReviewDesk } from '../review/reviewDesk.ts';
import { storeFailureOf } from '../store/problems.ts';
import type { ThreadData } from './messages.ts';
import type { ReviewCall, ReviewMessage } from './reviewMessages.ts';

const { dataFolder, locale } = workerData as ThreadData;
const port = parentPort;
if (!port) throw new Error('The review runs as a worker thread only.');

const desk = createReviewDesk({ dataFolder, machine: realMachine(locale), clock: Date.now });
const send = (message: ReviewMessage) => port.postMessage(message);

port.on('message', ({ id, name, args }: ReviewCall) => {
  try {
    const run = desk.calls[name] as (...values: readonly unknown[]) => unknown;
    send({ id, ok: true, value: run(...args) });
  } catch (error) {
    send({ id, ok: false, message: storeFailureOf(error).message });
  }
});
