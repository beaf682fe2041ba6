/** One row of `usage_event`, put in or replaced: the larger record of a response wins (domain/usage.ts). */
import { RECORD_KINDS, SERVICE_MODES, type UsageFact } from '../domain/usage.ts';
import type { Connection } from './open.ts';

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

/**
 * A later record of the same response replaces the earlier one when it is larger; see domain/usage.ts. One that is no
 * longer suspected of being a copy counts again, as far as its group does not say otherwise.
 */
export function onSameRecord(accountId = 'excluded.account_id'): string {
  return `ON CONFLICT DO UPDATE SET
  account_id = ${accountId}, session_id = excluded.session_id,
  is_replay_suspect = excluded.is_replay_suspect,
  project_id = excluded.project_id, model_id = excluded.model_id, at_ms = excluded.at_ms,
  started_at_ms = min(started_at_ms, excluded.started_at_ms), input_tokens = excluded.input_tokens,
  output_tokens = excluded.output_tokens, cache_write_5m_tokens = excluded.cache_write_5m_tokens,
  cache_write_1h_tokens = excluded.cache_write_1h_tokens, cache_read_tokens = excluded.cache_read_tokens,
  web_searches = excluded.web_searches, mode = excluded.mode, is_us_only = excluded.is_us_only,
  cost_micros = excluded.cost_micros,
  is_counted = iif(usage_event.is_replay_suspect > excluded.is_replay_suspect, 1, usage_event.is_counted)
WHERE ${NEW_FIGURES} > ${FIGURES}
  OR (${NEW_FIGURES} = ${FIGURES} AND ${tieRanks('excluded')} < ${tieRanks('usage_event')})`;
}

const upsertOf = (values: string, isCounted: boolean): string => `
INSERT INTO usage_event (agent_id, account_id, group_key, request_id, kind, loose_session_id, session_id,
  is_replay_suspect, project_id, model_id, at_ms, started_at_ms, input_tokens, output_tokens,
  cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only,
  cost_micros, is_counted)
VALUES (${values}, ${Number(isCounted)})
${onSameRecord()}`;

const EVENT = '?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?';
/** Of a request with an id and nothing out of the ordinary, as nearly all are: each value takes time to hand over. */
const PLAIN_EVENT = '?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?';

/** A record with the ids of what it names. */
export type EventWithIds = {
  readonly agentId: number;
  /** null: written by a version that did not keep whose it is. */
  readonly accountId: number | null;
  readonly sessionId: number;
  readonly modelId: number;
  readonly projectId: number | null;
  readonly fact: Omit<UsageFact, 'sessionId' | 'parentSessionId' | 'project' | 'model'>;
  readonly costMicros: number | null;
};

/**
 * To be called in a transaction; `isUncounted`: a new record does not count until its group is decided.
 * @returns whether the record was new, or larger than the one that was there
 */
export function createEventUpsert(
  connection: Connection,
): (event: EventWithIds, isUncounted?: boolean) => boolean {
  const statementsOf = (isCounted: boolean) => ({
    event: connection.prepare(upsertOf(EVENT, isCounted)),
    plainEvent: connection.prepare(upsertOf(PLAIN_EVENT, isCounted)),
  });
  const counted = statementsOf(true);
  const uncounted = statementsOf(false);
  return (
    { agentId, accountId, sessionId, modelId, projectId, fact, costMicros },
    isUncounted = false,
  ) => {
    const save = isUncounted ? uncounted : counted;
    const result = isPlain(fact)
      ? save.plainEvent.run(
          agentId,
          accountId,
          fact.groupKey,
          fact.requestId,
          RECORD_KINDS.indexOf(fact.kind),
          sessionId,
          projectId,
          modelId,
          fact.atMs,
          fact.startedAtMs,
          fact.inputTokens,
          fact.outputTokens,
          fact.cacheWrite5mTokens,
          fact.cacheWrite1hTokens,
          fact.cacheReadTokens,
          costMicros,
        )
      : save.event.run(
          agentId,
          accountId,
          fact.groupKey,
          fact.requestId ?? '',
          RECORD_KINDS.indexOf(fact.kind),
          fact.requestId === null ? sessionId : 0,
          sessionId,
          Number(fact.isReplaySuspect),
          projectId,
          modelId,
          fact.atMs,
          fact.startedAtMs,
          fact.inputTokens,
          fact.outputTokens,
          fact.cacheWrite5mTokens,
          fact.cacheWrite1hTokens,
          fact.cacheReadTokens,
          fact.webSearches,
          SERVICE_MODES.indexOf(fact.mode),
          Number(fact.isUsOnly),
          costMicros,
        );
    return result.changes > 0;
  };
}

/** Whether the plain statement says all of it. */
function isPlain(fact: EventWithIds['fact']): boolean {
  return (
    fact.requestId !== null &&
    fact.mode === 'standard' &&
    fact.webSearches === 0 &&
    !fact.isReplaySuspect &&
    !fact.isUsOnly
  );
}
