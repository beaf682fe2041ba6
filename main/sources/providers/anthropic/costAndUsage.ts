/** The reports that Anthropic makes of an organisation's API use. Amounts are decimal texts in cents. */
import type { CostRow, Span, UsageRow } from '../../../domain/providers/reports.ts';
import {
  asObject,
  count,
  countOrNull,
  currency,
  each,
  isoMs,
  micros,
  textOrNull,
  whole,
  type JsonObject,
} from '../fields.ts';
import { bucketRows, pageOf } from '../pages.ts';
import type { Question, Report } from '../provider.ts';

/** A cent is ten thousand micro-dollars. */
const CENTS = 4;
/** Most day buckets that one page holds. */
const DAYS_A_PAGE = 31;

function dayQuestion(
  path: string,
  groups: readonly string[],
  span: Span | null,
  page: string | null,
): Question {
  if (!span) throw new Error('A report of days needs a span.');
  return {
    path,
    query: [
      ['starting_at', iso(span.fromMs)],
      ['ending_at', iso(span.untilMs)],
      ['bucket_width', '1d'],
      ...groups.map((group) => ['group_by[]', group] as const),
      ['limit', String(DAYS_A_PAGE)],
      ...(page === null ? [] : [['page', page] as const]),
    ],
  };
}

/** `2026-11-22T00:00:00Z` */
function iso(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}

function timesOf(bucket: JsonObject) {
  return { startsAtMs: isoMs(bucket['starting_at']), endsAtMs: isoMs(bucket['ending_at']) };
}

export const costReport: Report = {
  id: 'cost',
  daysARequest: DAYS_A_PAGE,
  question: (span, page) =>
    dayQuestion('/v1/organizations/cost_report', ['workspace_id', 'description'], span, page),
  read(body) {
    const page = asObject(body);
    if (!page) return null;
    const rows = bucketRows<CostRow>(page, (bucket) =>
      each(bucket['results'], (value) => {
        const result = asObject(value);
        if (!result) return undefined;
        return whole({
          ...timesOf(bucket),
          currency: currency(result['currency']),
          amountMicros: micros(result['amount'], CENTS),
          description: textOrNull(result['description']),
          model: textOrNull(result['model']),
          project: textOrNull(result['workspace_id']),
        });
      }),
    );
    return pageOf(page, rows && { report: 'cost', rows });
  },
};

export const usageReport: Report = {
  id: 'usage',
  daysARequest: DAYS_A_PAGE,
  question: (span, page) =>
    dayQuestion(
      '/v1/organizations/usage_report/messages',
      ['model', 'service_tier', 'workspace_id'],
      span,
      page,
    ),
  read(body) {
    const page = asObject(body);
    if (!page) return null;
    const rows = bucketRows(page, (bucket) =>
      each(bucket['results'], (value) => usageRow(bucket, value)),
    );
    return pageOf(page, rows && { report: 'usage', rows });
  },
};

function usageRow(bucket: JsonObject, value: unknown): UsageRow | undefined {
  const result = asObject(value);
  if (!result) return undefined;
  const written = asObject(result['cache_creation']) ?? {};
  const long = count(written['ephemeral_1h_input_tokens']);
  const short = count(written['ephemeral_5m_input_tokens']);
  return whole({
    ...timesOf(bucket),
    model: textOrNull(result['model']),
    project: textOrNull(result['workspace_id']),
    serviceTier: textOrNull(result['service_tier']),
    inputTokens: count(result['uncached_input_tokens']),
    cacheReadTokens: count(result['cache_read_input_tokens']),
    cacheWriteTokens: long === undefined || short === undefined ? undefined : long + short,
    outputTokens: count(result['output_tokens']),
    requests: null,
    webSearches: countOrNull(asObject(result['server_tool_use'])?.['web_search_requests']),
  });
}
