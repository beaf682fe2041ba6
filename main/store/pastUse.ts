/** What forecasts are tried out on: an account's past use, and what came of it. */
import { SERVICE_MODES, type ServiceMode } from '../domain/usage.ts';
import { IS_SUM } from './isSum.ts';
import type { AccountEvents } from './moneyFacts.ts';
import { OF_ACCOUNT } from './moneyFacts.ts';
import type { Connection } from './open.ts';
import type { BilledEvent } from './read.ts';

const KEY = 'forecastVerdicts';

type Span = { readonly fromMs: number; readonly untilMs: number };
type Row = Omit<BilledEvent, 'mode' | 'isUsOnly' | 'isSum'> & {
  mode: number;
  isUsOnly: number;
  isSum: number;
};

const TABLES = `usage_event JOIN session ON session.id = usage_event.session_id
  JOIN name AS model ON model.id = model_id LEFT JOIN account ON account.id = usage_event.account_id`;

/** @param canWrite false while another program holds the writer's lock */
export function createPastUse(connection: Connection, canWrite: boolean) {
  const billed = connection.prepare<[object], Row>(`
    SELECT @agent AS agent, @account AS account, session.session_key AS sessionId,
      model.text AS model, at_ms AS atMs, input_tokens AS inputTokens, output_tokens AS outputTokens,
      cache_write_5m_tokens AS cacheWrite5mTokens, cache_write_1h_tokens AS cacheWrite1hTokens,
      cache_read_tokens AS cacheReadTokens, web_searches AS webSearches, mode, is_us_only AS isUsOnly,
      ${IS_SUM} AS isSum
    FROM ${TABLES} WHERE ${OF_ACCOUNT} AND at_ms > @fromMs AND at_ms <= @untilMs ORDER BY at_ms`);
  const lastUse = connection
    .prepare<[object], number>(
      `SELECT at_ms FROM usage_event LEFT JOIN account ON account.id = usage_event.account_id
       WHERE ${OF_ACCOUNT} AND at_ms > @fromMs AND at_ms < @untilMs ORDER BY at_ms DESC LIMIT 1`,
    )
    .pluck();
  const read = connection
    .prepare<[], string>(`SELECT value FROM setting WHERE key = '${KEY}'`)
    .pluck();
  const save = connection.prepare<[string]>(
    `INSERT INTO setting (key, value) VALUES ('${KEY}', ?)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
  );
  const named = ({ agent, account, hasOrphans }: AccountEvents, span: Span) => ({
    agent,
    account,
    hasOrphans: Number(hasOrphans),
    ...span,
  });

  return {
    /** Counted events of an account with `fromMs < atMs <= untilMs` and all their price depends on, by time. */
    billedBetween: (account: AccountEvents, span: Span): BilledEvent[] =>
      billed.all(named(account, span)).map((row) => ({
        ...row,
        mode: SERVICE_MODES[row.mode] as ServiceMode,
        isUsOnly: row.isUsOnly === 1,
        isSum: row.isSum === 1,
      })),
    /** When an account was last used between two instants; null: not at all. */
    lastUseBetween: (account: AccountEvents, span: Span): number | null =>
      lastUse.get(named(account, span)) ?? null,
    /** What was found out so far, as saved; null: nothing. */
    verdicts: (): string | null => read.get() ?? null,
    /** Keeps what was found out; null while another program writes. */
    saveVerdicts: canWrite ? (text: string): void => void save.run(text) : null,
  };
}

export type PastUse = ReturnType<typeof createPastUse>;
