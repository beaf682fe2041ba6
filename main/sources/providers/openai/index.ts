/**
 * OpenAI's organisation usage and costs. Amounts are numbers in whole dollars, unlike Anthropic's cents.
 * Source: the types of the npm package `openai` 7.57.0, resources/admin/organization/usage.d.ts.
 */
import { PROVIDERS } from '../../../../preload/contract/keys.ts';
import type { CostRow, Span, UsageRow } from '../../../domain/providers/reports.ts';
import {
  asObject,
  count,
  countOrNull,
  currency,
  each,
  micros,
  secondsMs,
  textOrNull,
  whole,
  type JsonObject,
} from '../fields.ts';
import { bucketRows, pageOf } from '../pages.ts';
import type { Provider, Question, Report } from '../provider.ts';

const DOLLARS = 6;
/** Most day buckets that one page of the usage report holds; costs take more. */
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
      ['start_time', String(span.fromMs / 1000)],
      ['end_time', String(span.untilMs / 1000)],
      ['bucket_width', '1d'],
      ...groups.map((group) => ['group_by[]', group] as const),
      ['limit', String(DAYS_A_PAGE)],
      ...(page === null ? [] : [['page', page] as const]),
    ],
  };
}

function timesOf(bucket: JsonObject) {
  return { startsAtMs: secondsMs(bucket['start_time']), endsAtMs: secondsMs(bucket['end_time']) };
}

const costs: Report = {
  id: 'cost',
  daysARequest: DAYS_A_PAGE,
  question: (span, page) =>
    dayQuestion('/v1/organization/costs', ['project_id', 'line_item'], span, page),
  read(body) {
    const page = asObject(body);
    if (!page) return null;
    const rows = bucketRows(page, (bucket) =>
      each(bucket['results'], (value) => costRow(bucket, value)),
    );
    return pageOf(page, rows && { report: 'cost', rows });
  },
};

function costRow(bucket: JsonObject, value: unknown): CostRow | undefined {
  const result = asObject(value);
  const amount = asObject(result?.['amount']);
  if (!result || !amount) return undefined;
  return whole({
    ...timesOf(bucket),
    currency: currency(amount['currency']),
    amountMicros: micros(amount['value'], DOLLARS),
    description: textOrNull(result['line_item']),
    model: null,
    project: textOrNull(result['project_id']),
  });
}

const completions: Report = {
  id: 'usage',
  daysARequest: DAYS_A_PAGE,
  question: (span, page) =>
    dayQuestion('/v1/organization/usage/completions', ['model', 'project_id'], span, page),
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
  const cacheReadTokens = count(result['input_cached_tokens']);
  const cacheWriteTokens = count(result['input_cache_write_tokens']);
  return whole({
    ...timesOf(bucket),
    model: textOrNull(result['model']),
    project: textOrNull(result['project_id']),
    serviceTier: textOrNull(result['service_tier']),
    inputTokens: uncachedOf(result, cacheReadTokens, cacheWriteTokens),
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: count(result['output_tokens']),
    requests: countOrNull(result['num_model_requests']),
    webSearches: null,
  });
}

/** `input_tokens` is everything; older answers do not say how much of it came from no cache. */
function uncachedOf(
  result: JsonObject,
  read: number | undefined,
  written: number | undefined,
): number | undefined {
  const said = countOrNull(result['input_uncached_tokens']);
  if (said !== null) return said;
  const all = count(result['input_tokens']);
  if (all === undefined || read === undefined || written === undefined) return undefined;
  return all >= read + written ? all - read - written : undefined;
}

export const openai: Provider = {
  id: 'openai',
  host: PROVIDERS.openai.host,
  headers: (key) => ({ authorization: `Bearer ${key}` }),
  reports: [costs, completions],
  whoAmI: {
    path: '/v1/organization/projects',
    query: [['limit', '1']],
  },
  // The address answers who may ask; whose account it is stands in a header (API reference, "Debugging requests").
  readWho: (body, header) =>
    asObject(body) ? { id: header ?? 'the key’s organisation', name: header } : null,
};
