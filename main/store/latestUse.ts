/** When an account was last used, also when that is long ago: the sums by quarter of an hour lead to the event. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Connection } from './open.ts';
import { createStateReader, QUARTER_MS } from './rollup.ts';

type Account = { readonly agent: AgentId; readonly account: string };

/** The reading half; there is no other. */
export function createLatestUse(connection: Connection) {
  const state = createStateReader(connection);
  const ofAgent = 'agent_id = (SELECT id FROM agent WHERE key = @agent)';
  const ofAccount = `${ofAgent} AND account_id = (SELECT id FROM account WHERE ${ofAgent} AND folder = @account)`;
  const within = connection
    .prepare<[Account & { fromMs: number; untilMs: number }], number>(
      `SELECT at_ms FROM usage_event WHERE ${ofAccount} AND at_ms >= @fromMs AND at_ms < @untilMs
         AND is_counted = 1 ORDER BY at_ms DESC LIMIT 1`,
    )
    .pluck();
  const quarters = connection
    .prepare<[Account & { untilQuarter: number }], number>(
      `SELECT quarter FROM usage_rollup WHERE ${ofAccount} AND quarter < @untilQuarter
       ORDER BY quarter DESC`,
    )
    .pluck();
  // Its own index, which holds next to nothing: looking for what is not there costs nothing then.
  const ofNobody = connection
    .prepare<[{ agent: AgentId; beforeMs: number }], number | null>(
      `SELECT max(at_ms) FROM usage_event INDEXED BY usage_event_without_account
       WHERE account_id IS NULL AND ${ofAgent} AND is_counted = 1 AND at_ms < @beforeMs`,
    )
    .pluck();

  // In a transaction, since the program that writes may move the mark between two statements.
  const latest = connection.transaction((who: Account, beforeMs: number): number | null => {
    const { heldUntilMs } = state();
    const fresh = within.get({ ...who, fromMs: heldUntilMs, untilMs: beforeMs });
    if (fresh !== undefined) return fresh;
    // Sums of events whose detail was removed are among them: those quarters hold no event any more.
    const untilQuarter = Math.min(heldUntilMs / QUARTER_MS, Math.ceil(beforeMs / QUARTER_MS));
    for (const quarter of quarters.iterate({ ...who, untilQuarter })) {
      const endMs = Math.min((quarter + 1) * QUARTER_MS, beforeMs);
      const span = { fromMs: quarter * QUARTER_MS, untilMs: endMs };
      const found = within.get({ ...who, ...span });
      if (found !== undefined) return found;
    }
    return null;
  });

  /** The latest counted event of an account before an instant, or of those saved without one (null); null: none. */
  return (agent: AgentId, account: string | null, beforeMs: number): number | null =>
    account === null
      ? (ofNobody.get({ agent, beforeMs }) ?? null)
      : latest({ agent, account }, beforeMs);
}
