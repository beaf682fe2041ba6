/** A provider's rows summed for people. Reported money of one currency is never added to another's. */
import {
  PROVIDER_SOURCE_OF,
  type ProviderCostLine,
  type ProviderDay,
  type ProviderFigures,
  type ProviderMember,
  type ProviderModel,
  type ProviderMoney,
  type ProviderSpendLimit,
  type ProviderTokens,
} from '../../../preload/contract/providers.ts';
import type { ProviderId } from '../../../preload/contract/keys.ts';
import { zoneOf } from '../calendar.ts';
import type { AgentUseRow, CostRow, RateLimitRow, SpendLimitRow, UsageRow } from './reports.ts';
import { dayPartsOf, partsOf } from './parts.ts';
import { dayOf, type ReportState } from './schedule.ts';

export type ProviderRows = {
  readonly costs: readonly CostRow[];
  readonly usage: readonly UsageRow[];
  readonly agentUse: readonly AgentUseRow[];
  readonly rateLimits: readonly RateLimitRow[];
  readonly spendLimits: readonly SpendLimitRow[];
};

const MOST_LINES = 50;
const UTC = zoneOf('UTC');

/** Null where no report was ever given. */
export function figuresOf(
  provider: ProviderId,
  rows: ProviderRows,
  states: readonly ReportState[],
  days: number,
  nowMs: number,
): ProviderFigures | null {
  const answered = states.flatMap(({ answeredAtMs }) => answeredAtMs ?? []);
  if (answered.length === 0) return null;
  const month = UTC.dayOf(nowMs).slice(0, 7);
  const parts = partsOf(rows.costs);
  const inMonth = rows.costs.filter(({ startsAtMs }) => UTC.dayOf(startsAtMs).startsWith(month));
  return {
    source: PROVIDER_SOURCE_OF[provider],
    basis: 'reported',
    asOfMs: Math.min(...answered),
    days,
    costTotal: moneyOf(rows.costs),
    costThisMonth: moneyOf(inMonth),
    parts,
    byDay: daysOf(rows, parts),
    costLines: linesOf(rows.costs),
    models: modelsOf(rows.usage),
    members: membersOf(rows.agentUse),
    rateLimits: rows.rateLimits,
    spendLimits: spendLimitsOf(rows.spendLimits),
  };
}

/** Sums for each currency, in the order of their codes. */
export function moneyOf(
  amounts: readonly { readonly currency: string; readonly amountMicros: number }[],
): ProviderMoney[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMicros } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMicros));
  }
  return [...sums]
    .map(([currency, sum]) => ({ currency, micros: Number(sum) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

function daysOf({ costs, usage }: ProviderRows, parts: readonly (string | null)[]): ProviderDay[] {
  const days = new Set([...costs, ...usage].map(({ startsAtMs }) => dayOf(startsAtMs)));
  const costsOf = grouped(costs, ({ startsAtMs }) => dayOf(startsAtMs));
  const usageOf = grouped(usage, ({ startsAtMs }) => dayOf(startsAtMs));
  return [...days]
    .sort((a, b) => a - b)
    .map((atMs) => ({
      day: UTC.dayOf(atMs),
      cost: moneyOf(costsOf.get(atMs) ?? []),
      costParts: dayPartsOf(costsOf.get(atMs) ?? [], parts),
      tokens: usageOf.has(atMs) ? tokensOf(usageOf.get(atMs) ?? []) : null,
    }));
}

function tokensOf(rows: readonly ProviderTokens[]): ProviderTokens {
  const sum = (of: (row: ProviderTokens) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    inputTokens: sum((row) => row.inputTokens),
    cacheReadTokens: sum((row) => row.cacheReadTokens),
    cacheWriteTokens: sum((row) => row.cacheWriteTokens),
    outputTokens: sum((row) => row.outputTokens),
  };
}

function linesOf(costs: readonly CostRow[]): ProviderCostLine[] {
  return [...grouped(costs, ({ description }) => description)]
    .flatMap(([description, rows]) => moneyOf(rows).map((money) => ({ ...money, description })))
    .sort((a, b) => b.micros - a.micros)
    .slice(0, MOST_LINES);
}

function modelsOf(usage: readonly UsageRow[]): ProviderModel[] {
  return [...grouped(usage, ({ model }) => model)]
    .map(([model, rows]) => ({ model, ...tokensOf(rows) }))
    .sort((a, b) => b.outputTokens - a.outputTokens)
    .slice(0, MOST_LINES);
}

function membersOf(rows: readonly AgentUseRow[]): ProviderMember[] {
  return [...grouped(rows, ({ actor }) => actor)]
    .map(([actor, own]) => ({
      actor,
      sessions: sumKnown(own, (row) => row.sessions),
      linesAdded: sumKnown(own, (row) => row.linesAdded),
      linesRemoved: sumKnown(own, (row) => row.linesRemoved),
      commits: sumKnown(own, (row) => row.commits),
      pullRequests: sumKnown(own, (row) => row.pullRequests),
      estimated: moneyOf(
        own.flatMap(({ currency, estimatedMicros }) =>
          currency === null || estimatedMicros === null
            ? []
            : [{ currency, amountMicros: estimatedMicros }],
        ),
      ),
    }))
    .slice(0, MOST_LINES);
}

/** Those nearest to their limit first, then those without one. */
function spendLimitsOf(rows: readonly SpendLimitRow[]): ProviderSpendLimit[] {
  const share = ({ limitMicros, spentMicros }: SpendLimitRow) =>
    limitMicros === null || spentMicros === null
      ? -1
      : limitMicros === 0
        ? spentMicros > 0
          ? Number.MAX_SAFE_INTEGER
          : 0
        : spentMicros / limitMicros;
  return rows
    .toSorted((a, b) => share(b) - share(a))
    .slice(0, MOST_LINES)
    .map(({ memberId, member, email, currency, limitMicros, spentMicros, period, source }) => ({
      memberId,
      member: member ?? email ?? memberId,
      email,
      currency,
      limitMicros,
      spentMicros,
      period,
      source,
    }));
}

/** null when none of the rows says it. */
function sumKnown<T>(rows: readonly T[], of: (row: T) => number | null): number | null {
  const known = rows.flatMap((row) => of(row) ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function grouped<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
