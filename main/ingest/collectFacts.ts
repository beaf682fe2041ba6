/** Gathering what a parser finds in one file, the best record of each response. */
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import { noteKey, type SessionNote } from '../domain/sessionNotes.ts';
import { isBetterRecord, isSameRecord, type UsageFact } from '../domain/usage.ts';

export function collectFacts() {
  /** Records of a response by the key that its copies share; a list only where there are several. */
  const groups = new Map<string, UsageFact | UsageFact[]>();
  const limits: LimitReading[] = [];
  const credits: CreditsReading[] = [];
  const notes = new Map<string, SessionNote>();
  return {
    facts: (): UsageFact[] => [...groups.values()].flat(),
    limits,
    credits,
    notes: (): SessionNote[] => [...notes.values()],
    sink: {
      /** A streamed answer stands in many lines: keep the best of them, the database sees one. */
      fact(fact: UsageFact) {
        const known = groups.get(fact.groupKey);
        if (known === undefined) {
          groups.set(fact.groupKey, fact);
          return;
        }
        const group = Array.isArray(known) ? known : [known];
        const index = group.findIndex((other) => isSameRecord(fact, other));
        const holder = group[index];
        if (!holder) group.push(fact);
        else if (isBetterRecord(fact, holder)) group[index] = startingWith(fact, holder);
        else return;
        groups.set(fact.groupKey, group.length === 1 ? (group[0] as UsageFact) : group);
      },
      limit: (reading: LimitReading) => limits.push(reading),
      credits: (reading: CreditsReading) => credits.push(reading),
      note: (note: SessionNote) => void notes.set(noteKey(note), note),
    },
  };
}

/** The larger record of a response, which began when the first one did. */
function startingWith(fact: UsageFact, { startedAtMs }: UsageFact): UsageFact {
  return startedAtMs < fact.startedAtMs ? { ...fact, startedAtMs } : fact;
}

/** Counts refusals by their reason. */
export function createRefusals(known: Readonly<Record<string, number>> = {}) {
  const counts: Record<string, number> = { ...known };
  return {
    counts,
    refuse: (reason: string): void => {
      counts[reason] = (counts[reason] ?? 0) + 1;
    },
  };
}
