/** The readings of limits that the present picture is made of: read once, then only what came since. */
import type { LimitReading } from '../domain/limits.ts';
import { addReading, dropPastReadings, type ReadingRuns } from '../domain/readingRuns.ts';
import type { Tables } from './database.ts';

export function createLimitBook({ reader, writing }: Pick<Tables, 'reader' | 'writing'>) {
  const runs: ReadingRuns = new Map();
  let newestId: number | null = null;
  let drops = 0;

  /** The user may take back what they said. */
  function noticeDrops(): void {
    const now = writing?.writer.limitDrops() ?? 0;
    if (now !== drops) newestId = null;
    drops = now;
  }

  /** @returns whether it could be added at the end */
  function addNews(fromId: number, sinceMs: number, nowMs: number): boolean {
    newestId = reader.newestLimitId();
    if (newestId === fromId) return true;
    return reader
      .limitReadingsAfter(fromId)
      .filter(({ observedAtMs }) => observedAtMs >= sinceMs)
      .every((reading) => addReading(runs, reading, nowMs));
  }

  function readAll(sinceMs: number, nowMs: number): void {
    runs.clear();
    newestId = reader.newestLimitId();
    for (const reading of reader.limitReadingsSince(sinceMs)) addReading(runs, reading, nowMs);
  }

  return {
    /** What is kept can no longer be trusted: another program writes. */
    forget(): void {
      newestId = null;
    },
    /** All since then that decide about the windows of the present. */
    readings(sinceMs: number, nowMs: number): LimitReading[] {
      noticeDrops();
      if (newestId === null || !addNews(newestId, sinceMs, nowMs)) {
        readAll(sinceMs, nowMs);
      }
      dropPastReadings(runs, sinceMs, nowMs);
      return [...runs.values()].flatMap((ofLimit) => [...ofLimit.values()].flat());
    },
  };
}
