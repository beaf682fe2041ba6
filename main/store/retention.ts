/**
 * Removing detail on the user's word. What goes is the events themselves; what stays is their sums by quarter of
 * an hour, account, model and project, what credits paid, the ledger and all readings. A number for each removed
 * response, and the instant from which detail is kept, stop the next reading of the same files from bringing
 * them back.
 */
import type { RemovalView } from '../../preload/contract/dataCare.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { HistoryEvent } from '../domain/history.ts';
import { CONTEXT_MS } from '../domain/ledger/split.ts';
import type { UsageFact } from '../domain/usage.ts';
import type { Connection } from './open.ts';
import { ADD_SUMS, QUARTER_MS } from './rollup.ts';
import { sha256 } from './sha256.ts';

const KEPT_FROM_KEY = 'usageDetailKeptFromMs';
const AGREED_KEY = 'retentionAgreedDays';
/** 48 bits: exact as a number, and a chance collision among a million is one in hundreds of millions. */
const NUMBER_BYTES = 6;

/** Sums of a quarter of an hour whose detail was removed, as one event that stands for many. */
export type RemovedSums = HistoryEvent & Required<Pick<HistoryEvent, 'sumOf'>>;

function groupNumber(agent: string, groupKey: string): number {
  return parseInt(sha256(`${agent}\n${groupKey}`).slice(0, 2 * NUMBER_BYTES), 16);
}

/** Reads the instant before which nothing is taken in any more; 0 where nothing was removed. */
export function createKeptFromReader(connection: Connection): () => number {
  const value = connection
    .prepare<[], string>(`SELECT value FROM setting WHERE key = '${KEPT_FROM_KEY}'`)
    .pluck();
  return () => Number(value.get() ?? 0);
}

/** Knows what must not come back. Call `look` at the beginning of a transaction. */
export function createRemovalGate(connection: Connection) {
  const keptFrom = createKeptFromReader(connection);
  const has = connection
    .prepare<[number], number>('SELECT 1 FROM removed_group WHERE id = ?')
    .pluck();
  let keptFromMs = 0;
  return {
    look(): void {
      keptFromMs = keptFrom();
    },
    isRemoved: (agent: AgentId, { atMs, groupKey }: Pick<UsageFact, 'atMs' | 'groupKey'>) =>
      keptFromMs > 0 && (atMs < keptFromMs || has.get(groupNumber(agent, groupKey)) !== undefined),
  };
}

/** Sums that are left of `fromMs <= atMs < untilMs`, whole quarters of an hour. */
export function createRemovedReader(connection: Connection) {
  const rows = connection.prepare<[number, number], RemovedRow>(`
    SELECT quarter * ${QUARTER_MS} AS atMs, agent.key AS agent, account.folder AS account,
      model.text AS model, project.text AS project, events, unpriced_events AS unpricedEvents,
      cost_micros AS costMicros, input_tokens AS inputTokens, output_tokens AS outputTokens,
      cache_write_tokens AS cacheWriteTokens, cache_read_tokens AS cacheReadTokens
    FROM removed_usage JOIN agent ON agent.id = removed_usage.agent_id
      JOIN name AS model ON model.id = model_id LEFT JOIN name AS project ON project.id = project_id
      LEFT JOIN account ON account.id = account_id
    WHERE quarter * ${QUARTER_MS} >= ? AND quarter * ${QUARTER_MS} < ?`);
  return function* (fromMs: number, untilMs: number): Generator<RemovedSums> {
    for (const { events, unpricedEvents, costMicros, ...row } of rows.iterate(fromMs, untilMs)) {
      yield {
        ...row,
        sessionId: '',
        startedAtMs: row.atMs,
        costMicros: events === unpricedEvents ? null : costMicros,
        sumOf: { events, unpricedEvents },
      };
    }
  };
}

type RemovedRow = Omit<HistoryEvent, 'sumOf' | 'sessionId' | 'startedAtMs' | 'costMicros'> & {
  readonly events: number;
  readonly unpricedEvents: number;
  readonly costMicros: number;
};

/** Makes `removed_group_number(agent, group_key)` known to a connection. */
export function defineGroupNumber(connection: Connection): void {
  connection.function(
    'removed_group_number',
    { deterministic: true },
    (agent: unknown, groupKey: unknown) => BigInt(groupNumber(String(agent), String(groupKey))),
  );
}

/** All copies of a response go together: one that stays behind would be counted in the place of the others. */
const GOING = `usage_event.agent_id IN (SELECT id FROM agent) AND usage_event.at_ms < @detailUntilMs AND NOT EXISTS (
    SELECT 1 FROM usage_event AS copy WHERE copy.group_key = usage_event.group_key
      AND copy.agent_id = usage_event.agent_id AND copy.at_ms >= @detailUntilMs)`;

/** The reading and the writing half, for the program that holds the writer's lock. */
export function createRetention(connection: Connection) {
  defineGroupNumber(connection);
  const setting = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();
  const set = connection.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const preview = connection.prepare<[object], RemovalView>(`
    SELECT count(*) AS answers, count(DISTINCT session_id) AS sessions, min(at_ms) AS firstAtMs,
      max(at_ms) AS lastAtMs FROM usage_event WHERE is_counted = 1 AND ${GOING}`);
  const keepSums = connection.prepare(`
    INSERT INTO removed_usage
    SELECT at_ms / ${QUARTER_MS}, agent_id, coalesce(account_id, 0), model_id, coalesce(project_id, 0),
      count(*), count(*) - count(cost_micros), coalesce(sum(cost_micros), 0), sum(input_tokens),
      sum(output_tokens), sum(cache_write_5m_tokens + cache_write_1h_tokens), sum(cache_read_tokens)
    FROM usage_event WHERE is_counted = 1 AND ${GOING} GROUP BY 1, 2, 3, 4, 5
    ${ADD_SUMS}`);
  const keepNumbers = connection.prepare(`
    INSERT OR IGNORE INTO removed_group (id)
    SELECT removed_group_number(agent.key, group_key) FROM usage_event
      JOIN agent ON agent.id = usage_event.agent_id WHERE ${GOING}`);
  const drop = connection.prepare(`DELETE FROM usage_event WHERE ${GOING}`);

  const dropTaken = connection.prepare(
    'DELETE FROM taken_event WHERE event_id NOT IN (SELECT id FROM usage_event)',
  );

  const remove = connection.transaction((keptFromMs: number): RemovalView => {
    const span = spanOf(keptFromMs);
    const gone = preview.get(span) as RemovalView;
    keepSums.run(span);
    keepNumbers.run(span);
    drop.run(span);
    dropTaken.run();
    const before = Number(setting.get(KEPT_FROM_KEY) ?? 0);
    set.run(KEPT_FROM_KEY, String(Math.max(before, keptFromMs)));
    return gone;
  });

  return {
    /** What `remove` would take away. @param keptFromMs the instant from which detail is kept */
    preview: (keptFromMs: number): RemovalView => preview.get(spanOf(keptFromMs)) as RemovalView,
    /**
     * Removes the detail before an instant in one transaction. @returns what went
     * @throws SQLite's error; nothing is removed then
     */
    remove: (keptFromMs: number): RemovalView => remove.immediate(keptFromMs),
    /** Gives the room back to the disk; @throws SQLite's error when somebody reads meanwhile */
    shrink: (): void => void connection.exec('VACUUM'),
    /** The number of days that the user has agreed to after seeing what goes; null: none. */
    agreedDays: (): number | null => {
      const value = setting.get(AGREED_KEY);
      return value === undefined ? null : Number(value);
    },
    agree: (days: number): void => void set.run(AGREED_KEY, String(days)),
  };
}

export type Retention = ReturnType<typeof createRetention>;

/**
 * What was paid after the instant must be derived as before, and looks back a little for it: so much detail stays
 * longer.
 */
function spanOf(keptFromMs: number) {
  return { detailUntilMs: keptFromMs - CONTEXT_MS };
}
