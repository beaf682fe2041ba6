import v8 from 'node:v8';
import { expect, it } from 'vitest';
import { collectGarbage } from '../../../main/ingest/heapCare.ts';
import { isWorthCollecting } from '../../../main/workers/spareMemory.ts';

const MEGABYTE = 1_000_000;
const heapBytes = () => v8.getHeapStatistics().total_heap_size;

it('collects once after the start, and again when the heap has grown by what is worth it', () => {
  const heap = (total: number, old: number) => ({ total: total * MEGABYTE, old: old * MEGABYTE });
  const kept = heap(13, 9);
  expect(isWorthCollecting(heap(20, 9), null)).toBe(true);
  expect(isWorthCollecting(kept, kept)).toBe(false);
  expect(isWorthCollecting(heap(12, 8), kept)).toBe(false);
  // Young objects come and go.
  expect(isWorthCollecting(heap(16.9, 9.6), kept)).toBe(false);
  expect(isWorthCollecting(heap(17, 9), kept)).toBe(true);
  expect(isWorthCollecting(heap(13.7, 9.7), kept)).toBe(true);
});

it('gives back what a piece of hard work needed, and leaves V8 as it was', () => {
  collectGarbage('last-resort');
  const before = heapBytes();
  let work: unknown = Array.from({ length: 600_000 }, (_, index) => ({ index, text: `${index}` }));
  expect(heapBytes() - before).toBeGreaterThan(20 * MEGABYTE);
  work = null;
  collectGarbage('last-resort');
  expect(work).toBeNull();
  expect(heapBytes() - before).toBeLessThan(5 * MEGABYTE);
  expect((globalThis as { gc?: unknown }).gc).toBeUndefined();
});
