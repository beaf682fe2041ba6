/**
 * Giving memory back after hard work. The engine rests nearly all its life, but its heap keeps the size that the
 * first reading of the logs needed: V8 shrinks heaps as they allocate, and a resting one does not.
 */
import v8 from 'node:v8';
import { collectGarbage } from '../ingest/heapCare.ts';

const CHECK_EVERY_MS = 60_000;
/** Less is not worth the tens of milliseconds that collecting takes. */
const WORTH_BYTES = 4_000_000;

/**
 * Whether to collect now: a heap that has just been collected is not collected again until it has grown.
 * @param heapBytes what the heap takes now
 * @param keptBytes what it took after the last time; null: it never was
 */
export function isWorthCollecting(heapBytes: number, keptBytes: number | null): boolean {
  return keptBytes === null || heapBytes - keptBytes >= WORTH_BYTES;
}

/** Watches this thread's heap for as long as the thread lives. */
export function spareMemory(): void {
  let keptBytes: number | null = null;
  const timer = setInterval(() => {
    if (!isWorthCollecting(v8.getHeapStatistics().total_heap_size, keptBytes)) return;
    collectGarbage('last-resort');
    keptBytes = v8.getHeapStatistics().total_heap_size;
  }, CHECK_EVERY_MS);
  timer.unref();
}
