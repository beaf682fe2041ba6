/** The derived table of events that were, or may have been, paid with credits. */
import type { SpendScope } from '../domain/credits/types.ts';
import { isInFolder } from '../domain/projectFolder.ts';
import type { SideReason } from '../domain/ledger/split.ts';
import type { AccountKey } from '../domain/ledger/split.ts';
import type { PaidEvent, SpendSums } from '../domain/ledger/spend.ts';
import { createKeptFromReader } from './retention.ts';
import { createNames } from './names.ts';
import type { Connection } from './open.ts';

type PaidRow = {
  key: string;
  sessionId: string;
  project: string | null;
  model: string;
  atMs: number;
  costMicros: number | null;
  side: 'credits' | 'unknown';
  because: SideReason;
};

/** `fromMs <= atMs < untilMs`. */
export type NewestPaid = Pick<PaidEvent, 'atMs' | 'because' | 'sessionId' | 'project' | 'model'>;

type Span = { readonly fromMs: number; readonly untilMs: number };

const ACCOUNT = `agent = ? AND account_id = (SELECT id FROM name WHERE text = ?)`;

/** The writing half. */
export function createPaidEventWriter(connection: Connection) {
  const names = createNames(connection);
  const drop = connection.prepare(
    `DELETE FROM paid_event WHERE ${ACCOUNT} AND at_ms >= ? AND at_ms < ?`,
  );
  const keptFromMs = createKeptFromReader(connection);
  const add = connection.prepare(`
    INSERT INTO paid_event (agent, account_id, at_ms, event_key, side, because, session_id, project_id,
      model_id, cost_micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  const replace = connection.transaction(
    ({ agent, account }: AccountKey, span: Span, events: Iterable<PaidEvent>) => {
      // What was paid stays known where the detail that it was derived from was removed.
      const fromMs = Math.max(span.fromMs, keptFromMs());
      drop.run(agent, account, fromMs, span.untilMs);
      const accountId = names.nameId(account);
      for (const event of events) {
        if (event.atMs < fromMs) continue;
        add.run(
          agent,
          accountId,
          event.atMs,
          event.key,
          event.side,
          event.because,
          names.sessionId(agent, event.sessionId, null),
          event.project === null ? null : names.nameId(event.project),
          names.nameId(event.model),
          event.costMicros,
        );
      }
    },
  );

  return {
    /**
     * Puts what was derived anew in the place of everything of an account in a stretch of time. Events outside
     * of it must not be among `events`. A rebuild is the same from 0 on without end.
     */
    replaceBetween(account: AccountKey, span: Span, events: Iterable<PaidEvent>): void {
      try {
        // Immediate: settings and entries are saved by other programs meanwhile.
        replace.immediate(account, span, events);
      } catch (error) {
        names.forget();
        throw error;
      }
    },
    /** The transaction around `replaceBetween` was rolled back. */
    forget: (): void => names.forget(),
  };
}

const SUMS = `
  SELECT coalesce(sum(cost_micros) FILTER (WHERE side = 'credits'), 0) AS creditMicros,
    count(*) FILTER (WHERE side = 'credits') AS creditEvents,
    count(*) FILTER (WHERE side = 'credits' AND cost_micros IS NULL) AS unpricedEvents,
    coalesce(sum(cost_micros) FILTER (WHERE side = 'unknown'), 0) AS unclearMicros,
    count(*) FILTER (WHERE side = 'unknown') AS unclearEvents
  FROM paid_event`;

/** The reading half. */
export function createPaidEventReader(connection: Connection) {
  const sums = connection.prepare<[string, string, number, number], SpendSums>(
    `${SUMS} WHERE ${ACCOUNT} AND at_ms >= ? AND at_ms < ?`,
  );
  const ofProjects = connection.prepare<[string, string, number, number, string], SpendSums>(
    `${SUMS} WHERE ${ACCOUNT} AND at_ms >= ? AND at_ms < ?
       AND project_id IN (SELECT value FROM json_each(?))`,
  );
  const projects = connection.prepare<
    [string, string, number, number],
    { id: number; folder: string }
  >(`
    SELECT DISTINCT project_id AS id, name.text AS folder
    FROM paid_event JOIN name ON name.id = project_id
    WHERE ${ACCOUNT} AND at_ms >= ? AND at_ms < ?`);
  const ofSession = connection.prepare<[string, string, number, number, string], SpendSums>(
    `${SUMS} WHERE ${ACCOUNT} AND at_ms >= ? AND at_ms < ?
       AND session_id = (SELECT id FROM session WHERE agent = paid_event.agent AND session_key = ?)`,
  );
  const newestPaid = connection.prepare<[string, string, number], NewestPaid>(
    `SELECT at_ms AS atMs, because, session.session_key AS sessionId, project.text AS project,
       model.text AS model
     FROM paid_event JOIN session ON session.id = session_id JOIN name AS model ON model.id = model_id
       LEFT JOIN name AS project ON project.id = project_id
     WHERE paid_event.${ACCOUNT} AND side = 'credits' AND because <> 'always-paid' AND at_ms < ?
       ORDER BY at_ms DESC LIMIT 1`,
  );
  const between = connection.prepare<[string, string, number, number], PaidRow>(`
    SELECT event_key AS key, session.session_key AS sessionId, project.text AS project,
      model.text AS model, at_ms AS atMs, cost_micros AS costMicros, side, because
    FROM paid_event JOIN session ON session.id = session_id JOIN name AS model ON model.id = model_id
      LEFT JOIN name AS project ON project.id = project_id
    WHERE paid_event.${ACCOUNT} AND at_ms >= ? AND at_ms < ? ORDER BY at_ms, event_key`);

  return {
    /** `SpendBetween` of one account, from the table. */
    spentBetween: ({ agent, account }: AccountKey, fromMs: number, untilMs: number): SpendSums =>
      sums.get(agent, account, fromMs, untilMs) as SpendSums,
    /** The same of what a scope covers; `everything` is everything on this account. */
    spentOn({ agent, account }: AccountKey, scope: SpendScope, span: Span): SpendSums {
      const { fromMs, untilMs } = span;
      switch (scope.kind) {
        case 'everything':
          return sums.get(agent, account, fromMs, untilMs) as SpendSums;
        case 'project':
          return ofProjects.get(
            agent,
            account,
            fromMs,
            untilMs,
            JSON.stringify(below(scope.project, projects.all(agent, account, fromMs, untilMs))),
          ) as SpendSums;
        case 'session':
          return ofSession.get(agent, account, fromMs, untilMs, scope.sessionId) as SpendSums;
        default:
          return scope satisfies never;
      }
    },
    /**
     * The latest request before an instant that credits paid for in the plan's place; null: none. What is always paid
     * says nothing about the next request.
     */
    newestPaid: ({ agent, account }: AccountKey, beforeMs: number): NewestPaid | null =>
      newestPaid.get(agent, account, beforeMs) ?? null,
    /** Events of one account with `fromMs <= atMs < untilMs`, by time. */
    paidBetween: (
      { agent, account }: AccountKey,
      fromMs: number,
      untilMs: number,
    ): IterableIterator<PaidEvent> => between.iterate(agent, account, fromMs, untilMs),
  };
}

/** Ids of the projects that a folder covers. */
function below(folder: string, projects: readonly { id: number; folder: string }[]): number[] {
  return projects.filter((one) => isInFolder(folder, one.folder)).map(({ id }) => id);
}
