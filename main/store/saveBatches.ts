/** Saving what was read: events, readings and the place in the file, all or nothing. */
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import { createChangeMark } from './changeMark.ts';
import { createGroupResolution, type GroupName } from './groups.ts';
import { createHostWriter } from './hosts.ts';
import { createNames } from './names.ts';
import { isBeyondCache, type Connection } from './open.ts';
import { createRemovalGate } from './retention.ts';
import type { FileBatch, FileCursor, PricedFact } from './records.ts';
import { createEventWriter, type EventOwner } from './saveEvents.ts';
import { createLimitWriter } from './saveLimits.ts';
import { createSessionNoteWriter } from './sessionNotes.ts';
import { widen, type SavedSpan } from './span.ts';
import { createUndecidedMark } from './undecided.ts';

const SAVE_CURSOR = `
INSERT INTO log_file (agent, path, identity, size, modified_at_ms, read_offset, content_hash, parser_state,
  refused_lines, refused_by_reason, has_partial_line)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET agent = excluded.agent, identity = excluded.identity,
  size = excluded.size, modified_at_ms = excluded.modified_at_ms, read_offset = excluded.read_offset,
  content_hash = excluded.content_hash, parser_state = excluded.parser_state,
  refused_lines = excluded.refused_lines, refused_by_reason = excluded.refused_by_reason,
  has_partial_line = excluded.has_partial_line`;

const SAVE_CREDITS = `
INSERT INTO credits_reading (agent, account, has_credits, is_unlimited, balance, source, observed_at_ms)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

type Changed = {
  readonly span: SavedSpan;
  readonly hasSuspects: boolean;
};

/** The writing half of the store. */
export function createWriter(connection: Connection) {
  const saveCursor = connection.prepare(SAVE_CURSOR);
  const undecided = createUndecidedMark(connection);
  const dropCursor = connection.prepare('DELETE FROM log_file WHERE path = ?');
  const limits = createLimitWriter(connection);
  const saveCredits = connection.prepare(SAVE_CREDITS);
  const names = createNames(connection);
  const saveEvent = createEventWriter(connection, names);
  const resolve = createGroupResolution(connection, names.isKnownSession);
  const changes = createChangeMark(connection);
  const notes = createSessionNoteWriter(connection);
  const removal = createRemovalGate(connection);
  const nameHosts = createHostWriter(connection);

  function ownerOf({ cursor: { agent }, account }: FileBatch): EventOwner {
    return {
      agent,
      agentId: names.agentId(agent),
      accountId: names.accountId(agent, account),
    };
  }

  /** In the order of the index, whose neighbours go to the same page. */
  function saveInOrder(
    batches: readonly FileBatch[],
    save: (owner: EventOwner, priced: PricedFact) => void,
  ): void {
    const rows: { owner: EventOwner; priced: PricedFact }[] = [];
    for (const batch of batches) {
      const owner = ownerOf(batch);
      batch.facts.forEach(({ fact, costMicros }) => {
        rows.push({ owner, priced: { fact: { ...fact }, costMicros } });
      });
    }
    rows.sort((one, other) => (one.priced.fact.groupKey < other.priced.fact.groupKey ? -1 : 1));
    for (const { owner, priced } of rows) save(owner, priced);
  }

  /**
   * @param groups takes the groups of what was saved; null: nobody wants to know
   * @param isFirst echoes do not count yet
   */
  function saveFacts(
    batches: readonly FileBatch[],
    groups: GroupName[] | null,
    isFirst: boolean,
  ): Changed {
    let fromMs = Infinity;
    let untilMs = -Infinity;
    let hasSuspects = false;
    function save(owner: EventOwner, priced: PricedFact): void {
      const { groupKey, atMs, isReplaySuspect, kind } = priced.fact;
      if (removal.isRemoved(owner.agent, priced.fact)) return;
      if (!saveEvent(owner, priced, isFirst && kind === 'progress')) return;
      groups?.push({ agentId: owner.agentId, groupKey });
      if (atMs < fromMs) fromMs = atMs;
      if (atMs > untilMs) untilMs = atMs;
      hasSuspects ||= isReplaySuspect;
    }
    removal.look();
    // While all pages are in memory the order of reading is as good, and spares the sorting.
    if (isBeyondCache(connection)) saveInOrder(batches, save);
    else {
      for (const batch of batches) {
        const owner = ownerOf(batch);
        batch.facts.forEach((priced) => save(owner, priced));
      }
    }
    return { span: fromMs <= untilMs ? { fromMs, untilMs } : null, hasSuspects };
  }

  function saveFile(batch: FileBatch): void {
    batch.limits.forEach(limits.save);
    batch.credits.forEach(saveCreditsRow);
    batch.notes?.forEach((note) => notes.save(note));
    if (batch.movedFrom !== null) dropCursor.run(batch.movedFrom);
    saveCursorRow(batch.cursor);
  }

  function saveCreditsRow(reading: CreditsReading): void {
    saveCredits.run(
      reading.agent,
      reading.account,
      reading.hasCredits === null ? null : Number(reading.hasCredits),
      reading.isUnlimited === null ? null : Number(reading.isUnlimited),
      reading.balance,
      reading.source,
      reading.observedAtMs,
    );
  }

  function saveCursorRow(cursor: FileCursor): void {
    const refusedLines = Object.values(cursor.refused).reduce((sum, count) => sum + count, 0);
    saveCursor.run(
      cursor.agent,
      cursor.path,
      cursor.identity,
      cursor.size,
      cursor.modifiedAtMs,
      cursor.readOffset,
      cursor.contentHash,
      cursor.parserState,
      refusedLines,
      JSON.stringify(cursor.refused),
      Number(cursor.hasPartialLine),
    );
  }

  /** Immediate: after a read, a transaction can no longer write once another program has saved settings. */
  function inTransaction<T>(work: () => T): T {
    try {
      return connection.transaction(work).immediate();
    } catch (error) {
      names.forget();
      throw error;
    }
  }

  return {
    nameHosts,
    /** Saves files with their cursors in one transaction; on failure nothing of them is saved. */
    saveFiles(batches: readonly FileBatch[]): SavedSpan {
      return inTransaction(() => {
        const groups: GroupName[] = [];
        undecided.endFirst();
        const { span, hasSuspects } = saveFacts(batches, groups, false);
        batches.forEach(saveFile);
        const decided = widen(
          widen(span, resolve.some(groups)),
          resolve.ofSessions(names.takeLateParents()),
        );
        return changes.note(
          hasSuspects || names.takeHasNewSessions() ? widen(decided, resolve.suspected()) : decided,
        );
      });
    },
    /**
     * The same for one of many batches: which copies count is decided once, by `decideAll`. Until then the
     * database knows that it is undecided, however the program ends.
     */
    saveFilesOfMany(batches: readonly FileBatch[]): SavedSpan {
      return inTransaction(() => {
        undecided.set();
        const { span } = saveFacts(batches, null, undecided.isFirst());
        batches.forEach(saveFile);
        return changes.note(span);
      });
    },
    /** Decides all groups, if there is something to decide. */
    decideAll(): SavedSpan {
      if (!undecided.isSet()) return null;
      return inTransaction(() => {
        names.takeHasNewSessions();
        names.takeLateParents();
        const span = resolve.all(undecided.isFirst());
        undecided.drop();
        return changes.note(span);
      });
    },
    /** Saves readings that come from no log file. */
    saveLimits(readings: readonly LimitReading[]): void {
      if (readings.length > 0) inTransaction(() => readings.forEach(limits.save));
    },
    /**
     * Takes readings away that the user takes back.
     * @param touchedFromMs the earliest event that somebody may have judged by them
     */
    dropLimits(readings: readonly LimitReading[], touchedFromMs: number): void {
      inTransaction(() => {
        readings.forEach(limits.drop);
        changes.note({ fromMs: touchedFromMs, untilMs: touchedFromMs });
      });
    },
    /** Saves statements about credits that come from no log file. */
    saveCredits(readings: readonly CreditsReading[]): void {
      if (readings.length > 0) inTransaction(() => readings.forEach(saveCreditsRow));
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;
