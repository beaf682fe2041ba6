/**
 * The effective ceiling: the most that can be paid with credits from now on, and which part says so.
 *
 * It is the smallest of what is left of the spend limit, of the limit that an organisation gives its member, the
 * balance with what auto-reload may add, the daily redemption limit and the user's own budgets. A part that nobody told is listed as unknown; the
 * ceiling then holds as far as known.
 */
import type {
  CeilingPart,
  CeilingPartKind,
  EffectiveCeiling,
  UnknownPart,
} from '../../../preload/contract/credits.ts';
import type { Origin } from '../figures.ts';
import { microsOfMoney, type CurrencyRate } from '../money.ts';
import { reloadExposure } from './autoReload.ts';
import {
  coversRequest,
  type Budget,
  type CreditsAccount,
  type MemberLimit,
  type RequestScope,
} from './types.ts';

export type { EffectiveCeiling };

type Found = { readonly parts: readonly CeilingPart[]; readonly unknown: readonly UnknownPart[] };

/**
 * The ceiling over one request's credits.
 *
 * @param request budgets of other projects and sessions do not bind it
 * @param rates entered by the user; without one, other currencies are unknown
 */
export function effectiveCeiling(
  credits: CreditsAccount,
  request: RequestScope,
  rates: readonly CurrencyRate[],
  nowMs: number,
): EffectiveCeiling {
  const found = [
    switchPart(credits),
    balancePart(credits, rates),
    spendLimitPart(credits, rates, nowMs),
    ...credits.memberLimits.map((limit) => memberPart(limit, rates, nowMs)),
    dailyPart(credits, nowMs),
    ...credits.budgets
      .filter(({ scope }) => coversRequest(scope, request))
      .map((budget) => budgetPart(budget, nowMs)),
  ];
  const parts = found.flatMap((one) => one.parts);
  const unknown = [...new Set(found.flatMap((one) => one.unknown))];
  const limiting = parts.filter((part) => part.remainingMicros !== null);
  const binding = limiting.reduce<CeilingPart | null>(
    (smallest, part) =>
      smallest === null || (part.remainingMicros ?? 0) < (smallest.remainingMicros ?? 0)
        ? part
        : smallest,
    null,
  );
  return {
    remainingMicros: binding === null ? null : Math.max(0, binding.remainingMicros ?? 0),
    binding,
    parts,
    unknown,
    certainty: unknown.length === 0 ? 'exact' : 'as-far-as-known',
  };
}

/** Whether nothing can be paid any more, as far as is known. */
export function isExhausted(ceiling: EffectiveCeiling): boolean {
  return ceiling.remainingMicros !== null && ceiling.remainingMicros <= 0;
}

const NOTHING: Found = { parts: [], unknown: [] };

function known(part: CeilingPart): Found {
  return { parts: [part], unknown: [] };
}

function unknownPart(...unknown: UnknownPart[]): Found {
  return { parts: [], unknown };
}

function part(
  kind: CeilingPartKind,
  origin: Origin,
  rest: Partial<Omit<CeilingPart, 'kind'>>,
): CeilingPart {
  const { source, basis, asOfMs } = origin;
  const base = { budgetId: null, remainingMicros: null, limitMicros: null, renewsAtMs: null };
  return { kind, source, basis, asOfMs, ...base, ...rest };
}

/** Credits that are off leave nothing to pay with. Whether they are on is not a part of the amount. */
function switchPart({ enabled }: CreditsAccount): Found {
  if (enabled === null || enabled.value) return NOTHING;
  return known(part('credits-off', enabled, { remainingMicros: 0 }));
}

function balancePart(credits: CreditsAccount, rates: readonly CurrencyRate[]): Found {
  if (!credits.isPrepaid) return NOTHING;
  if (credits.balance === null) return unknownPart('balance');
  const micros = microsOfMoney(credits.balance.value, rates);
  if (micros === null) return unknownPart('balance', 'exchange-rate');
  const exposure = reloadExposure(credits.autoReload);
  if (exposure.kind === 'exposed') {
    const more = exposure.mostThisMonthMicros;
    const remainingMicros = more === null ? null : micros + more;
    const found = part('balance', credits.balance, { remainingMicros, limitMicros: micros });
    return { parts: [found], unknown: exposure.isUpperBound ? ['auto-reload'] : [] };
  }
  const found = part('balance', credits.balance, { remainingMicros: micros, limitMicros: micros });
  return { parts: [found], unknown: exposure.kind === 'unknown' ? ['auto-reload'] : [] };
}

function spendLimitPart(
  credits: CreditsAccount,
  rates: readonly CurrencyRate[],
  nowMs: number,
): Found {
  const { spendLimit, spentThisMonth, monthEndsAtMs } = credits;
  if (spendLimit.kind === 'unknown') return unknownPart('spend-limit');
  if (spendLimit.kind === 'unlimited') return known(part('spend-limit', spendLimit, {}));
  const limitMicros = microsOfMoney(spendLimit.limit, rates);
  if (limitMicros === null) return unknownPart('spend-limit', 'exchange-rate');
  // Of a month that is over, nobody knows what the next one has seen already; the whole limit is then the
  // safe “at most”.
  const isOver = monthEndsAtMs !== null && nowMs >= monthEndsAtMs;
  const spent = isOver ? null : spentThisMonth;
  const spentMicros = spent === null ? null : microsOfMoney(spent.value, rates);
  const found = part('spend-limit', spent ?? spendLimit, {
    remainingMicros: limitMicros - (spentMicros ?? 0),
    limitMicros,
    renewsAtMs: isOver ? null : monthEndsAtMs,
  });
  if (spent !== null && spentMicros === null) {
    return { parts: [found], unknown: ['spend-limit', 'exchange-rate'] };
  }
  return { parts: [found], unknown: spentMicros === null ? ['spend-limit'] : [] };
}

/** As for the spend limit: of a period that is over, the whole limit is the safe “at most” of the next. */
function memberPart(member: MemberLimit, rates: readonly CurrencyRate[], nowMs: number): Found {
  if (member.limit === null) return known(part('member-limit', member, {}));
  const limitMicros = microsOfMoney(member.limit, rates);
  if (limitMicros === null) return unknownPart('member-limit', 'exchange-rate');
  const { periodEndsAtMs } = member;
  const isOver = periodEndsAtMs !== null && nowMs >= periodEndsAtMs;
  const spentMicros = isOver || member.spent === null ? null : microsOfMoney(member.spent, rates);
  const found = part('member-limit', member, {
    remainingMicros: limitMicros - (spentMicros ?? 0),
    limitMicros,
    renewsAtMs: isOver ? null : periodEndsAtMs,
  });
  return { parts: [found], unknown: spentMicros === null ? ['member-limit'] : [] };
}

function dailyPart({ daily }: CreditsAccount, nowMs: number): Found {
  if (daily === null) return unknownPart('daily-redemption');
  const isOver = daily.dayEndsAtMs !== null && nowMs >= daily.dayEndsAtMs;
  const usedMicros = isOver ? null : daily.redeemedTodayMicros;
  const remainingMicros = daily.limitMicros - (usedMicros ?? 0);
  const renewsAtMs = isOver ? null : daily.dayEndsAtMs;
  const found = part('daily-redemption', daily, {
    remainingMicros,
    limitMicros: daily.limitMicros,
    renewsAtMs,
  });
  return { parts: [found], unknown: usedMicros === null ? ['daily-redemption'] : [] };
}

function budgetPart(budget: Budget, nowMs: number): Found {
  const isOver = budget.endsAtMs !== null && nowMs >= budget.endsAtMs;
  const spentMicros = isOver ? null : budget.spentMicros;
  const origin = { source: 'user', basis: 'estimated', asOfMs: budget.asOfMs } as const;
  const found = part('budget', origin, {
    budgetId: budget.id,
    remainingMicros: budget.limitMicros - (spentMicros ?? 0),
    limitMicros: budget.limitMicros,
    renewsAtMs: isOver ? null : budget.endsAtMs,
  });
  return { parts: [found], unknown: spentMicros === null ? ['budget'] : [] };
}
