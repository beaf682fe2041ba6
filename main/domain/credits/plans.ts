/**
 * What each plan means for credits. Sources: the articles of the vendor's help centre named in each row, read
 * in copies of 2026-08-22. Everything here is a default that settings may overrule.
 */
import { PLAN_IDS, type PlanId } from '../../../preload/contract/credits.ts';
import type { PlanReading } from '../accountReadings.ts';
import type { CreditsAccount, DailyRedemption, Draw } from './types.ts';

export { PLAN_IDS, type PlanId };

export type PlanFacts = {
  /** Whether the plan includes use that is not paid by the request. */
  readonly hasAllowance: boolean;
  /** Whose credits follow: `none` where requests are refused, `account` for an API account of its own. */
  readonly credits: 'own' | 'organisation' | 'none' | 'api-account';
  readonly billing: 'prepaid' | 'monthly' | 'none' | 'api-account';
  /** Who can switch credits on. */
  readonly switchedOnBy: 'user' | 'owner' | 'nobody';
  /** Most that bundles may add a month, in micro-dollars of credits; null: no bundles, or not told. */
  readonly bundleMonthlyCapMicros: number | null;
  /** Daily redemption limit in micro-dollars; null: none is named for this plan. */
  readonly dailyRedemptionLimitMicros: number | null;
  /** Models that are paid with credits from the first request on, as limits name them. */
  readonly alwaysPaidModels: readonly string[];
  readonly sources: readonly string[];
};

const HELP = 'https://support.claude.com/en/articles/';
const CREDITS_ARTICLE = `${HELP}12429409`;
const BUNDLES_ARTICLE = `${HELP}14246112`;
const TEAM_ARTICLE = `${HELP}12005970`;
const ENTERPRISE_ARTICLE = `${HELP}13799932`;
const FABLE_ARTICLE = `${HELP}15424964`;

/** “Note: There is a daily redemption limit of $2000.” */
export const DAILY_REDEMPTION_LIMIT_MICROS = 2_000_000_000;

const INDIVIDUAL = {
  hasAllowance: true,
  credits: 'own',
  billing: 'prepaid',
  switchedOnBy: 'user',
  bundleMonthlyCapMicros: 2_000_000_000,
  dailyRedemptionLimitMicros: DAILY_REDEMPTION_LIMIT_MICROS,
  sources: [CREDITS_ARTICLE, BUNDLES_ARTICLE, FABLE_ARTICLE],
} as const;

const ORGANISATION = {
  credits: 'organisation',
  switchedOnBy: 'owner',
  dailyRedemptionLimitMicros: null,
} as const;

const WITHOUT_CREDITS = {
  bundleMonthlyCapMicros: null,
  dailyRedemptionLimitMicros: null,
  alwaysPaidModels: [],
} as const;

export const PLANS: Readonly<Record<PlanId, PlanFacts>> = {
  pro: { ...INDIVIDUAL, alwaysPaidModels: ['Fable'] },
  'max-5x': { ...INDIVIDUAL, alwaysPaidModels: [] },
  'max-20x': { ...INDIVIDUAL, alwaysPaidModels: [] },
  // Premium seats have Fable in the plan, standard seats pay for it: the seat is not known here.
  team: {
    ...ORGANISATION,
    hasAllowance: true,
    billing: 'prepaid',
    bundleMonthlyCapMicros: 3_000_000_000,
    alwaysPaidModels: [],
    sources: [TEAM_ARTICLE, BUNDLES_ARTICLE, FABLE_ARTICLE],
  },
  'enterprise-seat': {
    ...ORGANISATION,
    hasAllowance: true,
    billing: 'monthly',
    bundleMonthlyCapMicros: null,
    alwaysPaidModels: [],
    sources: [ENTERPRISE_ARTICLE],
  },
  'enterprise-usage': {
    ...ORGANISATION,
    hasAllowance: false,
    billing: 'monthly',
    bundleMonthlyCapMicros: null,
    alwaysPaidModels: [],
    sources: [ENTERPRISE_ARTICLE],
  },
  free: {
    ...WITHOUT_CREDITS,
    hasAllowance: true,
    credits: 'none',
    billing: 'none',
    switchedOnBy: 'nobody',
    sources: [CREDITS_ARTICLE],
  },
  'api-key': {
    ...WITHOUT_CREDITS,
    hasAllowance: false,
    credits: 'api-account',
    billing: 'api-account',
    switchedOnBy: 'nobody',
    sources: [`${HELP}8977456`],
  },
};

/** Names in which the vendor's own program states a plan, or its size where it has several. */
const STATED_PLANS: Readonly<Record<string, PlanId>> = {
  pro: 'pro',
  max_5x: 'max-5x',
  max_20x: 'max-20x',
  team: 'team',
  free: 'free',
};

/**
 * The plan by the user's word, else by the provider's; null where neither names one of ours.
 * @param followsPlanTable whether the provider is the one whose plans these are: others use the same words
 */
export function planOf(
  chosen: PlanId | null,
  reading: PlanReading | null,
  followsPlanTable: boolean,
): PlanId | null {
  if (chosen !== null || reading === null || !followsPlanTable) return chosen;
  if (reading.billing === 'api-key') return 'api-key';
  for (const word of [reading.tier, reading.plan]) {
    if (word !== null && Object.hasOwn(STATED_PLANS, word)) return STATED_PLANS[word] ?? null;
  }
  return null;
}

/**
 * What an agent's requests draw on: the user's word, else what the plan forces, else the agent's default.
 * A plan without an allowance leaves nothing that could come before credits.
 */
export function drawOf(chosen: Draw | null, plan: PlanId | null, agentDefault: Draw): Draw {
  if (chosen !== null) return chosen;
  if (plan === 'api-key') return 'api-key';
  if (plan !== null && !PLANS[plan].hasAllowance) return 'credits';
  return agentDefault;
}

/**
 * Fills in what a plan says and nobody else did: free plans have no credits, plans billed by the month no
 * balance, and prepaid ones the daily redemption limit. What is known already stays as it is.
 *
 * @param asOfMs time of the price and plan table
 */
export function withPlanDefaults(
  credits: CreditsAccount,
  plan: PlanId | null,
  asOfMs: number,
): CreditsAccount {
  if (plan === null) return credits;
  const facts = PLANS[plan];
  const origin = { source: 'default', basis: 'estimated', asOfMs } as const;
  const isWithout = facts.credits === 'none' && credits.enabled === null;
  const limitMicros = facts.dailyRedemptionLimitMicros;
  const daily: DailyRedemption | null =
    limitMicros === null
      ? null
      : { ...origin, limitMicros, redeemedTodayMicros: null, dayEndsAtMs: null };
  return {
    ...credits,
    enabled: isWithout ? { ...origin, value: false } : credits.enabled,
    whyOff: isWithout ? 'not-on-this-plan' : credits.whyOff,
    isPrepaid: facts.billing === 'prepaid' && credits.isPrepaid,
    daily: credits.daily ?? daily,
  };
}
