/** The sessions of the last day, each by its last answer, kept in step with what is saved. */
import { DAY_MS, futureFromMs } from '../domain/calendar.ts';
import type { SavedSession } from '../store/read.ts';
import type { SavedSpan } from '../store/span.ts';

type Reader = {
  readonly sessionsBetween: (fromMs: number, untilMs: number) => SavedSession[];
};

const keyOf = ({ agent, sessionId }: SavedSession): string => `${agent}|${sessionId}`;

export function createDaySessions(reader: Reader) {
  /** null: to be read anew. */
  let known: Map<string, SavedSession> | null = null;
  let changedFromMs = Infinity;

  return {
    /** Tells since when events have changed; null: what is known cannot be trusted. */
    forget(span: NonNullable<SavedSpan> | null): void {
      if (span === null) known = null;
      else changedFromMs = Math.min(changedFromMs, span.fromMs);
    },
    /** Reads no more than what has changed. */
    read(nowMs: number): SavedSession[] {
      const dayAgoMs = nowMs - DAY_MS;
      const fromMs = known === null ? dayAgoMs : Math.max(changedFromMs, dayAgoMs);
      known ??= new Map();
      if (fromMs < Infinity) {
        const found = reader.sessionsBetween(fromMs, futureFromMs(nowMs));
        const keys = new Set(found.map(keyOf));
        // Whose last answer stands no more where it stood may have an earlier one.
        const isLost = [...known].some(([key, { atMs }]) => atMs >= fromMs && !keys.has(key));
        if (isLost) known.clear();
        const anew = isLost ? reader.sessionsBetween(dayAgoMs, futureFromMs(nowMs)) : found;
        for (const one of anew) known.set(keyOf(one), one);
      }
      changedFromMs = Infinity;
      for (const [key, { atMs }] of known) if (atMs < dayAgoMs) known.delete(key);
      return [...known.values()];
    },
  };
}
