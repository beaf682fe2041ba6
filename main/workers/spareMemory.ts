/**
 * Giving memory back. Main and engine rest nearly all their life, and V8 sees no reason to collect in a heap that grows by
 * kilobytes a minute, nor to shrink one that a first reading made large: it does both while programs allocate much.
 */
import v8 from 'node:v8';
import { collectGarbage } from '../ingest/heapCare.ts';

const CHECK_EVERY_MS = 60_000;
/** Beyond what was left the last time. Collecting takes five to ten milliseconds then. */
const WORTH_BYTES = { old: 700_000, total: 4_000_000 } as const;

/** What a heap takes, in bytes; `old` without the part for young objects, which swells and shrinks with each look. */
export type HeapSize = { readonly total: number; readonly old: number };

/**
 * Whether to collect now: a heap that has just been collected is not collected again until it has grown.
 * @param kept what the heap took after the last time; null: it never was collected
 */
export function isWorthCollecting(heap: HeapSize, kept: HeapSize | null): boolean {
  if (kept === null) return true;
  const { old, total } = WORTH_BYTES;
  return heap.old - kept.old >= old || heap.total - kept.total >= total;
}

/** Watches this thread's heap for as long as the thread lives. */
export function spareMemory(): void {
  let kept: HeapSize | null = null;
  const timer = setInterval(() => {
    if (!isWorthCollecting(heapSize(), kept)) return;
    collectGarbage('last-resort');
    kept = heapSize();
  }, CHECK_EVERY_MS);
  timer.unref();
}

function heapSize(): HeapSize {
  const spaces = v8.getHeapSpaceStatistics();
  const total = spaces.reduce((sum, space) => sum + space.space_size, 0);
  const young = spaces.filter(({ space_name }) => space_name.startsWith('new_'));
  return { total, old: total - young.reduce((sum, space) => sum + space.space_size, 0) };
}
