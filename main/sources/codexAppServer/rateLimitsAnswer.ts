/**
 * Reads the answer to `account/rateLimits/read`. It is the statement that Codex writes into its session files,
 * in other spelling, so it is brought into that one and read by the same rules.
 */
import { z } from 'zod';
import { readRateLimits } from '../../agents/codex/rateLimits.ts';
import type { CreditUseReading, PlanReading } from '../../domain/accountReadings.ts';
import {
  clampPercent,
  limitKey,
  type CreditsReading,
  type LimitReading,
} from '../../domain/limits.ts';
import { readInstant } from '../instants.ts';
import { moneyOfMinor } from '../reportedMoney.ts';

export type RateLimitsAnswer = {
  readonly windows: readonly LimitReading[];
  readonly credits: CreditsReading | null;
  readonly creditUse: CreditUseReading | null;
  readonly plan: PlanReading;
};

const window = z
  .object({
    usedPercent: z.number(),
    windowDurationMins: z.number().nullish().catch(null),
    resetsAt: z.unknown().optional(),
  })
  .nullish()
  .catch(null);

const text = z.string().min(1).nullish().catch(null);

const limits = z.object({
  limitId: text,
  limitName: text,
  primary: window,
  secondary: window,
  credits: z
    .object({
      hasCredits: z.boolean().nullish().catch(null),
      unlimited: z.boolean().nullish().catch(null),
      balance: z.union([z.string(), z.number()]).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  individualLimit: z
    .object({ limit: z.unknown(), used: z.unknown(), resetsAt: z.unknown().optional() })
    .nullish()
    .catch(null),
  spendControlReached: z.boolean().nullish().catch(null),
  planType: text,
  rateLimitReachedType: text,
});

type Limits = z.infer<typeof limits>;

const answer = z.object({
  ordinaryUsageAllowed: z.boolean().nullish().catch(null),
  rateLimits: limits,
  rateLimitsByLimitId: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** Reads the `result` of the answer; null when it is not of a known form. */
export function readRateLimitsAnswer(
  result: unknown,
  account: string,
  observedAtMs: number,
): RateLimitsAnswer | null {
  const parsed = answer.safeParse(result).data;
  if (!parsed) return null;
  const own = parsed.rateLimits;
  const others = Object.values(parsed.rateLimitsByLimitId ?? {}).flatMap(
    (value) => limits.safeParse(value).data ?? [],
  );
  const statement = { agent: 'codex', account, source: 'codex-app-server', observedAtMs } as const;
  const windows = new Map<string, LimitReading>();
  for (const reading of [own, ...others].flatMap(
    (one) => inSessionFileSpelling(one, statement).readings,
  )) {
    if (!windows.has(limitKey(reading)))
      windows.set(limitKey(reading), { ...reading, ...statement });
  }
  const { credits } = inSessionFileSpelling(own, statement);
  return {
    windows: [...windows.values()].map((reading) => ({
      ...reading,
      usedPercent: reading.usedPercent === null ? null : clampPercent(reading.usedPercent),
    })),
    credits: credits && { ...credits, ...statement },
    creditUse: creditUseOf(own, statement),
    plan: {
      ...statement,
      isSignedIn: true,
      billing: own.planType && own.planType !== 'unknown' ? 'subscription' : null,
      plan: own.planType === 'unknown' ? null : (own.planType ?? null),
      tier: null,
      email: null,
      organisation: null,
      isIncludedUseAllowed: parsed.ordinaryUsageAllowed ?? null,
    },
  };
}

type Statement = Pick<LimitReading, 'account' | 'observedAtMs'>;

function inSessionFileSpelling(own: Limits, { account, observedAtMs }: Statement) {
  const spelled = (one: Limits['primary']) => {
    const resetsAtMs = readInstant(one?.resetsAt);
    return (
      one && {
        used_percent: one.usedPercent,
        window_minutes: one.windowDurationMins,
        resets_at: resetsAtMs === null ? null : resetsAtMs / 1000,
      }
    );
  };
  const limitsObject = {
    limit_id: own.limitId,
    limit_name: own.limitName,
    primary: spelled(own.primary),
    secondary: spelled(own.secondary),
    credits: own.credits && {
      has_credits: own.credits.hasCredits,
      unlimited: own.credits.unlimited,
      balance: own.credits.balance,
    },
  };
  return readRateLimits(limitsObject, observedAtMs, account);
}

/** A workspace's own cap on its member, in the provider's credits. null when nothing is said about one. */
function creditUseOf(
  own: Limits,
  statement: Pick<CreditUseReading, 'agent' | 'account' | 'source' | 'observedAtMs'>,
): CreditUseReading | null {
  const cap = own.individualLimit;
  const isReached = own.spendControlReached ?? null;
  const reached = own.rateLimitReachedType ?? null;
  if (!cap && isReached === null && reached === null) return null;
  const limit = cap ? moneyOfMinor(cap.limit, 'credits', 0) : null;
  return {
    ...statement,
    enabled: isReached === true || CREDITS_SPENT.has(reached ?? '') ? false : null,
    whyNot: reached ?? (isReached === true ? 'spend_control_reached' : null),
    spentThisPeriod: cap ? moneyOfMinor(cap.used, 'credits', 0) : null,
    spendLimit: limit ? { kind: 'limit', money: limit } : { kind: 'unknown' },
    periodEndsAtMs: readInstant(cap?.resetsAt),
  };
}

/** What says that paid use has ended too; `rate_limit_reached` is only the plan's own limit. */
const CREDITS_SPENT: ReadonlySet<string> = new Set([
  'workspace_owner_credits_depleted',
  'workspace_member_credits_depleted',
  'workspace_owner_usage_limit_reached',
  'workspace_member_usage_limit_reached',
]);
