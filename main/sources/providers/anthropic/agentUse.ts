/** Use of Anthropic's coding agent by an organisation's members, a day at a time, and the rate limits. */
import type { AgentUseRow, RateLimitRow } from '../../../domain/providers/reports.ts';
import {
  asObject,
  countOrNull,
  currency,
  each,
  isoMs,
  micros,
  textOrNull,
  whole,
  type JsonObject,
} from '../fields.ts';
import { pageOf } from '../pages.ts';
import type { Report } from '../provider.ts';

const CENTS = 4;

export const agentUseReport: Report = {
  id: 'agent-use',
  daysARequest: 1,
  question(span, page) {
    if (!span) throw new Error('A report of days needs a span.');
    return {
      path: '/v1/organizations/usage_report/claude_code',
      query: [
        ['starting_at', new Date(span.fromMs).toISOString().slice(0, 10)],
        ['limit', '1000'],
        ...(page === null ? [] : [['page', page] as const]),
      ],
    };
  },
  read(body) {
    const page = asObject(body);
    if (!page) return null;
    const rows = each(page['data'], recordRows)?.flat();
    return pageOf(page, rows && { report: 'agent-use', rows });
  },
};

type Counts = Omit<AgentUseRow, 'startsAtMs' | 'actor' | 'customerType' | 'terminal'>;

const NO_COUNTS: Counts = {
  model: null,
  inputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  currency: null,
  estimatedMicros: null,
  sessions: null,
  linesAdded: null,
  linesRemoved: null,
  commits: null,
  pullRequests: null,
};

/** One record: the counts of its day, then its models. */
function recordRows(value: unknown): AgentUseRow[] | undefined {
  const record = asObject(value);
  if (!record) return undefined;
  const who = whole({
    startsAtMs: isoMs(record['date']),
    actor: actorOf(record['actor']),
    customerType: textOrNull(record['customer_type']),
    terminal: textOrNull(record['terminal_type']),
  });
  const day = dayCounts(asObject(record['core_metrics']) ?? {});
  const models = each(record['model_breakdown'] ?? [], modelCounts);
  if (!who || !day || !models) return undefined;
  return [day, ...models].map((counts) => ({ ...who, ...counts }));
}

function actorOf(value: unknown): string | undefined {
  const actor = asObject(value);
  const name = textOrNull(actor?.['email_address']) ?? textOrNull(actor?.['api_key_name']);
  return name ?? undefined;
}

function dayCounts(metrics: JsonObject): Counts | undefined {
  const lines = asObject(metrics['lines_of_code']) ?? {};
  return whole({
    ...NO_COUNTS,
    sessions: countOrNull(metrics['num_sessions']),
    linesAdded: countOrNull(lines['added']),
    linesRemoved: countOrNull(lines['removed']),
    commits: countOrNull(metrics['commits_by_claude_code']),
    pullRequests: countOrNull(metrics['pull_requests_by_claude_code']),
  });
}

function modelCounts(value: unknown): Counts | undefined {
  const model = asObject(value);
  if (!model) return undefined;
  const tokens = asObject(model['tokens']) ?? {};
  const cost = asObject(model['estimated_cost']);
  return whole({
    ...NO_COUNTS,
    model: textOrNull(model['model']),
    inputTokens: countOrNull(tokens['input']),
    cacheReadTokens: countOrNull(tokens['cache_read']),
    cacheWriteTokens: countOrNull(tokens['cache_creation']),
    outputTokens: countOrNull(tokens['output']),
    currency: cost ? currency(cost['currency']) : null,
    estimatedMicros: cost ? micros(cost['amount'], CENTS) : null,
  });
}

export const rateLimitReport: Report = {
  id: 'rate-limits',
  daysARequest: null,
  question: (_span, page) => ({
    path: '/v1/organizations/rate_limits',
    query: page === null ? [] : [['page', page]],
  }),
  read(body) {
    const page = asObject(body);
    if (!page) return null;
    const rows = each(page['data'], groupRows)?.flat();
    return pageOf(page, rows && { report: 'rate-limits', rows });
  },
};

function groupRows(value: unknown): RateLimitRow[] | undefined {
  const group = asObject(value);
  if (!group) return undefined;
  const groupType = textOrNull(group['group_type']) ?? 'unknown';
  const models = each(group['models'] ?? [], (name) => textOrNull(name) ?? undefined);
  if (!models) return undefined;
  return each(group['limits'], (one) => {
    const limit = asObject(one);
    const limiter = textOrNull(limit?.['type']) ?? undefined;
    const limitValue = countOrNull(limit?.['value']) ?? undefined;
    return whole({ groupType, models, limiter, value: limitValue });
  });
}
