import v8 from 'node:v8';
import { expect, it } from 'vitest';
import { collectGarbage } from '../../../main/ingest/heapCare.ts';
import { isWorthCollecting } from '../../../main/workers/spareMemory.ts';

const MEGABYTE = 1_000_000;
const heapBytes = () => v8.getHeapStatistics().total_heap_size;

it('collects once after the start, and again when the heap has grown by what is worth it', () => {
  expect(isWorthCollecting(20 * MEGABYTE, null)).toBe(true);
  expect(isWorthCollecting(13 * MEGABYTE, 13 * MEGABYTE)).toBe(false);
  expect(isWorthCollecting(16.9 * MEGABYTE, 13 * MEGABYTE)).toBe(false);
  expect(isWorthCollecting(17 * MEGABYTE, 13 * MEGABYTE)).toBe(true);
  expect(isWorthCollecting(12 * MEGABYTE, 13 * MEGABYTE)).toBe(false);
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
