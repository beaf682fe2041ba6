/** Deciding again which copies of a response count, after copies were saved. The rule: domain/usage.ts. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { countedVariants, type GroupRecord, type RecordKind } from '../domain/usage.ts';
import type { Connection } from './open.ts';
import { widen, type SavedSpan } from './span.ts';

/** A response, by the agent that logged it and the key that its copies share. */
export type GroupName = { readonly agent: AgentId; readonly groupKey: string };

type Row = {
  agent: AgentId;
  group_key: string;
  variant: string;
  kind: RecordKind;
  request_id: string | null;
  session_key: string;
  parent_key: string | null;
  is_replay_suspect: number;
  output_tokens: number;
  total_tokens: number;
  at_ms: number;
  is_counted: number;
};

const SELECT_MEMBERS = `
  SELECT usage_event.agent AS agent, group_key, variant, kind, request_id, session_key, parent_key,
    is_replay_suspect, output_tokens, at_ms, is_counted,
    input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
      + cache_read_tokens AS total_tokens
  FROM usage_event JOIN session ON session.id = usage_event.session_id`;

export function createGroupResolution(
  connection: Connection,
  isKnownSession: (agent: AgentId, key: string) => boolean,
) {
  const size = connection
    .prepare<[string, string], number>(
      'SELECT count(*) FROM usage_event WHERE agent = ? AND group_key = ?',
    )
    .pluck();
  const members = connection.prepare<[string, string], Row>(
    `${SELECT_MEMBERS} WHERE usage_event.agent = ? AND group_key = ?`,
  );
  const allUndecided = connection.prepare<[], Row>(`${SELECT_MEMBERS}
    WHERE is_replay_suspect = 1 OR (usage_event.agent, group_key) IN
      (SELECT agent, group_key FROM usage_event GROUP BY agent, group_key HAVING count(*) > 1)
    ORDER BY usage_event.agent, group_key`);
  const suspects = connection.prepare<[], { agent: AgentId; group_key: string }>(
    'SELECT DISTINCT agent, group_key FROM usage_event WHERE is_replay_suspect = 1',
  );
  const setCounted = connection.prepare<[number, string, string, string]>(
    'UPDATE usage_event SET is_counted = ? WHERE agent = ? AND group_key = ? AND variant = ?',
  );

  /** Writes what has changed about one group; returns the times of the events concerned. */
  function decide(rows: readonly Row[]): SavedSpan {
    const [first] = rows;
    if (!first) return null;
    const { agent } = first;
    const counted = countedVariants(rows.map(recordOf), (key) => isKnownSession(agent, key));
    let span: SavedSpan = null;
    for (const row of rows) {
      const isCounted = Number(counted.has(row.variant));
      if (isCounted === row.is_counted) continue;
      setCounted.run(isCounted, agent, row.group_key, row.variant);
      span = widen(span, row.at_ms);
    }
    return span;
  }

  return {
    /** Decides the groups of a few saved events. Most have one member, and that counts already. */
    some(groups: Iterable<GroupName>): SavedSpan {
      let span: SavedSpan = null;
      for (const { agent, groupKey } of groups) {
        if ((size.get(agent, groupKey) ?? 0) > 1)
          span = widen(span, decide(members.all(agent, groupKey)));
      }
      return span;
    },
    /** A parent that turns up late settles what its continuations may keep; there are few of these. */
    suspected(): SavedSpan {
      let span: SavedSpan = null;
      for (const { agent, group_key } of suspects.all()) {
        span = widen(span, decide(members.all(agent, group_key)));
      }
      return span;
    },
    /** Decides every group there is something to decide about. */
    all(): SavedSpan {
      let span: SavedSpan = null;
      let group: Row[] = [];
      for (const row of allUndecided.all()) {
        const [first] = group;
        if (first && (first.group_key !== row.group_key || first.agent !== row.agent)) {
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
  return {
    variant: row.variant,
    kind: row.kind,
    requestId: row.request_id,
    sessionId: row.session_key,
    parentSessionId: row.parent_key,
    isReplaySuspect: row.is_replay_suspect === 1,
    outputTokens: row.output_tokens,
    totalTokens: row.total_tokens,
    atMs: row.at_ms,
  };
}
