/** What logs tell of sessions beside their use. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { CacheLifetimeChange, SessionNote } from '../domain/sessionNotes.ts';
import type { Connection } from './open.ts';

/** A session's cost by our prices beside the agent's own estimate, both estimated. */
export type SessionCost = {
  readonly agent: AgentId;
  readonly sessionId: string;
  /** Sum of the priced answers; null: none of them has a price. */
  readonly ourCostMicros: number | null;
  /** Answers that `ourCostMicros` leaves out. */
  readonly unpricedEvents: number;
  readonly agentCostMicros: number;
  /** The agent guessed the price of a model that it does not know. */
  readonly isAgentGuess: boolean;
  /** Time of the last answer that the agent's figure covers. */
  readonly asOfMs: number;
};

type CostRow = Omit<SessionCost, 'isAgentGuess'> & { isAgentGuess: number };

/** Within one run the agent's figure only grows. */
export const SAME_SESSION_COST = `
    ON CONFLICT DO UPDATE SET account = excluded.account, cost_micros = excluded.cost_micros,
      is_guess = excluded.is_guess, as_of_ms = excluded.as_of_ms
    WHERE (excluded.cost_micros, excluded.as_of_ms) > (cost_micros, as_of_ms)`;

/** The writing half; to be called in the transaction that saves the file. */
export function createSessionNoteWriter(connection: Connection) {
  const saveCost = connection.prepare(`
    INSERT INTO agent_session_cost (agent, session_key, run_started_at_ms, account, cost_micros, is_guess,
      as_of_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ${SAME_SESSION_COST}`);
  const saveChange = connection.prepare(`
    INSERT INTO cache_lifetime_change (agent, account, at_ms, session_key, lifetime)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  return {
    save(note: SessionNote): void {
      const { agent, account, sessionId } = note;
      if (note.kind === 'cache-lifetime') {
        saveChange.run(agent, account, note.atMs, sessionId, note.lifetime);
        return;
      }
      const run = note.runStartedAtMs ?? 0;
      const { costMicros, isGuess, asOfMs } = note;
      saveCost.run(agent, sessionId, run, account, costMicros, Number(isGuess), asOfMs);
    },
  };
}

/** Their sum beside ours, of the sessions that the clause keeps. */
function costsOf(clause: string): string {
  return `
    WITH theirs AS (
      SELECT agent, session_key, sum(cost_micros) AS cost_micros, max(is_guess) AS is_guess,
        max(as_of_ms) AS as_of_ms
      FROM agent_session_cost ${clause})
    SELECT theirs.agent AS agent, theirs.session_key AS sessionId, sum(event.cost_micros) AS ourCostMicros,
      count(event.id) - count(event.cost_micros) AS unpricedEvents, theirs.cost_micros AS agentCostMicros,
      theirs.is_guess AS isAgentGuess, theirs.as_of_ms AS asOfMs
    FROM theirs
      JOIN session ON session.agent = theirs.agent AND session.session_key = theirs.session_key
      LEFT JOIN usage_event AS event ON event.session_id = session.id AND event.is_counted = 1
        AND event.at_ms <= theirs.as_of_ms
    GROUP BY theirs.agent, theirs.session_key ORDER BY theirs.as_of_ms DESC, theirs.session_key`;
}

/** The reading half. */
export function createSessionNoteReader(connection: Connection) {
  const costs = connection.prepare<[{ sinceMs: number }], CostRow>(
    costsOf('GROUP BY agent, session_key HAVING max(as_of_ms) >= @sinceMs'),
  );
  const oneCost = connection.prepare<[{ agent: AgentId; sessionId: string }], CostRow>(
    costsOf('WHERE agent = @agent AND session_key = @sessionId GROUP BY agent, session_key'),
  );
  const newestChange = connection.prepare<
    [string, string, number],
    { at_ms: number; session_key: string; lifetime: '1h' | '5m' }
  >(
    `SELECT at_ms, session_key, lifetime FROM cache_lifetime_change
     WHERE agent = ? AND account = ? AND at_ms >= ? ORDER BY at_ms DESC, session_key LIMIT 1`,
  );
  return {
    /**
     * Sessions whose agent keeps a cost of its own and that were used since an instant, the latest first; ours
     * covers the answers up to the agent's figure. Goes through all events: not for every look.
     */
    sessionCosts: (sinceMs: number): SessionCost[] =>
      costs.all({ sinceMs }).map((row) => ({ ...row, isAgentGuess: row.isAgentGuess === 1 })),
    /** The same of one session whenever it was; null: its agent keeps no cost of its own. */
    sessionCost(agent: AgentId, sessionId: string): SessionCost | null {
      const row = oneCost.get({ agent, sessionId });
      return row ? { ...row, isAgentGuess: row.isAgentGuess === 1 } : null;
    },
    /** An account's newest change of the cache lifetime since an instant; null: none. */
    newestLifetimeChange(
      { agent, account }: AccountKey,
      sinceMs: number,
    ): CacheLifetimeChange | null {
      const row = newestChange.get(agent, account, sinceMs);
      if (!row) return null;
      const { at_ms: atMs, session_key: sessionId, lifetime } = row;
      return { kind: 'cache-lifetime', agent, account, sessionId, lifetime, atMs };
    },
  };
}
