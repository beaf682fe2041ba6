/** Readings of limits by time, for the present picture: a month's window is spoken of long before the others. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { LimitReading } from '../domain/limits.ts';
import type { Connection } from './open.ts';
import { limitOf, type LimitRow } from './readingRows.ts';

type Account = { readonly agent: AgentId; readonly account: string };
type Span = { readonly fromMs: number; readonly untilMs: number };

/** Reads what an account heard of its plan's five-hour window in a stretch of time, oldest first. */
export function createSessionReadings(connection: Connection) {
  const readings = connection.prepare<[Account & Span], LimitRow>(
    `SELECT * FROM limit_reading WHERE agent = @agent AND account = @account AND kind = 'session'
       AND model_name = '' AND observed_at_ms >= @fromMs AND observed_at_ms < @untilMs
     ORDER BY observed_at_ms`,
  );
  return ({ agent, account }: Account, span: Span): LimitReading[] =>
    readings.all({ agent, account, ...span }).map(limitOf);
}

/** @param agents all that readings can belong to */
export function createPresentLimits(connection: Connection, agents: readonly AgentId[]) {
  const since = connection.prepare<[number], LimitRow>(
    'SELECT * FROM limit_reading WHERE observed_at_ms >= ? ORDER BY observed_at_ms',
  );
  // From account to account along the index: what lies in the span may be a hundred thousand readings of others.
  const nextAccount = connection
    .prepare<[AgentId, string], string | null>(
      'SELECT min(account) FROM limit_reading WHERE agent = ? AND account > ?',
    )
    .pluck();
  const months = connection.prepare<[Account & Span], LimitRow>(
    `SELECT * FROM limit_reading WHERE agent = @agent AND account = @account AND kind = 'monthly'
       AND observed_at_ms >= @fromMs AND observed_at_ms < @untilMs ORDER BY observed_at_ms`,
  );
  const newestOthers = connection.prepare<[Account & Span], LimitRow & { newest: number }>(
    `SELECT *, max(observed_at_ms) AS newest FROM limit_reading
     WHERE agent = @agent AND account = @account AND kind IN ('session', 'weekly', 'weekly-model')
       AND observed_at_ms >= @fromMs AND observed_at_ms < @untilMs
     GROUP BY kind, model_name, source`,
  );

  function accountsOf(agent: AgentId): Account[] {
    const found: Account[] = [];
    let account = nextAccount.get(agent, '');
    while (account) {
      found.push({ agent, account });
      account = nextAccount.get(agent, account);
    }
    return found;
  }

  /** What an account heard of a month in a span, and the last of it on each of its other windows. */
  function monthsOf(account: Account, span: Span): LimitRow[] {
    const rows = months.all({ ...account, ...span });
    return rows.length === 0 ? [] : [...rows, ...newestOthers.all({ ...account, ...span })];
  }

  /**
   * All since an instant; and from `monthsFromMs` until then those about a month, with the last of each other window
   * of the same account. Of one limit and source the older first.
   */
  return (sinceMs: number, monthsFromMs: number): LimitReading[] =>
    [
      ...agents
        .flatMap(accountsOf)
        .flatMap((one) => monthsOf(one, { fromMs: monthsFromMs, untilMs: sinceMs })),
      ...since.all(sinceMs),
    ].map(limitOf);
}
