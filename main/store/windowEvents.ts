/** What the window explorer reads: events with the moment of their message, and how full windows became. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Connection } from './open.ts';
import { OF_ACCOUNT, type AccountEvents } from './moneyFacts.ts';
import type { Cell } from '../domain/review/sums.ts';

/** One counted answer; `side` null: neither paid with credits nor unclear. */
export type WindowEvent = Pick<
  Cell,
  'model' | 'project' | 'inputTokens' | 'outputTokens' | 'cacheWriteTokens' | 'cacheReadTokens'
> & {
  readonly startedAtMs: number;
  readonly costMicros: number | null;
  readonly side: 'credits' | 'unknown' | null;
};

/** The most that was said of the use of a five-hour window, by the reset as it was named. */
export type NamedPeak = {
  readonly agent: AgentId;
  readonly account: string;
  readonly resetsAtMs: number;
  readonly peakPercent: number;
};

type Span = { readonly fromMs: number; readonly untilMs: number };

/** The reading half; there is no other. */
export function createWindowEventReader(connection: Connection) {
  const events = connection.prepare<[object], WindowEvent>(`
    SELECT started_at_ms AS startedAtMs, model.text AS model, project.text AS project,
      usage_event.cost_micros AS costMicros, input_tokens AS inputTokens,
      output_tokens AS outputTokens,
      cache_write_5m_tokens + cache_write_1h_tokens AS cacheWriteTokens,
      cache_read_tokens AS cacheReadTokens, paid_event.side AS side
    FROM usage_event JOIN name AS model ON model.id = usage_event.model_id
      LEFT JOIN name AS project ON project.id = usage_event.project_id
      LEFT JOIN account ON account.id = usage_event.account_id
      LEFT JOIN paid_event ON paid_event.agent = @agent
        AND paid_event.account_id = (SELECT id FROM name WHERE text = @account)
        AND paid_event.at_ms = usage_event.at_ms
        AND paid_event.event_key =
          group_key || '|' || request_id || '|' || kind || '|' || loose_session_id
    WHERE usage_event.agent_id = (SELECT id FROM agent WHERE key = @agent) AND is_counted = 1
      AND (account.folder = @account OR (@hasOrphans = 1 AND usage_event.account_id IS NULL))
      AND usage_event.at_ms >= @fromMs AND usage_event.at_ms < @untilMs
    ORDER BY started_at_ms`);
  const starts = connection
    .prepare<[object], number>(
      `SELECT started_at_ms FROM usage_event LEFT JOIN account ON account.id = usage_event.account_id
       WHERE ${OF_ACCOUNT} AND at_ms >= @fromMs AND at_ms < @untilMs`,
    )
    .pluck();
  const peaks = connection.prepare<[number, number], NamedPeak>(`
    SELECT agent, account, resets_at_ms AS resetsAtMs, max(used_percent) AS peakPercent
    FROM limit_reading
    WHERE observed_at_ms >= ? AND observed_at_ms < ? AND kind = 'session' AND model_name = ''
      AND resets_at_ms IS NOT NULL AND used_percent IS NOT NULL
    GROUP BY agent, account, resets_at_ms ORDER BY agent, account, resets_at_ms`);
  const newestReading = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM limit_reading')
    .pluck();

  return {
    /** Counted answers of an account that ended in a span, by the moment of their message. */
    events: ({ agent, account, hasOrphans }: AccountEvents, span: Span): WindowEvent[] =>
      events.all({ agent, account, hasOrphans: Number(hasOrphans), ...span }),
    /** When the messages were sent of the same answers, in any order. */
    starts: ({ agent, account, hasOrphans }: AccountEvents, span: Span): number[] =>
      starts.all({ agent, account, hasOrphans: Number(hasOrphans), ...span }),
    /** Peaks of what was read in a span, by account and reset. */
    peaks: ({ fromMs, untilMs }: Span): NamedPeak[] => peaks.all(fromMs, untilMs),
    /** Grows with every reading. */
    newestReading: (): number => newestReading.get() ?? 0,
  };
}
