/** The reading half of the store: plain rows out, no rules. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { PastUses } from '../domain/ownHistory.ts';
import type { PriceableFact } from '../domain/pricing.ts';
import type { SessionUse } from '../domain/sessions.ts';
import { SERVICE_MODES, type ServiceMode } from '../domain/usage.ts';
import { createHostReader } from './hosts.ts';
import { IS_SUM } from './isSum.ts';
import { createLatestUse } from './latestUse.ts';
import type { AccountEvents } from './moneyFacts.ts';
import type { Connection } from './open.ts';
import { createPresentLimits, createSessionReadings } from './presentLimits.ts';
import { creditsOf, limitOf, type CreditsRow, type LimitRow } from './readingRows.ts';
import type { CountedEvent, FileCursor, KnownFile } from './records.ts';
import { createRemovedReader } from './retention.ts';
import { createSettingsReader, createUpdateContactReader } from './settings.ts';
import { createUsageSums } from './usageSums.ts';

type EventRow = Omit<CountedEvent, 'project'> & { project: string | null };

const EVENT_COLUMNS = `
  agent.key AS agent, account.folder AS account, session.session_key AS sessionId, project.text AS project,
  model.text AS model, at_ms AS atMs, started_at_ms AS startedAtMs, input_tokens AS inputTokens,
  output_tokens AS outputTokens,
  cache_write_5m_tokens + cache_write_1h_tokens AS cacheWriteTokens,
  cache_read_tokens AS cacheReadTokens, cost_micros AS costMicros`;

const EVENT_TABLES = `
  usage_event JOIN session ON session.id = usage_event.session_id
  JOIN agent ON agent.id = usage_event.agent_id
  LEFT JOIN account ON account.id = usage_event.account_id
  JOIN name AS model ON model.id = model_id
  LEFT JOIN name AS project ON project.id = project_id`;

/** A counted event with all that its price depends on. */
export type BilledEvent = PriceableFact & {
  readonly agent: AgentId;
  readonly account: string | null;
  readonly sessionId: string;
};

/** A session by its last counted event. */
export type SavedSession = Omit<SessionUse, 'account'> & { readonly account: string | null };

type BilledRow = Omit<BilledEvent, 'mode' | 'isUsOnly' | 'isSum'> & {
  mode: number;
  isUsOnly: number;
  isSum: number;
};

/** Of one account's messages: when each was sent, and when the latest was answered. */
export type MessageTimes = { readonly startsMs: number[]; latestAtMs: number };

type CursorRow = {
  agent: AgentId;
  path: string;
  identity: string;
  size: number;
  modified_at_ms: number;
  read_offset: number;
  content_hash: string;
  parser_state: string | null;
  refused_by_reason: string;
  has_partial_line: number;
};

/** @param agents all that events can belong to */
export function createReader(connection: Connection, agents: readonly AgentId[]) {
  const anyAgent = 'usage_event.agent_id IN (SELECT id FROM agent)';
  const thisAgent = 'agent_id = (SELECT id FROM agent WHERE key = ?)';
  const knownFiles = connection
    .prepare<[], [string, AgentId, string, number, number, number]>(
      'SELECT path, agent, identity, size, modified_at_ms, read_offset FROM log_file',
    )
    .raw();
  const cursorAt = connection.prepare<[string], CursorRow>('SELECT * FROM log_file WHERE path = ?');
  const eventsBetween = connection.prepare<[number, number], EventRow>(`
    SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES}
    WHERE ${anyAgent} AND at_ms >= ? AND at_ms < ? AND is_counted = 1`);
  // Grouped before anything is joined: a day has thousands of answers, of a few sessions.
  const sessionsBetween = connection.prepare<[number, number], SavedSession>(`
    SELECT agent.key AS agent, account.folder AS account, session.session_key AS sessionId,
      project.text AS project, model.text AS model, latest.atMs
    FROM (SELECT agent_id, account_id, session_id, project_id, model_id, max(at_ms) AS atMs FROM usage_event
      WHERE ${anyAgent} AND at_ms >= ? AND at_ms < ? AND is_counted = 1 GROUP BY session_id) AS latest
    JOIN session ON session.id = latest.session_id JOIN agent ON agent.id = latest.agent_id
    LEFT JOIN account ON account.id = latest.account_id JOIN name AS model ON model.id = latest.model_id
    LEFT JOIN name AS project ON project.id = latest.project_id`);
  const billedSince = connection.prepare<[number, number], BilledRow>(`
    SELECT agent.key AS agent, account.folder AS account, session.session_key AS sessionId,
      model.text AS model, at_ms AS atMs, input_tokens AS inputTokens, output_tokens AS outputTokens,
      cache_write_5m_tokens AS cacheWrite5mTokens, cache_write_1h_tokens AS cacheWrite1hTokens,
      cache_read_tokens AS cacheReadTokens, web_searches AS webSearches, mode, is_us_only AS isUsOnly,
      ${IS_SUM} AS isSum
    FROM ${EVENT_TABLES} WHERE ${anyAgent} AND at_ms >= ? AND at_ms < ?
      AND is_counted = 1 ORDER BY at_ms`);
  // As two texts: an array for each row of a month would cost more than reading the rows.
  const usesSince = connection
    .prepare<[object], [startedAtMs: string, tokens: string]>(
      `SELECT json_group_array(started_at_ms), json_group_array(input_tokens + output_tokens
         + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens)
       FROM usage_event WHERE agent_id = (SELECT id FROM agent WHERE key = @agent)
         AND at_ms >= @fromMs AND is_counted = 1
         AND iif(account_id IS NULL, @hasOrphans, account_id IN (SELECT id FROM account WHERE folder = @account))`,
    )
    .raw();
  const startsBetween = connection
    .prepare<[string, number, number], [string | null, number, number]>(
      `SELECT account.folder, started_at_ms, at_ms FROM usage_event
         LEFT JOIN account ON account.id = usage_event.account_id
       WHERE usage_event.agent_id = (SELECT id FROM agent WHERE key = ?)
         AND at_ms >= ? AND at_ms < ? AND is_counted = 1 ORDER BY at_ms`,
    )
    .raw();
  const accounts = connection
    .prepare<[string], string>(`SELECT folder FROM account WHERE ${thisAgent} ORDER BY id`)
    .pluck();
  const latest = connection
    .prepare<[string, number], number>(
      `SELECT at_ms FROM usage_event WHERE ${thisAgent} AND at_ms < ? AND is_counted = 1
       ORDER BY at_ms DESC LIMIT 1`,
    )
    .pluck();
  const next = connection
    .prepare<[number], number | null>(
      `SELECT min((SELECT at_ms FROM usage_event WHERE agent_id = agent.id AND at_ms >= ?
         AND is_counted = 1 ORDER BY at_ms LIMIT 1)) FROM agent`,
    )
    .pluck();
  const limitsSince = connection.prepare<[number], LimitRow>(
    'SELECT * FROM limit_reading WHERE observed_at_ms >= ? ORDER BY observed_at_ms',
  );
  const limitsAfter = connection.prepare<[number], LimitRow>(
    'SELECT * FROM limit_reading WHERE id > ? ORDER BY observed_at_ms',
  );
  const newestLimitId = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM limit_reading')
    .pluck();
  const newestCredits = connection.prepare<[], CreditsRow>(`
    SELECT *, max(observed_at_ms) FROM credits_reading GROUP BY agent, account`);
  const refused = connection
    .prepare<[], number>(
      'SELECT coalesce(sum(refused_lines), 0) + coalesce(sum(has_partial_line), 0) FROM log_file',
    )
    .pluck();
  const models = connection
    .prepare<[], string>(
      'SELECT DISTINCT name.text FROM usage_event JOIN name ON name.id = model_id',
    )
    .pluck();
  const countedEvents = connection
    .prepare<[], number>('SELECT count(*) FROM usage_event WHERE is_counted = 1')
    .pluck();
  const ownChanges = connection.prepare<[], number>('SELECT total_changes()').pluck();
  const sqliteVersion = connection.prepare<[], string>('SELECT sqlite_version()').pluck();
  const setting = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();

  return {
    agents,
    ...createUsageSums(connection),
    hosts: createHostReader(connection),
    updateContact: createUpdateContactReader(connection),
    removedBetween: createRemovedReader(connection),
    /** By path, what of each file's cursor tells whether the file has changed. */
    knownFiles(): Map<string, KnownFile> {
      const known = new Map<string, KnownFile>();
      for (const [path, agent, identity, size, modifiedAtMs, readOffset] of knownFiles.all()) {
        known.set(path, { agent, identity, size, modifiedAtMs, readOffset });
      }
      return known;
    },
    /** How far a file has been read; null: not at all. */
    fileCursor: (path: string): FileCursor | null => {
      const row = cursorAt.get(path);
      return row ? cursorOf(row) : null;
    },
    /** Counted events with `fromMs <= atMs < untilMs`, an agent after the other. */
    eventsBetween: (fromMs: number, untilMs: number): IterableIterator<CountedEvent> =>
      eventsBetween.iterate(fromMs, untilMs),
    /** Sessions with counted events of `fromMs <= atMs < untilMs`, each by the last of them. */
    sessionsBetween: (fromMs: number, untilMs: number): SavedSession[] =>
      sessionsBetween.all(fromMs, untilMs),
    /** An account's counted events since an instant, as two columns in no order. */
    usesSince: ({ agent, account, hasOrphans }: AccountEvents, fromMs: number): PastUses => {
      const columns = usesSince.get({ agent, account, hasOrphans: Number(hasOrphans), fromMs });
      const [startedAtMs, tokens] = (columns ?? ['[]', '[]']).map(
        (column) => JSON.parse(column) as number[],
      ) as [number[], number[]];
      return { startedAtMs, tokens };
    },
    /** Counted events since an instant with all that their price depends on, by time. */
    billedSince: (fromMs: number, untilMs = Infinity): BilledEvent[] =>
      billedSince.all(fromMs, untilMs).map((row) => ({
        ...row,
        mode: SERVICE_MODES[row.mode] as ServiceMode,
        isUsOnly: row.isUsOnly === 1,
        isSum: row.isSum === 1,
      })),
    /** When messages were sent and answered, by the time of the answers; one list an account. */
    messagesBetween: (
      agent: AgentId,
      fromMs: number,
      untilMs: number,
    ): Map<string | null, MessageTimes> =>
      messagesByAccount(startsBetween.all(agent, fromMs, untilMs)),
    /** Configuration folders whose logs were saved, the first saved first. */
    accounts: (agent: AgentId): string[] => accounts.all(agent),
    latestEventOf: createLatestUse(connection),
    /** The latest counted event of an agent before an instant; null: there is none. */
    latestEventAtMs: (agent: AgentId, beforeMs: number): number | null =>
      latest.get(agent, beforeMs) ?? null,
    /** The first counted event of any agent from an instant on; null: there is none. */
    nextEventAtMs: (fromMs: number): number | null => next.get(fromMs) ?? null,
    sessionReadings: createSessionReadings(connection),
    presentLimits: createPresentLimits(connection, agents),
    limitReadingsSince: (sinceMs: number): LimitReading[] => limitsSince.all(sinceMs).map(limitOf),
    /** Readings that were saved, or replaced, after the one of that number; oldest first. */
    limitReadingsAfter: (id: number): LimitReading[] => limitsAfter.all(id).map(limitOf),
    /** Number of the reading that was saved last; 0: there is none. */
    newestLimitId: (): number => newestLimitId.get() ?? 0,
    newestCredits: (): CreditsReading[] => newestCredits.all().map(creditsOf),
    refusedLines: (): number => refused.get() ?? 0,
    countedEvents: (): number => countedEvents.get() ?? 0,
    /** Changes when another connection has written to the database; never by this one's own writing. */
    dataVersion: (): number => connection.pragma('data_version', { simple: true }) as number,
    /** The same text as before: nothing was written since, by this connection or another. */
    changeMark: (): string =>
      `${connection.pragma('data_version', { simple: true }) as number}:${ownChanges.get() ?? 0}`,
    sqliteVersion: (): string => sqliteVersion.get() ?? 'unknown',
    /** Every model with events. */
    models: (): string[] => models.all(),
    /** The saved settings as texts; `domain/settingsJournal.ts` reads them. */
    savedSettings: createSettingsReader(connection),
    /** Whether the user has said yes to reading the agents' files. */
    isReadingAllowed: (): boolean => setting.get('readingAllowedAtMs') !== undefined,
    /** When the user allowed reading the agents' files; null: not yet. */
    readingAllowedAtMs: (): number | null => {
      const value = setting.get('readingAllowedAtMs');
      return value === undefined ? null : Number(value);
    },
    priceVersion: (): string | null => setting.get('priceVersion') ?? null,
  };
}

export type Reader = ReturnType<typeof createReader>;

function messagesByAccount(
  rows: readonly (readonly [string | null, number, number])[],
): Map<string | null, MessageTimes> {
  const result = new Map<string | null, MessageTimes>();
  for (const [account, startedAtMs, atMs] of rows) {
    const known = result.get(account);
    if (!known) result.set(account, { startsMs: [startedAtMs], latestAtMs: atMs });
    else {
      known.startsMs.push(startedAtMs);
      known.latestAtMs = Math.max(known.latestAtMs, atMs);
    }
  }
  return result;
}

function cursorOf(row: CursorRow): FileCursor {
  return {
    agent: row.agent,
    path: row.path,
    identity: row.identity,
    size: row.size,
    modifiedAtMs: row.modified_at_ms,
    readOffset: row.read_offset,
    contentHash: row.content_hash,
    parserState: row.parser_state,
    refused: JSON.parse(row.refused_by_reason) as Record<string, number>,
    hasPartialLine: row.has_partial_line === 1,
  };
}
