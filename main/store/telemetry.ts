/** What an agent's telemetry said about its requests: kept beside the counted events, never added to them. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Connection } from './open.ts';

/** One request as the agent sent it; null is "not sent". */
export type TelemetryRequest = {
  readonly agent: AgentId;
  readonly sessionId: string;
  readonly requestId: string | null;
  readonly model: string;
  readonly atMs: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly agentCostMicros: number | null;
};

/** Sums for `doctor`. */
export type TelemetrySums = {
  readonly requests: number;
  readonly newestAtMs: number | null;
  /** Requests of sessions that no transcript tells of: they are in no total. */
  readonly onlyHereRequests: number;
  readonly onlyHereSessions: number;
  /** The agent's own estimate for these, in micro-dollars; null where it sent none. */
  readonly onlyHereCostMicros: number | null;
  /** Records about use that could not be read. */
  readonly refused: number;
};

/** The writing half. */
export function createTelemetryWriter(connection: Connection) {
  const add = connection.prepare(`
    INSERT INTO telemetry_request (agent, request_key, session_key, model, at_ms, input_tokens,
      output_tokens, cache_read_tokens, cache_write_tokens, agent_cost_micros)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const refuse = connection.prepare(`
    INSERT INTO telemetry_refused (agent, records) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET records = records + excluded.records`);
  const addAll = connection.transaction((requests: readonly TelemetryRequest[]) => {
    for (const request of requests) {
      add.run(
        request.agent,
        // An exporter sends again what was not acknowledged; the same request must stay one.
        request.requestId ?? `${request.sessionId}|${request.atMs}|${request.model}`,
        request.sessionId,
        request.model,
        request.atMs,
        request.inputTokens,
        request.outputTokens,
        request.cacheReadTokens,
        request.cacheWriteTokens,
        request.agentCostMicros,
      );
    }
  });

  return {
    /** Saves requests in one transaction; those known already change nothing. */
    addRequests: (requests: readonly TelemetryRequest[]): void => addAll.immediate(requests),
    /** Counts records that could not be read. */
    addRefused(agent: AgentId, records: number): void {
      refuse.run(agent, records);
    },
  };
}

/** The reading half. */
export function createTelemetryReader(connection: Connection) {
  const sums = connection.prepare<[], Omit<TelemetrySums, 'refused'>>(`
    WITH told AS (SELECT telemetry_request.*, NOT EXISTS (SELECT 1 FROM session
        WHERE session.agent = telemetry_request.agent
          AND session.session_key = telemetry_request.session_key) AS is_only_here
      FROM telemetry_request)
    SELECT count(*) AS requests, max(at_ms) AS newestAtMs,
      count(*) FILTER (WHERE is_only_here) AS onlyHereRequests,
      count(DISTINCT session_key) FILTER (WHERE is_only_here) AS onlyHereSessions,
      sum(agent_cost_micros) FILTER (WHERE is_only_here) AS onlyHereCostMicros
    FROM told`);
  const refused = connection
    .prepare<[], number>('SELECT coalesce(sum(records), 0) FROM telemetry_refused')
    .pluck();

  return {
    /** Goes through the whole table: for `doctor`, not for every look. */
    sums: (): TelemetrySums => ({
      ...(sums.get() as Omit<TelemetrySums, 'refused'>),
      refused: refused.get() ?? 0,
    }),
  };
}
