/** Deciding again which copies of a response count, after copies were saved. The rule: domain/usage.ts. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { countedVariants, variantOf, type GroupRecord, type RecordKind } from '../domain/usage.ts';
import type { Connection } from './open.ts';
import { widen, type SavedSpan } from './span.ts';

/** A response, by the agent that logged it and the key that its copies share. */
export type GroupName = { readonly agentId: number; readonly groupKey: string };

type Row = {
  id: number;
  agent_id: number;
  agent: AgentId;
  group_key: string;
  kind: number;
  request_id: string;
  session_key: string;
  parent_key: string | null;
  is_replay_suspect: number;
  output_tokens: number;
  total_tokens: number;
  at_ms: number;
  is_counted: number;
};

const KINDS: readonly RecordKind[] = ['direct', 'sidechain', 'progress'];

const SELECT_MEMBERS = `
  SELECT usage_event.id AS id, usage_event.agent_id AS agent_id, agent.key AS agent, group_key, kind,
    request_id, session_key, parent_key, is_replay_suspect, output_tokens, at_ms, is_counted,
    input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
      + cache_read_tokens AS total_tokens
  FROM usage_event JOIN session ON session.id = usage_event.session_id
    JOIN agent ON agent.id = usage_event.agent_id`;

export function createGroupResolution(
  connection: Connection,
  isKnownSession: (agent: AgentId, key: string) => boolean,
) {
  const size = connection
    .prepare<[string, number], number>(
      'SELECT count(*) FROM usage_event WHERE group_key = ? AND agent_id = ?',
    )
    .pluck();
  const members = connection.prepare<[string, number], Row>(
    `${SELECT_MEMBERS} WHERE group_key = ? AND usage_event.agent_id = ?`,
  );
  const allUndecided = connection.prepare<[], Row>(`${SELECT_MEMBERS}
    WHERE group_key IN (
      SELECT group_key FROM usage_event GROUP BY group_key HAVING count(*) > 1
      UNION SELECT group_key FROM usage_event WHERE is_replay_suspect = 1)
    ORDER BY group_key, usage_event.agent_id`);
  const suspects = connection.prepare<[], { agent_id: number; group_key: string }>(
    'SELECT DISTINCT agent_id, group_key FROM usage_event WHERE is_replay_suspect = 1',
  );
  const setCounted = connection.prepare<[number, number]>(
    'UPDATE usage_event SET is_counted = ? WHERE id = ?',
  );

  /** Writes what has changed about one group; returns the times of the events concerned. */
  function decide(rows: readonly Row[]): SavedSpan {
    const [first] = rows;
    if (!first) return null;
    const { agent } = first;
    const records = rows.map(recordOf);
    const counted = countedVariants(records, (key) => isKnownSession(agent, key));
    let span: SavedSpan = null;
    rows.forEach((row, index) => {
      const isCounted = Number(counted.has((records[index] as GroupRecord).variant));
      if (isCounted === row.is_counted) return;
      setCounted.run(isCounted, row.id);
      span = widen(span, row.at_ms);
    });
    return span;
  }

  return {
    /** Decides the groups of a few saved events. Most have one member, and that counts already. */
    some(groups: Iterable<GroupName>): SavedSpan {
      let span: SavedSpan = null;
      for (const { agentId, groupKey } of groups) {
        if ((size.get(groupKey, agentId) ?? 0) > 1)
          span = widen(span, decide(members.all(groupKey, agentId)));
      }
      return span;
    },
    /** A parent that turns up late settles what its continuations may keep; there are few of these. */
    suspected(): SavedSpan {
      let span: SavedSpan = null;
      for (const { agent_id, group_key } of suspects.all()) {
        span = widen(span, decide(members.all(group_key, agent_id)));
      }
      return span;
    },
    /** Decides every group there is something to decide about. */
    all(): SavedSpan {
      let span: SavedSpan = null;
      let group: Row[] = [];
      for (const row of allUndecided.all()) {
        const [first] = group;
        if (first && (first.group_key !== row.group_key || first.agent_id !== row.agent_id)) {
          span = widen(span, decide(group));
          group = [];
        }
        group.push(row);
      }
      return widen(span, decide(group));
    },
  };
}

function recordOf(row: Row): GroupRecord {
  const identity = {
    kind: KINDS[row.kind] as RecordKind,
    requestId: row.request_id === '' ? null : row.request_id,
    sessionId: row.session_key,
  };
  return {
    ...identity,
    variant: variantOf(identity),
    parentSessionId: row.parent_key,
    isReplaySuspect: row.is_replay_suspect === 1,
    outputTokens: row.output_tokens,
    totalTokens: row.total_tokens,
    atMs: row.at_ms,
  };
}
