/** The rows that an events file is written from. Each call is one pass; nothing is held in memory. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import {
  STATEMENTS,
  type AccountLine,
  type EventLine,
  type SessionLine,
  type StatementLine,
  type StatementType,
} from '../domain/eventFile/shapes.ts';
import { RECORD_KINDS, SERVICE_MODES } from '../domain/usage.ts';
import type { Connection } from './open.ts';

/** `fromMs <= atMs < untilMs`. */
export type RowSpan = { readonly fromMs: number; readonly untilMs: number };

type EventRow = Record<'kind' | 'mode' | 'isReplaySuspect' | 'isUsOnly' | 'isCounted', number> &
  Omit<EventLine, 'type' | 'kind' | 'mode' | 'isReplaySuspect' | 'isUsOnly' | 'isCounted'>;

const EVENTS = `
  SELECT agent.key AS agent, account.folder AS account, group_key AS "group",
    nullif(request_id, '') AS request, kind, session.session_key AS session,
    is_replay_suspect AS isReplaySuspect, project.text AS project,
    model.text AS model, at_ms AS atMs, started_at_ms AS startedAtMs, input_tokens AS inputTokens,
    output_tokens AS outputTokens, cache_write_5m_tokens AS cacheWrite5mTokens,
    cache_write_1h_tokens AS cacheWrite1hTokens, cache_read_tokens AS cacheReadTokens,
    web_searches AS webSearches, mode, is_us_only AS isUsOnly, is_counted AS isCounted,
    cost_micros AS costMicros
  FROM usage_event JOIN session ON session.id = usage_event.session_id
    JOIN agent ON agent.id = usage_event.agent_id
    LEFT JOIN account ON account.id = usage_event.account_id
    JOIN name AS model ON model.id = model_id
    LEFT JOIN name AS project ON project.id = project_id
  WHERE at_ms >= @fromMs AND at_ms < @untilMs ORDER BY usage_event.id`;

/** What stands in a statement's table; the time that decides whether it is within the days asked for. */
const TIMES: Readonly<Record<StatementType, string>> = {
  'limit-reading': 'observed_at_ms',
  'credits-reading': 'observed_at_ms',
  'credit-use-reading': 'observed_at_ms',
  'agent-session-cost': 'as_of_ms',
  'cache-lifetime-change': 'at_ms',
};

/** `limit-reading`: `limit_reading`; `observedAtMs`: `observed_at_ms`; a session is kept by its key. */
export function tableOf(type: StatementType): string {
  return type.replaceAll('-', '_');
}
export function columnOf(field: string): string {
  if (field === 'session') return 'session_key';
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
export function fieldsOf(type: StatementType): string[] {
  return Object.keys(STATEMENTS[type]);
}

/** Whether a field is a truth, which the table keeps as 0 or 1. */
function isTruth(field: string): boolean {
  return /^(?:is|has)[A-Z]/.test(field);
}

export function createEventFileRows(connection: Connection) {
  const accounts = connection.prepare<
    [],
    { agent: AgentId; folder: string; host: string | null; isTakenIn: number }
  >(`SELECT agent.key AS agent, folder, host, is_taken_in AS isTakenIn
     FROM account JOIN agent ON agent.id = account.agent_id ORDER BY account.id`);
  const sessions = connection.prepare<[], Omit<SessionLine, 'type'>>(
    'SELECT agent, session_key AS session, parent_key AS parentSession FROM session ORDER BY id',
  );
  const sessionCount = connection.prepare<[], number>('SELECT count(*) FROM session').pluck();
  const events = connection.prepare<[RowSpan], EventRow>(EVENTS);
  const eventCounts = connection.prepare<[RowSpan], EventCounts>(`
    SELECT count(*) AS events, coalesce(sum(is_counted), 0) AS counted,
      coalesce(sum(is_counted = 1 AND cost_micros IS NULL), 0) AS unpriced,
      min(at_ms) AS firstAtMs, max(at_ms) AS lastAtMs
    FROM usage_event WHERE at_ms >= @fromMs AND at_ms < @untilMs`);
  const removed = connection
    .prepare<[], number>('SELECT coalesce(sum(events), 0) FROM removed_usage')
    .pluck();

  return {
    accounts: (): AccountLine[] =>
      accounts.all().map((row) => ({ type: 'account', ...row, isTakenIn: row.isTakenIn === 1 })),
    *sessions(): Generator<SessionLine> {
      for (const row of sessions.iterate()) yield { type: 'session', ...row };
    },
    sessionCount: (): number => sessionCount.get() ?? 0,
    *events(span: RowSpan): Generator<EventLine> {
      for (const row of events.iterate(span)) {
        yield {
          type: 'event',
          ...row,
          kind: RECORD_KINDS[row.kind] as string,
          mode: SERVICE_MODES[row.mode] as string,
          isReplaySuspect: row.isReplaySuspect === 1,
          isUsOnly: row.isUsOnly === 1,
          isCounted: row.isCounted === 1,
        };
      }
    },
    *statements(type: StatementType, span: RowSpan): Generator<StatementLine> {
      const fields = fieldsOf(type);
      const columns = fields.map((field) => `${columnOf(field)} AS ${field}`).join(', ');
      const rows = connection.prepare<[RowSpan], Record<string, string | number | null>>(
        `SELECT ${columns} FROM ${tableOf(type)}
         WHERE ${TIMES[type]} >= @fromMs AND ${TIMES[type]} < @untilMs ORDER BY ${TIMES[type]}`,
      );
      const truths = fields.filter(isTruth);
      for (const row of rows.iterate(span)) {
        const line: Record<string, string | number | boolean | null> = { ...row };
        for (const field of truths) line[field] = row[field] === null ? null : row[field] === 1;
        yield { type, ...line };
      }
    },
    statementCount(type: StatementType, span: RowSpan): number {
      return connection
        .prepare<[RowSpan], number>(
          `SELECT count(*) FROM ${tableOf(type)}
           WHERE ${TIMES[type]} >= @fromMs AND ${TIMES[type]} < @untilMs`,
        )
        .pluck()
        .get(span) as number;
    },
    eventCounts: (span: RowSpan): EventCounts => eventCounts.get(span) as EventCounts,
    /** Answers whose detail was removed: their sums are no events and stay here. */
    removedAnswers: (): number => removed.get() ?? 0,
  };
}

export type EventCounts = {
  /** All records, also copies that do not count. */
  readonly events: number;
  readonly counted: number;
  /** Of those that count. */
  readonly unpriced: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
};
