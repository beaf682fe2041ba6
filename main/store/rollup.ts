/**
 * Sums of counted events by quarter of an hour. What is saved holds up to an instant; the rest is summed from
 * the events when somebody asks, so that an answer is exact however far the sums have come.
 *
 * One row of `setting` says up to where they hold. Saving events moves it back in its own transaction
 * (changeMark.ts); making sums moves it on.
 */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Cell } from '../domain/review/sums.ts';
import { ROLLUP_KEY } from './changeMark.ts';
import type { Connection } from './open.ts';

export const QUARTER_MS = 900_000;
const EVER = Number.MAX_SAFE_INTEGER;
/** Counts how often sums were made, so that a reader knows whether what it keeps is still what is saved. */
const GENERATION_KEY = 'usageRollupGeneration';
const PRICES_KEY = 'usageRollupPrices';

/** One row of sums: quarter, agent, account, model, project, then the figures of `Figures` in their order. */
type Row = readonly [number, number, number, number, number, ...Figures];
type Figures = readonly [
  events: number,
  unpricedEvents: number,
  costMicros: number,
  inputTokens: number,
  outputTokens: number,
  cacheWriteTokens: number,
  cacheReadTokens: number,
];

/** The same of events that were, or may have been, paid with credits. */
export type PaidCell = Pick<
  Cell,
  'atMs' | 'agent' | 'account' | 'model' | 'project' | 'costMicros'
> & {
  readonly side: 'credits' | 'unknown';
};

/** Whose events are those of a folder (null: saved without one), and who pays what credits do not. */
export type OwnerOf = (agent: AgentId, folder: string | null) => Owner;
export type Owner = Pick<Cell, 'account' | 'accountKey' | 'restSide'>;

/** What follows an insert of sums into a table that may have a row of the same key. */
export const ADD_SUMS = `ON CONFLICT DO UPDATE SET events = events + excluded.events,
  unpriced_events = unpriced_events + excluded.unpriced_events,
  cost_micros = cost_micros + excluded.cost_micros,
  input_tokens = input_tokens + excluded.input_tokens,
  output_tokens = output_tokens + excluded.output_tokens,
  cache_write_tokens = cache_write_tokens + excluded.cache_write_tokens,
  cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens`;
/** Sums whose detail was removed, of the whole quarters of an hour in the span. */
export const REMOVED = `SELECT * FROM removed_usage
  WHERE quarter >= @fromMs / ${QUARTER_MS} AND quarter < @untilMs / ${QUARTER_MS}`;

/** Counted events of `[@fromMs, @untilMs)` in the columns of `usage_rollup`; more conditions can be added to it. */
export const GROUPED_EVENTS = `
  SELECT at_ms / ${QUARTER_MS} AS quarter, agent_id, coalesce(account_id, 0) AS account_id, model_id,
    coalesce(project_id, 0) AS project_id, count(*) AS events,
    count(*) - count(cost_micros) AS unpriced_events, coalesce(sum(cost_micros), 0) AS cost_micros,
    sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
    sum(cache_write_5m_tokens + cache_write_1h_tokens) AS cache_write_tokens,
    sum(cache_read_tokens) AS cache_read_tokens
  FROM usage_event
  WHERE agent_id IN (SELECT id FROM agent) AND at_ms >= @fromMs AND at_ms < @untilMs AND is_counted = 1
  GROUP BY 1, 2, 3, 4, 5`;

type State = { readonly heldUntilMs: number; readonly generation: number };

/** Up to where the sums hold (not at all where prices have changed since), and how often they were made. */
export function createStateReader(connection: Connection): () => State {
  const setting = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();
  return () => {
    const isPricedAlike = setting.get(PRICES_KEY) === setting.get('priceVersion');
    const heldUntilMs = isPricedAlike ? Number(setting.get(ROLLUP_KEY) ?? 0) : 0;
    return {
      heldUntilMs: Math.floor(heldUntilMs / QUARTER_MS) * QUARTER_MS,
      generation: Number(setting.get(GENERATION_KEY) ?? 0),
    };
  };
}

/** What was read last; pass it on, so that only what has changed is read again. */
export type KeptCells = State & { readonly dataVersion: number; readonly cells: readonly Cell[] };

/** The reading half. */
export function createRollupReader(connection: Connection) {
  const state = createStateReader(connection);
  const saved = connection.prepare<[number], Row>(
    'SELECT * FROM usage_rollup WHERE quarter < ? ORDER BY quarter',
  );
  const fresh = connection.prepare<[object], Row>(GROUPED_EVENTS);
  // Their quarters may have events as well: those are cells of their own, and cells are added up.
  const removed = connection.prepare<[object], Row>(REMOVED);
  const paid = connection.prepare<[], PaidCell>(`
    SELECT quarter * ${QUARTER_MS} AS atMs, agent, account.text AS account, model.text AS model,
      project.text AS project, side, cost_micros AS costMicros
    FROM (SELECT at_ms / ${QUARTER_MS} AS quarter, agent, account_id, model_id, project_id, side,
        coalesce(sum(cost_micros), 0) AS cost_micros
      FROM paid_event GROUP BY 1, 2, 3, 4, 5, 6) AS cell
    JOIN name AS account ON account.id = account_id JOIN name AS model ON model.id = model_id
    LEFT JOIN name AS project ON project.id = project_id`);
  const texts = (sql: string) => connection.prepare<[], [number, string]>(sql).raw();
  const agents = texts('SELECT id, key FROM agent');
  const folders = texts('SELECT id, folder FROM account');
  const names = texts('SELECT id, text FROM name');
  const dataVersion = () => connection.pragma('data_version', { simple: true }) as number;

  /** Years are tens of thousands of rows: names are looked up here, not joined. */
  function cellsOf(ownerOf: OwnerOf): (row: Row) => Cell {
    const agentOf = new Map(agents.all()) as Map<number, AgentId>;
    const folderOf = new Map(folders.all());
    const nameOf = new Map(names.all());
    const owners = new Map<number, { readonly agent: AgentId } & Owner>();
    const owned = (agentId: number, accountId: number) => {
      const key = agentId * 1_000_000 + accountId;
      let found = owners.get(key);
      if (!found) {
        const agent = agentOf.get(agentId) as AgentId;
        found = { agent, ...ownerOf(agent, folderOf.get(accountId) ?? null) };
        owners.set(key, found);
      }
      return found;
    };
    return (row) => {
      const { agent, account, accountKey, restSide } = owned(row[1], row[2]);
      return {
        atMs: row[0] * QUARTER_MS,
        agent,
        account,
        accountKey,
        model: nameOf.get(row[3]) ?? '',
        project: nameOf.get(row[4]) ?? null,
        events: row[5],
        unpricedEvents: row[6],
        costMicros: row[7],
        inputTokens: row[8],
        outputTokens: row[9],
        cacheWriteTokens: row[10],
        cacheReadTokens: row[11],
        restSide,
      };
    };
  }

  const read = connection.transaction((kept: KeptCells | null, ownerOf: OwnerOf) => {
    const { heldUntilMs, generation } = state();
    const isKept = kept?.generation === generation && kept.heldUntilMs === heldUntilMs;
    const toCell = cellsOf(ownerOf);
    const held = isKept
      ? kept.cells.filter(({ atMs }) => atMs < heldUntilMs)
      : saved
          .raw()
          .all(heldUntilMs / QUARTER_MS)
          .map(toCell);
    const beyond = { fromMs: heldUntilMs, untilMs: EVER };
    const rest = [...fresh.raw().all(beyond), ...removed.raw().all(beyond)].map(toCell);
    const cells: KeptCells = {
      heldUntilMs,
      generation,
      dataVersion: dataVersion(),
      cells: [...held, ...rest],
    };
    return { cells, paid: paid.all() };
  });

  return {
    /** Changes when another connection has written. */
    dataVersion,
    /**
     * All cells there are, sums and rest of one moment.
     * @param kept what this returned before, if `ownerOf` still answers the same; else null
     */
    read: (
      kept: KeptCells | null,
      ownerOf: OwnerOf,
    ): { cells: KeptCells; paid: readonly PaidCell[] } => read(kept, ownerOf),
  };
}

/** Fewer events than this beyond the sums are not worth a transaction: readers sum them in no time. */
const WORTHWHILE_EVENTS = 2_000;
/** Events that one step sums: a tenth of a second at worst. */
const STEP_EVENTS = 40_000;

/** The writing half, for the program that holds the writer's lock. */
export function createRollupWriter(connection: Connection) {
  const state = createStateReader(connection);
  const nth = connection
    .prepare<[number, number], number>(
      `SELECT min(at_ms) FROM (SELECT (SELECT at_ms FROM usage_event
         WHERE agent_id = agent.id AND at_ms >= ? AND is_counted = 1
         ORDER BY at_ms LIMIT 1 OFFSET ?) AS at_ms FROM agent)`,
    )
    .pluck();
  const drop = connection.prepare('DELETE FROM usage_rollup WHERE quarter >= ?');
  const add = connection.prepare(`INSERT INTO usage_rollup ${GROUPED_EVENTS}`);
  const addRemoved = connection.prepare(`INSERT INTO usage_rollup ${REMOVED} ${ADD_SUMS}`);
  const set = connection.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const takeOverPrices = connection.prepare(`
    INSERT INTO setting (key, value) SELECT '${PRICES_KEY}', value FROM setting WHERE key = 'priceVersion'
    ON CONFLICT DO UPDATE SET value = excluded.value`);

  const advance = connection.transaction((fromMs: number, untilMs: number, generation: number) => {
    drop.run(fromMs / QUARTER_MS);
    add.run({ fromMs, untilMs });
    addRemoved.run({ fromMs, untilMs });
    set.run(ROLLUP_KEY, String(untilMs));
    set.run(GENERATION_KEY, String(generation + 1));
    takeOverPrices.run();
  });

  return {
    /**
     * Sums the next stretch of time, oldest first.
     * @returns whether more is left to sum
     * @throws SQLite's error; nothing of the step is saved then
     */
    step(): boolean {
      const { heldUntilMs, generation } = state();
      if (nth.get(heldUntilMs, WORTHWHILE_EVENTS) === null) return false;
      const endMs = nth.get(heldUntilMs, STEP_EVENTS) ?? newestBefore(heldUntilMs);
      const untilMs = Math.max(
        Math.floor(endMs / QUARTER_MS) * QUARTER_MS,
        heldUntilMs + QUARTER_MS,
      );
      advance.immediate(heldUntilMs, untilMs, generation);
      return nth.get(untilMs, WORTHWHILE_EVENTS) !== null;
    },
  };

  /** The quarter that is still growing stays out. */
  function newestBefore(fromMs: number): number {
    const newest = connection
      .prepare<[number], number | null>(
        `SELECT max(at_ms) FROM usage_event
         WHERE agent_id IN (SELECT id FROM agent) AND at_ms >= ? AND is_counted = 1`,
      )
      .pluck()
      .get(fromMs);
    return newest ?? fromMs;
  }
}
