/** Deciding again which copies of a response count, after copies were saved. The rule: domain/usage.ts. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import {
  countedVariants,
  type GroupRecord,
  type RecordKind,
  type UsageFact,
} from '../domain/usage.ts';
import type { Connection } from './open.ts';
import type { SavedSpan } from './saveBatches.ts';

/** Above this many groups one pass over the whole table is cheaper than looking up each. */
const LOOK_UP_AT_MOST = 500;

export type TouchedGroups = {
  add(agent: AgentId, fact: Pick<UsageFact, 'groupKey' | 'atMs' | 'isReplaySuspect'>): void;
};

type Touched = TouchedGroups & {
  readonly keys: Map<string, { agent: AgentId; groupKey: string }>;
  span: { fromMs: number; untilMs: number } | null;
  hasSuspects: boolean;
};

type Row = {
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

type Group = { agent: AgentId; group_key: string };

const TOTAL =
  'input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens';

export function createGroupResolution(
  connection: Connection,
  isKnownSession: (agent: AgentId, key: string) => boolean,
) {
  const members = connection.prepare<[string, string], Row>(`
    SELECT variant, kind, request_id, session_key, parent_key, is_replay_suspect, output_tokens,
      ${TOTAL} AS total_tokens, at_ms, is_counted
    FROM usage_event JOIN session ON session.id = usage_event.session_id
    WHERE usage_event.agent = ? AND group_key = ?`);
  const crowded = connection.prepare<[], Group>(`
    SELECT agent, group_key FROM usage_event GROUP BY agent, group_key HAVING count(*) > 1`);
  const suspects = connection.prepare<[], Group>(`
    SELECT DISTINCT agent, group_key FROM usage_event WHERE is_replay_suspect = 1`);
  const size = connection
    .prepare<[string, string], number>(
      'SELECT count(*) FROM usage_event WHERE agent = ? AND group_key = ?',
    )
    .pluck();
  const setCounted = connection.prepare<[number, string, string, string]>(`
    UPDATE usage_event SET is_counted = ? WHERE agent = ? AND group_key = ? AND variant = ?`);

  function begin(): Touched {
    const keys: Touched['keys'] = new Map();
    const touched: Touched = {
      keys,
      span: null,
      hasSuspects: false,
      add(agent, { groupKey, atMs, isReplaySuspect }) {
        keys.set(`${agent}|${groupKey}`, { agent, groupKey });
        touched.span = widen(touched.span, atMs);
        touched.hasSuspects ||= isReplaySuspect;
      },
    };
    return touched;
  }

  function resolveGroup(touched: Touched, agent: AgentId, groupKey: string): void {
    const rows = members.all(agent, groupKey);
    const counted = countedVariants(rows.map(recordOf), (key) => isKnownSession(agent, key));
    for (const row of rows) {
      const isCounted = Number(counted.has(row.variant));
      if (isCounted === row.is_counted) continue;
      setCounted.run(isCounted, agent, groupKey, row.variant);
      touched.span = widen(touched.span, row.at_ms);
    }
  }

  /** Groups in which there is something to decide; most have one member, and that counts. */
  function* undecided(touched: Touched): Generator<{ agent: AgentId; groupKey: string }> {
    const waiting: { agent: AgentId; groupKey: string }[] = [];
    if (touched.keys.size > LOOK_UP_AT_MOST) {
      for (const row of crowded.iterate()) {
        const group = touched.keys.get(`${row.agent}|${row.group_key}`);
        if (group) waiting.push(group);
      }
      yield* waiting;
      return;
    }
    for (const group of touched.keys.values()) {
      if ((size.get(group.agent, group.groupKey) ?? 0) > 1) yield group;
    }
  }

  function finish(touched: Touched, hasNewSessions: boolean): SavedSpan {
    for (const { agent, groupKey } of undecided(touched)) resolveGroup(touched, agent, groupKey);
    // A parent that turns up late settles what its continuations may keep; there are few of these.
    if (touched.hasSuspects || hasNewSessions) {
      for (const row of suspects.all()) resolveGroup(touched, row.agent, row.group_key);
    }
    return touched.span;
  }

  return { begin, finish };
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

function widen(span: Touched['span'], atMs: number): { fromMs: number; untilMs: number } {
  return {
    fromMs: Math.min(span?.fromMs ?? atMs, atMs),
    untilMs: Math.max(span?.untilMs ?? atMs, atMs),
  };
}
