/**
 * OpenAI's organisation usage and costs. Amounts are numbers in whole dollars, unlike Anthropic's cents.
 * Source: the types of the npm package `openai` 7.57.0, resources/admin/organization/usage.d.ts.
 */
import { PROVIDERS } from '../../../../preload/contract/keys.ts';
import { costDays, SECOND_TIMES, usageDays } from '../dayReports.ts';
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
import type { Provider } from '../provider.ts';

const DOLLARS = 6;

const costs = costDays({
  path: '/v1/organization/costs',
  times: SECOND_TIMES,
  groups: ['project_id', 'line_item'],
  row(result, times) {
    const amount = asObject(result['amount']);
    if (!amount) return undefined;
    return whole({
      ...times,
      currency: currency(amount['currency']),
      amountMicros: micros(amount['value'], DOLLARS),
      description: textOrNull(result['line_item']),
      model: null,
      project: textOrNull(result['project_id']),
    });
  },
});

const completions = usageDays({
  path: '/v1/organization/usage/completions',
  times: SECOND_TIMES,
  groups: ['model', 'project_id'],
  row(result, times) {
    const cacheReadTokens = count(result['input_cached_tokens']);
    const cacheWriteTokens = count(result['input_cache_write_tokens']);
    return whole({
      ...times,
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
  },
});

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
  whoAmI: () => [{ path: '/v1/organization/projects', query: [['limit', '1']] }],
  // The address answers who may ask; whose account it is stands in a header (API reference, "Debugging requests").
  readWho: (body, header) =>
    asObject(body) ? { id: header ?? 'the key’s organisation', name: header } : null,
};
