/**
 * Claude Enterprise (claude.ai): cost and use of the organisation, and each member's spend limit, with a key whose
 * scopes are `read:analytics`, `read:spend_limits`, or both. Each report is read where the key allows it.
 * Source: platform.claude.com/docs, "Analytics APIs" and "Spend Limits API".
 */
import { PROVIDERS } from '../../../../preload/contract/keys.ts';
import type { SpendLimitRow } from '../../../domain/providers/reports.ts';
import { costRow, usageRow } from './costAndUsage.ts';
import { costDays, iso, ISO_TIMES, usageDays } from '../dayReports.ts';
import { asObject, currency, each, micros, textOrNull, whole } from '../fields.ts';
import { cursorPage } from '../pages.ts';
import type { Provider, Report } from '../provider.ts';

const DAY_MS = 86_400_000;
/** Figures change for a month, and there are none of before 2026. */
const DAYS_OF_ANALYTICS = { revisedDays: 30, sinceMs: Date.UTC(2026, 0, 1) } as const;

const cost = costDays({
  path: '/v1/organizations/analytics/cost_report',
  times: ISO_TIMES,
  groups: ['product', 'model'],
  row: (result, times) => costRow(result, times, 'product'),
  ...DAYS_OF_ANALYTICS,
});

const usage = usageDays({
  path: '/v1/organizations/analytics/usage_report',
  times: ISO_TIMES,
  groups: ['product', 'model'],
  row: usageRow,
  ...DAYS_OF_ANALYTICS,
});

const LIMITS_PATH = '/v1/organizations/spend_limits/effective';

const spendLimits: Report = {
  id: 'spend-limits',
  daysARequest: null,
  question: (_span, page) => ({
    path: LIMITS_PATH,
    query: [['limit', '1000'], ...(page === null ? [] : [['page', page] as const])],
  }),
  read(body) {
    const page = asObject(body);
    if (!page) return null;
    const rows = each(page['data'], limitRow);
    return cursorPage(page, rows && { report: 'spend-limits', rows });
  },
};

function limitRow(value: unknown): SpendLimitRow | undefined {
  const row = asObject(value);
  const actor = asObject(row?.['actor']);
  const code = currency(row?.['currency']);
  if (!row || code === undefined) return undefined;
  const exponent = minorExponent(code);
  // Null is said outright and means without a limit; a limit that is left out would not be known.
  const limitMicros = row['amount'] === null ? null : micros(row['amount'], exponent);
  const spent = row['period_to_date_spend'];
  return whole({
    memberId: textOrNull(asObject(row['scope'])?.['user_id']) ?? undefined,
    member: textOrNull(actor?.['name']) ?? textOrNull(actor?.['email_address']) ?? null,
    email: textOrNull(actor?.['email_address']),
    currency: code,
    limitMicros,
    spentMicros: spent === null || spent === undefined ? null : micros(spent, exponent),
    period: textOrNull(row['period']) ?? undefined,
    source: textOrNull(asObject(row['source'])?.['type']),
  });
}

/** Digits between a currency's smallest unit and its millionths. */
function minorExponent(code: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  return 6 - (format.resolvedOptions().maximumFractionDigits ?? 2);
}

export const enterprise: Provider = {
  id: 'anthropic-enterprise',
  host: PROVIDERS['anthropic-enterprise'].host,
  headers: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
  reports: [spendLimits, cost, usage],
  // A key may have one scope or the other; no address answers to both.
  whoAmI: (nowMs) => [
    { path: LIMITS_PATH, query: [['limit', '1']] },
    {
      path: '/v1/organizations/analytics/cost_report',
      query: [
        ['starting_at', iso(Math.floor(nowMs / DAY_MS) * DAY_MS - DAY_MS)],
        ['bucket_width', '1d'],
        ['limit', '1'],
      ],
    },
  ],
  // A key belongs to one organisation, which only some of the answers name.
  readWho: () => null,
};
