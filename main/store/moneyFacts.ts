/** What an account's paid use is derived from: its events, and what was said about its plan and credits. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { ModelUse } from '../domain/credits/buys.ts';
import type { AccountKey, SplitEvent } from '../domain/ledger/split.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { Connection } from './open.ts';
import { creditsOf, limitOf, type CreditsRow, type LimitRow } from './readingRows.ts';

/** An account, and whether the agent's events of unknown account are put down to it. */
export type AccountEvents = AccountKey & { readonly hasOrphans: boolean };
type Span = { readonly fromMs: number; readonly untilMs: number };

type LimitTuple = readonly [
  kind: LimitRow['kind'],
  modelName: string,
  usedPercent: number | null,
  resetsAtMs: number | null,
  source: LimitRow['source'],
  observedAtMs: number,
];
type EventRow = Omit<SplitEvent, 'isAlwaysPaid'> & { readonly isFast: number };
const OF_AGENT = 'usage_event.agent_id = (SELECT id FROM agent WHERE key = @agent)';
/** Counted events of `@agent` in `@account`; those of nobody too with `@hasOrphans` 1. Joins `account`. */
export const OF_ACCOUNT = `${OF_AGENT} AND is_counted = 1 AND (account.folder = @account
  OR (@hasOrphans = 1 AND usage_event.account_id IS NULL))`;

/** No window is longer than a week; a clock that was set aside gets another one. */
const USER_READINGS_MS = 2 * 7 * 24 * 60 * 60_000;
const LIMITS = 'SELECT * FROM limit_reading';
const CREDITS = 'SELECT * FROM credits_reading';

/** Reads facts of one account at a time. */
export function createMoneyFactsReader(connection: Connection) {
  const accounts = connection.prepare<[], AccountKey>(
    `SELECT agent.key AS agent, folder AS account FROM account JOIN agent ON agent.id = agent_id
     ORDER BY agent.key, folder`,
  );
  const orphanAgents = connection
    .prepare<[], AgentId>(
      `SELECT DISTINCT agent.key FROM usage_event JOIN agent ON agent.id = agent_id
       WHERE account_id IS NULL`,
    )
    .pluck();
  const nthAtMs = connection
    .prepare<[{ agent: string; fromMs: number; count: number }], number>(
      `SELECT at_ms FROM usage_event WHERE ${OF_AGENT} AND at_ms >= @fromMs AND is_counted = 1
       ORDER BY at_ms LIMIT 1 OFFSET @count`,
    )
    .pluck();
  const events = connection.prepare<[object], EventRow>(`
    SELECT group_key || '|' || request_id || '|' || kind || '|' || loose_session_id AS key,
      session.session_key AS sessionId, project.text AS project, model.text AS model, at_ms AS atMs,
      started_at_ms AS startedAtMs, cost_micros AS costMicros, mode = 1 AS isFast,
      input_tokens + output_tokens + cache_write_5m_tokens + cache_write_1h_tokens
        + cache_read_tokens AS tokens
    FROM usage_event JOIN session ON session.id = usage_event.session_id
      JOIN name AS model ON model.id = model_id
      LEFT JOIN name AS project ON project.id = project_id
      LEFT JOIN account ON account.id = usage_event.account_id
    WHERE ${OF_ACCOUNT} AND at_ms >= @fromMs AND at_ms < @untilMs`);
  const modelUses = connection.prepare<[object], ModelUse>(`
    SELECT model.text AS model, count(*) AS messages, sum(cost_micros) AS costMicros,
      count(DISTINCT usage_event.session_id) AS sessions, NULL AS activeMs
    FROM usage_event JOIN name AS model ON model.id = model_id
      LEFT JOIN account ON account.id = usage_event.account_id
    WHERE ${OF_ACCOUNT} AND at_ms >= @fromMs AND cost_micros IS NOT NULL GROUP BY model.text`);
  const limitsAfter = connection.prepare<[number], LimitRow>(`${LIMITS} WHERE id > ? ORDER BY id`);
  // Thousands of rows with each answer of a busy user: without the names of their columns they take half the time.
  const limitsBetween = connection
    .prepare<[number, number, string, string], LimitTuple>(
      `SELECT kind, model_name, used_percent, resets_at_ms, source, observed_at_ms FROM limit_reading
       WHERE observed_at_ms >= ? AND observed_at_ms < ? AND agent = ? AND account = ? ORDER BY observed_at_ms`,
    )
    .raw();
  const limitsOfUser = connection.prepare<[{ nowMs: number; sinceMs: number }], LimitRow>(
    `${LIMITS} WHERE observed_at_ms >= @sinceMs AND source = 'user' AND resets_at_ms > @nowMs`,
  );
  const creditsAfter = connection.prepare<[number], CreditsRow>(`${CREDITS} WHERE id > ?`);
  const ofCredits = 'agent = @agent AND account = @account AND has_credits IS NOT NULL';
  const creditsAround = connection.prepare<[object], CreditsRow>(`${CREDITS} WHERE ${ofCredits}
      AND observed_at_ms >= coalesce((SELECT max(observed_at_ms) FROM credits_reading
        WHERE ${ofCredits} AND observed_at_ms < @fromMs), @fromMs)
      AND observed_at_ms <= coalesce((SELECT min(observed_at_ms) FROM credits_reading
        WHERE ${ofCredits} AND observed_at_ms >= @untilMs), @untilMs)
    ORDER BY observed_at_ms`);
  const creditsSince = connection.prepare<[string, string, number], CreditsRow>(
    `${CREDITS} WHERE agent = ? AND account = ? AND observed_at_ms > ? AND balance IS NOT NULL
     ORDER BY observed_at_ms, source`,
  );
  const newestLimit = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM limit_reading')
    .pluck();
  const newestCredits = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM credits_reading')
    .pluck();

  return {
    /** Accounts with events that say whose they are. */
    accounts: (): AccountKey[] => accounts.all(),
    /** Agents with events that do not say whose they are. */
    orphanAgents: (): AgentId[] => orphanAgents.all(),
    /**
     * Every account with events.
     * @param firstFolderOf the folder that events of unknown account count for
     */
    accountsWithEvents(firstFolderOf: (agent: AgentId) => string): AccountEvents[] {
      const keys = accounts.all();
      const orphans = new Set(orphanAgents.all());
      for (const agent of orphans) {
        const account = firstFolderOf(agent);
        const isKnown = keys.some((one) => one.agent === agent && one.account === account);
        if (!isKnown) keys.push({ agent, account });
      }
      return keys.map((one) => ({
        ...one,
        hasOrphans: orphans.has(one.agent) && one.account === firstFolderOf(one.agent),
      }));
    },
    /** When an agent's event number `count` after an instant ended; null: there are not so many. */
    nthEventAtMs: (agent: AgentId, fromMs: number, count: number): number | null =>
      nthAtMs.get({ agent, fromMs, count }) ?? null,
    /** Counted events of an account with `fromMs <= atMs < untilMs`; `isFast`: answered in fast mode. */
    events: (
      { agent, account, hasOrphans }: AccountEvents,
      span: Span,
    ): (Omit<SplitEvent, 'isAlwaysPaid'> & { readonly isFast: boolean })[] =>
      events
        .all({ agent, account, hasOrphans: Number(hasOrphans), ...span })
        .map((row) => ({ ...row, isFast: row.isFast === 1 })),
    /** Priced use by model since an instant. */
    modelUses: ({ agent, account, hasOrphans }: AccountEvents, fromMs: number): ModelUse[] =>
      modelUses.all({ agent, account, hasOrphans: Number(hasOrphans), fromMs }),
    newestReadingIds: () => ({
      limits: newestLimit.get() as number,
      credits: newestCredits.get() as number,
    }),
    limitReadingsAfter: (id: number): LimitReading[] => limitsAfter.all(id).map(limitOf),
    /** What users said of limits whose reset is still to come, of all accounts. */
    userLimitReadings: (nowMs: number): LimitReading[] =>
      limitsOfUser.all({ nowMs, sinceMs: nowMs - USER_READINGS_MS }).map(limitOf),
    /** Readings of an account with `fromMs <= observedAtMs < untilMs`, oldest first. */
    limitReadings: ({ agent, account }: AccountKey, { fromMs, untilMs }: Span): LimitReading[] =>
      limitsBetween
        .all(fromMs, untilMs, agent, account)
        .map(([kind, modelName, usedPercent, resetsAtMs, source, observedAtMs]) => ({
          agent,
          account,
          kind,
          modelName: modelName === '' ? null : modelName,
          usedPercent,
          resetsAtMs,
          source,
          observedAtMs,
        })),
    /** What was said about an account's balance after an instant, oldest first. */
    balancesSince: ({ agent, account }: AccountKey, afterMs: number): CreditsReading[] =>
      creditsSince.all(agent, account, afterMs).map(creditsOf),
    creditsReadingsAfter: (id: number): CreditsReading[] => creditsAfter.all(id).map(creditsOf),
    /**
     * What was said in a span about whether an account has credits, with the statement before and the one after
     * it; oldest first.
     */
    creditsReadings: ({ agent, account }: AccountKey, span: Span): CreditsReading[] =>
      creditsAround.all({ agent, account, ...span }).map(creditsOf),
  };
}
