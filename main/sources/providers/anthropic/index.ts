/**
 * Anthropic's Admin API: usage and cost reports, use of its coding agent, rate limits.
 * Source: platform.claude.com/docs, "Usage and Cost API", "Claude Code Analytics API", "Rate Limits API".
 */
import { PROVIDERS } from '../../../../preload/contract/keys.ts';
import { asObject, textOrNull } from '../fields.ts';
import type { Provider } from '../provider.ts';
import { agentUseReport, rateLimitReport } from './agentUse.ts';
import { costReport, usageReport } from './costAndUsage.ts';

export const anthropic: Provider = {
  id: 'anthropic',
  host: PROVIDERS.anthropic.host,
  headers: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
  reports: [costReport, usageReport, agentUseReport, rateLimitReport],
  whoAmI: () => [{ path: '/v1/organizations/me', query: [] }],
  readWho(body) {
    const organisation = asObject(body);
    const id = textOrNull(organisation?.['id']);
    return id ? { id, name: textOrNull(organisation?.['name']) ?? null } : null;
  },
};
