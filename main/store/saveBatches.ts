/** Saving what was read: events, readings and the place in the file, all or nothing. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import { createChangeMark } from './changeMark.ts';
import { createGroupResolution, type GroupName } from './groups.ts';
import { createHostWriter } from './hosts.ts';
import { createNames } from './names.ts';
import type { Connection } from './open.ts';
import { createRemovalGate } from './retention.ts';
import type { FileBatch, FileCursor, PricedFact } from './records.ts';
import { createEventSaver } from './saveEvent.ts';
import { createLimitWriter } from './saveLimits.ts';
import { createSessionNoteWriter } from './sessionNotes.ts';
import { widen, type SavedSpan } from './span.ts';

/** Events of an older version do not say whose they are until their files are read again. */
const ADOPT_EVENT = `
UPDATE usage_event SET account_id = ? WHERE group_key = ? AND account_id IS NULL AND agent_id = ?`;

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

/** Set while copies are saved whose groups are not decided yet. */
const UNDECIDED = 'undecidedGroups';

/** A fact on its way into the table. */
type Row = PricedFact & {
  readonly agentId: number;
  readonly accountId: number;
  readonly agent: AgentId;
};

type Changed = {
  readonly span: SavedSpan;
  readonly hasSuspects: boolean;
};

/** The writing half of the store. */
export function createWriter(connection: Connection) {
  const saveEvent = createEventSaver(connection);
  const adoptEvent = connection.prepare(ADOPT_EVENT);
  const hasOrphans =
    connection.prepare('SELECT 1 FROM usage_event WHERE account_id IS NULL LIMIT 1').get() !==
    undefined;
  const saveCursor = connection.prepare(SAVE_CURSOR);
  const hasMark = connection.prepare<[string]>('SELECT 1 FROM setting WHERE key = ?');
  const setMark = connection.prepare<[string]>(
    "INSERT INTO setting (key, value) VALUES (?, '1') ON CONFLICT DO NOTHING",
  );
  const dropMark = connection.prepare<[string]>('DELETE FROM setting WHERE key = ?');
  const dropCursor = connection.prepare('DELETE FROM log_file WHERE path = ?');
  const limits = createLimitWriter(connection);
  const saveCredits = connection.prepare(SAVE_CREDITS);
  const names = createNames(connection);
  const resolve = createGroupResolution(connection, names.isKnownSession);
  const changes = createChangeMark(connection);
  const notes = createSessionNoteWriter(connection);
  const removal = createRemovalGate(connection);
  const nameHosts = createHostWriter(connection);

  function saveFact({ agentId, accountId, agent, fact, costMicros }: Row): boolean {
    if (removal.isRemoved(agent, fact)) return false;
    if (hasOrphans) adoptEvent.run(accountId, fact.groupKey, agentId);
    const sessionId = names.sessionId(agent, fact.sessionId, fact.parentSessionId);
    return saveEvent({
      agentId,
      accountId,
      sessionId,
      modelId: names.nameId(fact.model),
      projectId: fact.project === null ? null : names.nameId(fact.project),
      fact,
      costMicros,
    });
  }

  /**
   * In the order of the index: neighbours go to the same page.
   * @param groups takes the groups of what was saved; null: nobody wants to know
   */
  function saveFacts(batches: readonly FileBatch[], groups: GroupName[] | null): Changed {
    const rows: Row[] = [];
    for (const batch of batches) {
      const agentId = names.agentId(batch.cursor.agent);
      const accountId = names.accountId(batch.cursor.agent, batch.account);
      for (const { fact, costMicros } of batch.facts) {
        rows.push({ agentId, accountId, agent: batch.cursor.agent, fact, costMicros });
      }
    }
    removal.look();
    rows.sort((a, b) => (a.fact.groupKey < b.fact.groupKey ? -1 : 1));
    let fromMs = Infinity;
    let untilMs = -Infinity;
    let hasSuspects = false;
    for (const row of rows) {
      if (!saveFact(row)) continue;
      const { groupKey, atMs, isReplaySuspect } = row.fact;
      groups?.push({ agentId: row.agentId, groupKey });
      if (atMs < fromMs) fromMs = atMs;
      if (atMs > untilMs) untilMs = atMs;
      hasSuspects ||= isReplaySuspect;
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
        const { span, hasSuspects } = saveFacts(batches, groups);
        batches.forEach(saveFile);
        const decided = widen(span, resolve.some(groups));
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
        setMark.run(UNDECIDED);
        const { span } = saveFacts(batches, null);
        batches.forEach(saveFile);
        return changes.note(span);
      });
    },
    /** Decides all groups, if there is something to decide. */
    decideAll(): SavedSpan {
      if (hasMark.get(UNDECIDED) === undefined) return null;
      return inTransaction(() => {
        names.takeHasNewSessions();
        const span = resolve.all();
        dropMark.run(UNDECIDED);
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
