/** Sessions as sums, and the answers of one. Reads only. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { PriceableFact } from '../domain/pricing.ts';
import type { SessionModelSums } from '../domain/review/sessionRows.ts';
import { SERVICE_MODES, type ServiceMode } from '../domain/usage.ts';
import { IS_SUM } from './isSum.ts';
import type { Connection } from './open.ts';

type SumsRow = {
  sessionRow: number;
  agent: AgentId;
  sessionId: string;
  parentId: string | null;
  account: string | null;
  project: string | null;
  modelRow: number;
  model: string;
  startedAtMs: number;
  lastAtMs: number;
  answers: number;
  unpricedAnswers: number;
  input: number;
  output: number;
  cacheWrite: number;
  cacheRead: number;
  costMicros: number | null;
};

type PaidRow = {
  sessionRow: number;
  modelRow: number;
  creditMicros: number;
  creditAnswers: number;
  unclearAnswers: number;
};

/** One counted answer of a session, with what its price depends on. */
export type SessionAnswer = PriceableFact & {
  readonly sessionId: string;
  /** False for answers of helpers within the same session. */
  readonly isMain: boolean;
  readonly startedAtMs: number;
  readonly costMicros: number | null;
  readonly isPaid: boolean;
};

type AnswerRow = Omit<SessionAnswer, 'isMain' | 'mode' | 'isUsOnly' | 'isSum' | 'isPaid'> & {
  isMain: number;
  mode: number;
  isUsOnly: number;
  isSum: number;
  isPaid: number;
};

/** `fromMs <= atMs <= untilMs`. */
type AnswersQuestion = {
  readonly agent: AgentId;
  readonly sessionId: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

/** How many helpers deep a family of sessions is followed. */
const FAMILY = `
  WITH RECURSIVE family (id, session_key, depth) AS (
    SELECT id, session_key, 0 FROM session WHERE agent = @agent AND session_key = @sessionId
    UNION
    SELECT child.id, child.session_key, depth + 1 FROM family
      JOIN session AS child ON child.agent = @agent AND child.parent_key = family.session_key
    WHERE depth < 8)`;

const EVENT_KEY = "group_key || '|' || request_id || '|' || kind || '|' || loose_session_id";

/** Reads what the Sessions page shows. */
export function createSessionsReader(connection: Connection) {
  const sums = connection.prepare<[number], SumsRow>(`
    SELECT session.id AS sessionRow, session.agent AS agent, session.session_key AS sessionId,
      session.parent_key AS parentId, account.folder AS account, project.text AS project,
      model.id AS modelRow, model.text AS model, startedAtMs, lastAtMs, answers, unpricedAnswers, input,
      output, cacheWrite, cacheRead, costMicros
    FROM (
      SELECT session_id, model_id, max(account_id) AS account_id, max(project_id) AS project_id,
        min(started_at_ms) AS startedAtMs, max(at_ms) AS lastAtMs, count(*) AS answers,
        count(*) - count(cost_micros) AS unpricedAnswers, sum(input_tokens) AS input,
        sum(output_tokens) AS output, sum(cache_write_5m_tokens + cache_write_1h_tokens) AS cacheWrite,
        sum(cache_read_tokens) AS cacheRead, sum(cost_micros) AS costMicros
      FROM usage_event WHERE agent_id IN (SELECT id FROM agent) AND at_ms >= ? AND is_counted = 1
      GROUP BY session_id, model_id)
    JOIN session ON session.id = session_id JOIN name AS model ON model.id = model_id
      LEFT JOIN account ON account.id = account_id LEFT JOIN name AS project ON project.id = project_id`);
  const paid = connection.prepare<[number], PaidRow>(`
    SELECT session_id AS sessionRow, model_id AS modelRow,
      coalesce(sum(cost_micros) FILTER (WHERE side = 'credits'), 0) AS creditMicros,
      count(*) FILTER (WHERE side = 'credits') AS creditAnswers,
      count(*) FILTER (WHERE side = 'unknown') AS unclearAnswers
    FROM paid_event WHERE at_ms >= ? GROUP BY session_id, model_id`);
  const answers = connection.prepare<[AnswersQuestion], AnswerRow>(`
    ${FAMILY}
    SELECT family.session_key AS sessionId, usage_event.kind = 0 AS isMain, model.text AS model,
      usage_event.at_ms AS atMs, started_at_ms AS startedAtMs, input_tokens AS inputTokens,
      output_tokens AS outputTokens, cache_write_5m_tokens AS cacheWrite5mTokens,
      cache_write_1h_tokens AS cacheWrite1hTokens, cache_read_tokens AS cacheReadTokens,
      web_searches AS webSearches, mode, is_us_only AS isUsOnly, ${IS_SUM} AS isSum, usage_event.cost_micros AS costMicros,
      EXISTS (SELECT 1 FROM paid_event WHERE paid_event.session_id = usage_event.session_id
        AND paid_event.agent = @agent AND paid_event.at_ms = usage_event.at_ms AND side = 'credits'
        AND event_key = ${EVENT_KEY}) AS isPaid
    FROM usage_event JOIN family ON family.id = usage_event.session_id
      JOIN name AS model ON model.id = model_id
    WHERE usage_event.agent_id = (SELECT id FROM agent WHERE key = @agent)
      AND usage_event.at_ms BETWEEN @fromMs AND @untilMs AND is_counted = 1
    ORDER BY usage_event.at_ms`);
  const paths = connection
    .prepare<[string], string>(
      `SELECT path FROM log_file WHERE agent = ? ORDER BY modified_at_ms DESC`,
    )
    .pluck();
  const hits = connection
    .prepare<[string, string, number, number], number>(
      `SELECT DISTINCT observed_at_ms FROM limit_reading
       WHERE agent = ? AND account = ? AND observed_at_ms BETWEEN ? AND ? AND source = 'limit-error'
       ORDER BY observed_at_ms`,
    )
    .pluck();

  return {
    /** Sums by session and model of answers from an instant on. */
    sumsSince(fromMs: number): SessionModelSums[] {
      const ofPaid = new Map(
        paid.all(fromMs).map((row) => [`${row.sessionRow} ${row.modelRow}`, row]),
      );
      return sums.all(fromMs).map((row) => sumsOf(row, ofPaid));
    },
    /** Counted answers of a session and its helpers within a span that its index makes quick, by time. */
    answersOf: (question: AnswersQuestion): SessionAnswer[] =>
      answers.all(question).map((row) => ({
        ...row,
        isMain: row.isMain === 1,
        mode: SERVICE_MODES[row.mode] as ServiceMode,
        isUsOnly: row.isUsOnly === 1,
        isSum: row.isSum === 1,
        isPaid: row.isPaid === 1,
      })),
    /** Log files that were read, the last changed first. */
    logPaths: (agent: AgentId): string[] => paths.all(agent),
    /** When the agent said that a limit was reached, from the first to the second instant. */
    limitHits: (agent: AgentId, account: string, fromMs: number, untilMs: number): number[] =>
      hits.all(agent, account, fromMs, untilMs),
  };
}

function sumsOf(row: SumsRow, ofPaid: ReadonlyMap<string, PaidRow>): SessionModelSums {
  const { sessionRow, modelRow, input, output, cacheWrite, cacheRead, ...rest } = row;
  const paidPart = ofPaid.get(`${sessionRow} ${modelRow}`);
  return {
    ...rest,
    tokens: { input, output, cacheWrite, cacheRead },
    creditMicros: paidPart?.creditMicros ?? 0,
    creditAnswers: paidPart?.creditAnswers ?? 0,
    unclearAnswers: paidPart?.unclearAnswers ?? 0,
  };
}
