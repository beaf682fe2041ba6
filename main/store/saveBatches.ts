/** Saving what was read: events, readings and the place in the file, all or nothing. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { RecordKind, ServiceMode } from '../domain/usage.ts';
import { createChangeMark } from './changeMark.ts';
import { createGroupResolution, type GroupName } from './groups.ts';
import { createHostWriter } from './hosts.ts';
import { createNames } from './names.ts';
import type { Connection } from './open.ts';
import { createRemovalGate } from './retention.ts';
import type { FileBatch, FileCursor, PricedFact } from './records.ts';
import { createLimitWriter } from './saveLimits.ts';
import { createSessionNoteWriter } from './sessionNotes.ts';
import { widen, type SavedSpan } from './span.ts';

function totalOf(prefix: string): string {
  return `${prefix}input_tokens + ${prefix}output_tokens + ${prefix}cache_write_5m_tokens
    + ${prefix}cache_write_1h_tokens + ${prefix}cache_read_tokens`;
}

/**
 * Decides between records of the same size and time: the order of `isBetterRecord`, with the account. What stands
 * in a folder of this computer and in a copy from another one is this computer's.
 */
function tieRanks(row: string): string {
  return `(
    coalesce((SELECT host IS NOT NULL FROM account WHERE id = ${row}.account_id), 0),
    (SELECT session_key FROM session WHERE id = ${row}.session_id),
    (SELECT folder FROM account WHERE id = ${row}.account_id),
    (SELECT text FROM name WHERE id = ${row}.model_id),
    ${row}.input_tokens, ${row}.cache_write_5m_tokens, ${row}.cache_write_1h_tokens,
    ${row}.cache_read_tokens, ${row}.web_searches, ${row}.mode, ${row}.is_us_only,
    ${row}.is_replay_suspect, coalesce((SELECT text FROM name WHERE id = ${row}.project_id), ''))`;
}

const FIGURES = `(output_tokens, ${totalOf('')}, -at_ms)`;
const NEW_FIGURES = `(excluded.output_tokens, ${totalOf('excluded.')}, -excluded.at_ms)`;

/** A later record of the same response replaces the earlier one when it is larger; see domain/usage.ts. */
const SAVE_EVENT = `
INSERT INTO usage_event (agent_id, account_id, group_key, request_id, kind, loose_session_id, session_id,
  is_replay_suspect, project_id, model_id, at_ms, started_at_ms, input_tokens, output_tokens,
  cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only,
  cost_micros)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  account_id = excluded.account_id, session_id = excluded.session_id,
  is_replay_suspect = excluded.is_replay_suspect,
  project_id = excluded.project_id, model_id = excluded.model_id, at_ms = excluded.at_ms,
  started_at_ms = min(started_at_ms, excluded.started_at_ms), input_tokens = excluded.input_tokens,
  output_tokens = excluded.output_tokens, cache_write_5m_tokens = excluded.cache_write_5m_tokens,
  cache_write_1h_tokens = excluded.cache_write_1h_tokens, cache_read_tokens = excluded.cache_read_tokens,
  web_searches = excluded.web_searches, mode = excluded.mode, is_us_only = excluded.is_us_only,
  cost_micros = excluded.cost_micros
WHERE ${NEW_FIGURES} > ${FIGURES}
  OR (${NEW_FIGURES} = ${FIGURES} AND ${tieRanks('excluded')} < ${tieRanks('usage_event')})`;

/** Events of an older version do not say whose they are until their files are read again. */
const ADOPT_EVENT = `
UPDATE usage_event SET account_id = ? WHERE group_key = ? AND account_id IS NULL AND agent_id = ?`;

const KIND_CODES: Readonly<Record<RecordKind, number>> = { direct: 0, sidechain: 1, progress: 2 };
const MODE_CODES: Readonly<Record<ServiceMode, number>> = { standard: 0, fast: 1, batch: 2 };

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
  const saveEvent = connection.prepare(SAVE_EVENT);
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
    const result = saveEvent.run(
      agentId,
      accountId,
      fact.groupKey,
      fact.requestId ?? '',
      KIND_CODES[fact.kind],
      fact.requestId === null ? sessionId : 0,
      sessionId,
      Number(fact.isReplaySuspect),
      fact.project === null ? null : names.nameId(fact.project),
      names.nameId(fact.model),
      fact.atMs,
      fact.startedAtMs,
      fact.inputTokens,
      fact.outputTokens,
      fact.cacheWrite5mTokens,
      fact.cacheWrite1hTokens,
      fact.cacheReadTokens,
      fact.webSearches,
      MODE_CODES[fact.mode],
      Number(fact.isUsOnly),
      costMicros,
    );
    return result.changes > 0;
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
