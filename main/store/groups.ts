/** Deciding again which copies of a response count, after copies were saved. The rule: domain/usage.ts. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import {
  countedVariants,
  RECORD_KINDS,
  variantOf,
  type GroupRecord,
  type RecordKind,
} from '../domain/usage.ts';
import type { Connection } from './open.ts';
import { widen, type SavedSpan } from './span.ts';

/** A response, by the agent that logged it and the key that its copies share. */
export type GroupName = { readonly agentId: number; readonly groupKey: string };

/** A record of a response, without names, which many of its kind share. */
type Row = readonly [
  id: number,
  agentId: number,
  groupKey: string,
  kind: number,
  requestId: string,
  sessionId: number,
  isReplaySuspect: number,
  outputTokens: number,
  atMs: number,
  isCounted: number,
  totalTokens: number,
];

type Session = { readonly agent: AgentId; readonly key: string; readonly parentKey: string | null };

const ECHO = RECORD_KINDS.indexOf('progress');

const SELECT_MEMBERS = `
  SELECT id, agent_id, group_key, kind, request_id, session_id, is_replay_suspect, output_tokens, at_ms, is_counted,
    input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens
  FROM usage_event`;

/** Agents none of whose sessions continues another one: no record of theirs can be a copy of its parent's. */
const WITHOUT_PARENTS = `(SELECT id FROM agent WHERE NOT EXISTS (
  SELECT 1 FROM session WHERE session.agent = agent.key AND parent_key IS NOT NULL))`;

/**
 * Nearly all groups of several records are one answer with its echoes, which do not count beside it and need no
 * further look; `countedVariants` says the same of them.
 */
const DROP_ECHOES = `
  UPDATE usage_event AS echo SET is_counted = 0
  WHERE kind = ${ECHO} AND is_counted = 1 AND agent_id IN ${WITHOUT_PARENTS} AND (
    SELECT count(*) FROM usage_event AS answer WHERE answer.group_key = echo.group_key
      AND answer.agent_id = echo.agent_id AND answer.kind <> ${ECHO}) = 1
  RETURNING at_ms`;
/** The other groups of several records, and echoes of nothing, which may count or not so far. */
const GROUPS_TO_DECIDE = `
  SELECT group_key FROM usage_event GROUP BY group_key
  HAVING iif(count(*) = 1, kind = ${ECHO}, sum(kind <> ${ECHO}) <> 1 OR min(agent_id) <> max(agent_id)
    OR agent_id NOT IN ${WITHOUT_PARENTS})`;

export function createGroupResolution(
  connection: Connection,
  isKnownSession: (agent: AgentId, key: string) => boolean,
) {
  const size = connection
    .prepare<[string, number], number>(
      'SELECT count(*) FROM usage_event WHERE group_key = ? AND agent_id = ?',
    )
    .pluck();
  const members = connection
    .prepare<[string, number], Row>(`${SELECT_MEMBERS} WHERE group_key = ? AND agent_id = ?`)
    .raw();
  const undecided = connection
    .prepare<[], Row>(
      `${SELECT_MEMBERS}
    WHERE group_key IN (${GROUPS_TO_DECIDE}
      UNION SELECT group_key FROM usage_event WHERE is_replay_suspect = 1)
    ORDER BY group_key, agent_id`,
    )
    .raw();
  const dropEchoes = connection.prepare<[], number>(DROP_ECHOES).pluck();
  const session = connection.prepare<[number], Session>(
    `SELECT agent, session_key AS key, parent_key AS parentKey FROM session WHERE id = ?`,
  );
  const suspects = connection.prepare<[], { agent_id: number; group_key: string }>(
    'SELECT DISTINCT agent_id, group_key FROM usage_event WHERE is_replay_suspect = 1',
  );
  const groupsOf = connection.prepare<[number], { agent_id: number; group_key: string }>(
    'SELECT DISTINCT agent_id, group_key FROM usage_event WHERE session_id = ?',
  );
  const setCounted = connection.prepare<[number, number]>(
    'UPDATE usage_event SET is_counted = ? WHERE id = ?',
  );

  /** Sessions by their id, as they are now. */
  function createSessions(): (id: number) => Session {
    const known = new Map<number, Session>();
    return (id) => {
      const found = known.get(id) ?? session.get(id);
      if (found === undefined) throw new Error('an event of a session that is not there');
      known.set(id, found);
      return found;
    };
  }

  /** Writes what has changed about one group; returns the times of the events concerned. */
  function decide(rows: readonly Row[], sessionOf: (id: number) => Session): SavedSpan {
    const [first] = rows;
    if (!first) return null;
    const { agent } = sessionOf(first[5]);
    const records = rows.map((row) => recordOf(row, sessionOf(row[5])));
    const counted = countedVariants(records, (key) => isKnownSession(agent, key));
    let span: SavedSpan = null;
    rows.forEach(([id, , , , , , , , atMs, wasCounted], index) => {
      const isCounted = Number(counted.has((records[index] as GroupRecord).variant));
      if (isCounted === wasCounted) return;
      setCounted.run(isCounted, id);
      span = widen(span, atMs);
    });
    return span;
  }

  return {
    /** Decides the groups of a few saved events. Most have one member, and that counts already. */
    some(groups: Iterable<GroupName>): SavedSpan {
      const sessionOf = createSessions();
      let span: SavedSpan = null;
      for (const { agentId, groupKey } of groups) {
        if ((size.get(groupKey, agentId) ?? 0) > 1)
          span = widen(span, decide(members.all(groupKey, agentId), sessionOf));
      }
      return span;
    },
    /** A session that turns out to continue another one may hold copies of it. */
    ofSessions(ids: readonly number[]): SavedSpan {
      const sessionOf = createSessions();
      let span: SavedSpan = null;
      for (const { agent_id, group_key } of ids.flatMap((id) => groupsOf.all(id))) {
        span = widen(span, decide(members.all(group_key, agent_id), sessionOf));
      }
      return span;
    },
    /** A parent that turns up late settles what its continuations may keep; there are few of these. */
    suspected(): SavedSpan {
      const sessionOf = createSessions();
      let span: SavedSpan = null;
      for (const { agent_id, group_key } of suspects.all()) {
        span = widen(span, decide(members.all(group_key, agent_id), sessionOf));
      }
      return span;
    },
    /**
     * Decides every group there is something to decide about.
     * @param areEchoesOut echoes do not count so far, as if each had an answer beside it
     */
    all(areEchoesOut: boolean): SavedSpan {
      const sessionOf = createSessions();
      let span = areEchoesOut ? null : dropEchoes.all().reduce<SavedSpan>(widen, null);
      let group: Row[] = [];
      for (const row of undecided.all()) {
        const [first] = group;
        if (first && (first[2] !== row[2] || first[1] !== row[1])) {
          span = widen(span, decide(group, sessionOf));
          group = [];
        }
        group.push(row);
      }
      return widen(span, decide(group, sessionOf));
    },
  };
}

function recordOf(
  [, , , kind, requestId, , isReplaySuspect, outputTokens, atMs, , totalTokens]: Row,
  { key, parentKey }: Session,
): GroupRecord {
  const identity = {
    kind: RECORD_KINDS[kind] as RecordKind,
    requestId: requestId === '' ? null : requestId,
    sessionId: key,
  };
  return {
    ...identity,
    variant: variantOf(identity),
    parentSessionId: parentKey,
    isReplaySuspect: isReplaySuspect === 1,
    outputTokens,
    totalTokens,
    atMs,
  };
}
