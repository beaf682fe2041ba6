/** The answers that advice is computed from. Reads only. */
import type { AdviceAnswer } from '../domain/advice/answers.ts';
import { SERVICE_MODES, type ServiceMode } from '../domain/usage.ts';
import { IS_SUM } from './isSum.ts';
import type { Connection } from './open.ts';

type Row = Omit<
  AdviceAnswer,
  'account' | 'isMain' | 'mode' | 'isUsOnly' | 'isSum' | 'isCredits'
> & {
  account: string | null;
  isMain: number;
  mode: number;
  isUsOnly: number;
  isSum: number;
  isCredits: number;
};

/** An answer whose account may be unknown: it was saved before accounts were. */
export type StoredAnswer = Omit<AdviceAnswer, 'account'> & { readonly account: string | null };

export function createAdviceReader(connection: Connection) {
  const answers = connection.prepare<[number], Row>(`
    SELECT agent.key AS agent, account.folder AS account, session.session_key AS sessionId,
      usage_event.kind = 0 AS isMain, project.text AS project, model.text AS model,
      usage_event.at_ms AS atMs, started_at_ms AS startedAtMs, input_tokens AS inputTokens,
      output_tokens AS outputTokens, cache_write_5m_tokens AS cacheWrite5mTokens,
      cache_write_1h_tokens AS cacheWrite1hTokens, cache_read_tokens AS cacheReadTokens,
      web_searches AS webSearches, mode, is_us_only AS isUsOnly, ${IS_SUM} AS isSum, usage_event.cost_micros AS costMicros,
      paid.event_key IS NOT NULL AS isCredits
    FROM usage_event JOIN agent ON agent.id = usage_event.agent_id
      JOIN session ON session.id = usage_event.session_id JOIN name AS model ON model.id = usage_event.model_id
      LEFT JOIN name AS project ON project.id = usage_event.project_id
      LEFT JOIN account ON account.id = usage_event.account_id
      LEFT JOIN paid_event AS paid ON paid.agent = agent.key
        AND paid.account_id = (SELECT id FROM name WHERE text = account.folder)
        AND paid.at_ms = usage_event.at_ms AND paid.side = 'credits'
        AND paid.event_key = group_key || '|' || request_id || '|' || usage_event.kind || '|' || loose_session_id
    WHERE usage_event.agent_id IN (SELECT id FROM agent) AND usage_event.at_ms >= ? AND is_counted = 1
    ORDER BY usage_event.at_ms`);
  return {
    /** Counted answers since an instant, by time. */
    answersSince: (fromMs: number): StoredAnswer[] =>
      answers.all(fromMs).map((row) => ({
        ...row,
        isMain: row.isMain === 1,
        mode: SERVICE_MODES[row.mode] as ServiceMode,
        isUsOnly: row.isUsOnly === 1,
        isSum: row.isSum === 1,
        isCredits: row.isCredits === 1,
      })),
  };
}
