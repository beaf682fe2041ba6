/** The reports that Anthropic makes of an organisation's API use. Amounts are decimal texts in cents. */
import type { CostRow, UsageRow } from '../../../domain/providers/reports.ts';
import { costDays, ISO_TIMES, usageDays } from '../dayReports.ts';
import {
  asObject,
  count,
  countOrNull,
  currency,
  micros,
  textOrNull,
  whole,
  type JsonObject,
} from '../fields.ts';

/** A cent is ten thousand micro-dollars. */
const CENTS = 4;

type BucketTimes = Parameters<Parameters<typeof costDays>[0]['row']>[1];

export const costReport = costDays({
  path: '/v1/organizations/cost_report',
  times: ISO_TIMES,
  groups: ['workspace_id', 'description'],
  row: (result, times) => costRow(result, times, 'description'),
});

export const usageReport = usageDays({
  path: '/v1/organizations/usage_report/messages',
  times: ISO_TIMES,
  groups: ['model', 'service_tier', 'workspace_id'],
  row: usageRow,
});

/** @param line the field that names a line of the bill */
export function costRow(result: JsonObject, times: BucketTimes, line: string): CostRow | undefined {
  return whole({
    ...times,
    currency: currency(result['currency']),
    amountMicros: micros(result['amount'], CENTS),
    description: textOrNull(result[line]),
    model: textOrNull(result['model']),
    project: textOrNull(result['workspace_id']),
  });
}

export function usageRow(result: JsonObject, times: BucketTimes): UsageRow | undefined {
  const written = asObject(result['cache_creation']) ?? {};
  const long = count(written['ephemeral_1h_input_tokens']);
  const short = count(written['ephemeral_5m_input_tokens']);
  return whole({
    ...times,
    model: textOrNull(result['model']),
    project: textOrNull(result['workspace_id']),
    serviceTier: textOrNull(result['service_tier']),
    inputTokens: count(result['uncached_input_tokens']),
    cacheReadTokens: count(result['cache_read_input_tokens']),
    cacheWriteTokens: long === undefined || short === undefined ? undefined : long + short,
    outputTokens: count(result['output_tokens']),
    requests: countOrNull(result['requests']),
    webSearches: countOrNull(asObject(result['server_tool_use'])?.['web_search_requests']),
  });
}
