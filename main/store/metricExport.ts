/** The state of the export of metrics, and the sums that it sends. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { CounterBook } from '../domain/metrics/counters.ts';
import type { MetricCell } from '../domain/metrics/series.ts';
import { contactStateOf, type ContactState, type ContactStateRow } from './contactRows.ts';
import type { Connection } from './open.ts';
import { createStateReader, GROUPED_EVENTS, QUARTER_MS, REMOVED } from './rollup.ts';

/** What must outlive a restart about sending. */
export type ExportPage = ContactState & {
  /** null: nothing was sent since it was switched on. */
  readonly counters: (CounterBook & { readonly address: string }) | null;
  readonly sentAtMs: number | null;
};

type PageRow = ContactStateRow & {
  address: string | null;
  started_at_ms: number | null;
  sent_at_ms: number | null;
  sent: string;
};

type SumRow = Omit<MetricCell, 'agent'> & { readonly agent: AgentId };

/** The reading half. */
export function createMetricExportReader(connection: Connection) {
  const page = connection.prepare<[], PageRow>('SELECT * FROM metric_export');
  const state = createStateReader(connection);
  const sums = connection.prepare<[object], SumRow>(`
    WITH part AS (
      SELECT * FROM (${GROUPED_EVENTS.replaceAll('@fromMs', '@startMs').replaceAll('@untilMs', '@heldFromMs')})
      UNION ALL SELECT * FROM usage_rollup
        WHERE quarter >= @heldFromMs / ${QUARTER_MS} AND quarter < @heldUntilMs / ${QUARTER_MS}
      UNION ALL SELECT * FROM (${GROUPED_EVENTS.replaceAll('@fromMs', '@heldUntilMs')})
      UNION ALL ${REMOVED.replaceAll('@fromMs', '@heldUntilMs')}
    )
    SELECT agent.key AS agent, model.text AS model, project.text AS project,
      sum(part.events) AS events, sum(unpriced_events) AS unpricedEvents,
      sum(cost_micros) AS costMicros, sum(input_tokens) AS inputTokens,
      sum(output_tokens) AS outputTokens, sum(cache_write_tokens) AS cacheWriteTokens,
      sum(cache_read_tokens) AS cacheReadTokens
    FROM part JOIN agent ON agent.id = part.agent_id JOIN name AS model ON model.id = part.model_id
      LEFT JOIN name AS project ON project.id = part.project_id
    WHERE part.account_id NOT IN (SELECT id FROM account WHERE host IS NOT NULL)
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);

  return {
    /** null before the first sending. */
    page: (): ExportPage | null => {
      const row = page.get();
      return row ? pageOf(row) : null;
    },
    /**
     * Sums of this computer's counted events in `[startMs, untilMs)` by agent, model and project; saved sums are
     * used where they hold. Other computers' use is theirs to send.
     */
    sums: (startMs: number, untilMs: number): MetricCell[] => {
      const heldFromMs = Math.min(untilMs, Math.ceil(startMs / QUARTER_MS) * QUARTER_MS);
      const lastFullMs = Math.floor(untilMs / QUARTER_MS) * QUARTER_MS;
      const heldUntilMs = Math.max(heldFromMs, Math.min(state().heldUntilMs, lastFullMs));
      return sums.all({ startMs, heldFromMs, heldUntilMs, untilMs });
    },
  };
}

function pageOf(row: PageRow): ExportPage {
  const { address, started_at_ms: startedAtMs } = row;
  return {
    ...contactStateOf(row),
    counters:
      address === null || startedAtMs === null
        ? null
        : {
            address,
            startedAtMs,
            triedAtMs: row.last_polled_at_ms,
            values: JSON.parse(row.sent) as Record<string, number>,
          },
    sentAtMs: row.sent_at_ms,
  };
}

/** The writing half, for the program that sends. */
export function createMetricExportWriter(connection: Connection) {
  const save = connection.prepare(`
    INSERT OR REPLACE INTO metric_export (id, address, started_at_ms, last_polled_at_ms, sent_at_ms, sent,
      failures, not_before_ms, problem_kind, problem_message, problem_at_ms, last_contact_at_ms, requests,
      bytes_sent, bytes_received)
    VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    /** @throws SQLite's error */
    savePage(page: ExportPage): void {
      save.run(
        page.counters?.address ?? null,
        page.counters?.startedAtMs ?? null,
        page.lastPolledAtMs,
        page.sentAtMs,
        JSON.stringify(page.counters?.values ?? {}),
        page.failures,
        page.notBeforeMs,
        page.problem?.kind ?? null,
        page.problem?.message ?? null,
        page.problem?.atMs ?? null,
        page.lastContactAtMs,
        page.requests,
        page.bytesSent,
        page.bytesReceived,
      );
    },
  };
}
