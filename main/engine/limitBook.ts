/** The readings of limits that the present picture is made of: read once, then only what came since. */
import type { LimitReading } from '../domain/limits.ts';
import { rememberedFromMs } from '../domain/presentReadings.ts';
import {
  addReading,
  dropPastReadings,
  listedReadings,
  type ReadingRuns,
} from '../domain/readingRuns.ts';
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
  function addNews(fromId: number, nowMs: number): boolean {
    newestId = reader.newestLimitId();
    if (newestId === fromId) return true;
    return reader
      .limitReadingsAfter(fromId)
      .filter(({ kind, observedAtMs }) => observedAtMs >= rememberedFromMs(kind, nowMs))
      .every((reading) => addReading(runs, reading, nowMs));
  }

  function readAll(nowMs: number): void {
    runs.clear();
    newestId = reader.newestLimitId();
    for (const reading of readPresentLimits(reader, nowMs)) addReading(runs, reading, nowMs);
  }

  return {
    /** What is kept can no longer be trusted: another program writes. */
    forget(): void {
      newestId = null;
    },
    /** All that decide about the windows of the present. */
    readings(nowMs: number): LimitReading[] {
      noticeDrops();
      if (newestId === null || !addNews(newestId, nowMs)) readAll(nowMs);
      dropPastReadings(runs, nowMs);
      return listedReadings(runs);
    },
  };
}

/** Every saved reading that can be about the present. */
export function readPresentLimits(
  reader: Pick<Tables['reader'], 'presentLimits'>,
  nowMs: number,
): LimitReading[] {
  return reader.presentLimits(
    rememberedFromMs('weekly', nowMs),
    rememberedFromMs('monthly', nowMs),
  );
}
