/** Saving one event: by far the most frequent of all statements. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { RecordKind, ServiceMode, UsageFact } from '../domain/usage.ts';
import type { createNames } from './names.ts';
import type { Connection } from './open.ts';
import type { PricedFact } from './records.ts';

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
const saveEventOf = (values: string, isCounted: boolean): string => `
INSERT INTO usage_event (agent_id, account_id, group_key, request_id, kind, loose_session_id, session_id,
  is_replay_suspect, project_id, model_id, at_ms, started_at_ms, input_tokens, output_tokens,
  cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only,
  cost_micros, is_counted)
VALUES (${values}, ${Number(isCounted)})
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

const EVENT = '?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?';
/** Of a request with an id and nothing out of the ordinary, as nearly all are: each value takes time to hand over. */
const PLAIN_EVENT = '?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?';

/** Events of an older version do not say whose they are until their files are read again. */
const ADOPT_EVENT = `
UPDATE usage_event SET account_id = ? WHERE group_key = ? AND account_id IS NULL AND agent_id = ?`;

const KIND_CODES: Readonly<Record<RecordKind, number>> = { direct: 0, sidechain: 1, progress: 2 };
const MODE_CODES: Readonly<Record<ServiceMode, number>> = { standard: 0, fast: 1, batch: 2 };

/** Whose facts are saved. */
export type EventOwner = {
  readonly agentId: number;
  readonly accountId: number;
  readonly agent: AgentId;
};

/**
 * @returns saves an event, and tells whether the database is another than before; `isUncounted`: when it is new, it does
 *   not count until its group is decided
 */
export function createEventWriter(
  connection: Connection,
  names: Pick<ReturnType<typeof createNames>, 'nameId' | 'sessionId'>,
): (owner: EventOwner, priced: PricedFact, isUncounted: boolean) => boolean {
  const statementsOf = (isCounted: boolean) => ({
    event: connection.prepare(saveEventOf(EVENT, isCounted)),
    plainEvent: connection.prepare(saveEventOf(PLAIN_EVENT, isCounted)),
  });
  const counted = statementsOf(true);
  const uncounted = statementsOf(false);
  const adoptEvent = connection.prepare(ADOPT_EVENT);
  const hasOrphans =
    connection.prepare('SELECT 1 FROM usage_event WHERE account_id IS NULL LIMIT 1').get() !==
    undefined;

  return ({ agentId, accountId, agent }, { fact, costMicros }, isUncounted) => {
    const save = isUncounted ? uncounted : counted;
    if (hasOrphans) adoptEvent.run(accountId, fact.groupKey, agentId);
    const sessionId = names.sessionId(agent, fact.sessionId, fact.parentSessionId);
    const projectId = fact.project === null ? null : names.nameId(fact.project);
    const modelId = names.nameId(fact.model);
    const result = isPlain(fact)
      ? save.plainEvent.run(
          agentId,
          accountId,
          fact.groupKey,
          fact.requestId,
          KIND_CODES[fact.kind],
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
          KIND_CODES[fact.kind],
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
          MODE_CODES[fact.mode],
          Number(fact.isUsOnly),
          costMicros,
        );
    return result.changes > 0;
  };
}

/** Whether the plain statement says all of it. */
function isPlain(fact: UsageFact): boolean {
  return (
    fact.requestId !== null &&
    fact.mode === 'standard' &&
    fact.webSearches === 0 &&
    !fact.isReplaySuspect &&
    !fact.isUsOnly
  );
}
