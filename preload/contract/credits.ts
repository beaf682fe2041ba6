/** What every face shows of an account's paid credits. Unknown parts are null or `unknown`, never zero. */
import type { Figure, Origin } from './figures.ts';
import type { AgentId, ReportedMoney } from './snapshot.ts';

/**
 * What an agent's requests are paid with. `credits`: never the plan; `api-key`: an API account, outside
 * plans and credits; `other`: something that Tollgate cannot judge.
 */
export type Draw = 'plan-then-credits' | 'credits' | 'api-key' | 'other';

/** Why credits cannot be used, in the product's own words; the sources translate providers' codes. */
export type CreditsOffReason =
  | 'switched-off'
  | 'out-of-credits'
  | 'not-provisioned'
  | 'organisation-off'
  | 'seat-off'
  | 'member-off'
  | 'zero-limit'
  | 'no-limit-configured'
  | 'not-on-this-plan'
  | 'not-told';

export type SpendLimit =
  | { readonly kind: 'unknown' }
  | (Origin & { readonly kind: 'unlimited' })
  | (Origin & { readonly kind: 'limit'; readonly limit: ReportedMoney });

export type AutoReload =
  | { readonly kind: 'unknown' }
  | (Origin & { readonly kind: 'off' })
  | (Origin & {
      readonly kind: 'on';
      /** A purchase happens when the balance falls below this, in micro-dollars. */
      readonly thresholdMicros: number;
      readonly amountMicros: number;
      /** null: no cap. */
      readonly monthlyCapMicros: number | null;
      /** Bought by auto-reload in the present month; null when nobody counted. */
      readonly reloadedThisMonthMicros: number | null;
    });

/** The limit that an organisation gives a member, as its provider states it. Never a part of the plan's credits. */
export type MemberLimit = Origin & {
  /** Name, else e-mail address or id: whose limit it is. */
  readonly member: string;
  /** null: without a limit. */
  readonly limit: ReportedMoney | null;
  /** In the provider's present period; null where it did not say, or said what it also says for not knowing. */
  readonly spent: ReportedMoney | null;
  /** null: not known. */
  readonly periodEndsAtMs: number | null;
};

/** In the order in which equally small parts are named. */
export type CeilingPartKind =
  'credits-off' | 'balance' | 'spend-limit' | 'member-limit' | 'daily-redemption' | 'budget';

export type CeilingPart = Origin & {
  readonly kind: CeilingPartKind;
  /** Only for `budget`. */
  readonly budgetId: string | null;
  /** Micro-dollars that this part leaves; negative when it was passed; null: this part does not limit. */
  readonly remainingMicros: number | null;
  /** The whole of it in micro-dollars; null where the part has none. */
  readonly limitMicros: number | null;
  /** When it begins anew by itself; null: not, or not known. */
  readonly renewsAtMs: number | null;
};

/** `auto-reload` unknown: the balance may grow without anybody having said so. */
export type UnknownPart = CeilingPartKind | 'auto-reload' | 'exchange-rate';

export type EffectiveCeiling = {
  /** The smallest part in micro-dollars, never below zero; null: no known part limits. */
  readonly remainingMicros: number | null;
  /** The part that binds; null where none does. */
  readonly binding: CeilingPart | null;
  readonly parts: readonly CeilingPart[];
  readonly unknown: readonly UnknownPart[];
  /** `as-far-as-known`: say “at most”, since parts are unknown. */
  readonly certainty: 'exact' | 'as-far-as-known';
};

/** Plans that a user can have, as settings and the plan table name them. */
export const PLAN_IDS = [
  'pro',
  'max-5x',
  'max-20x',
  'team',
  'enterprise-seat',
  'enterprise-usage',
  'free',
  'api-key',
] as const;
export type PlanId = (typeof PLAN_IDS)[number];

/** Paid credits of one account. Accounts and providers are never added up. */
export type CreditsView = {
  readonly agent: AgentId;
  readonly account: string;
  readonly draw: Draw;
  /** Whether the provider lets this account pay with credits; null: not known. */
  readonly enabled: Figure<boolean> | null;
  /** Only where `enabled` is false. */
  readonly whyOff: CreditsOffReason | null;
  /** The provider lets this account use credits without any limit; null: not said. */
  readonly isUnlimited: boolean | null;
  /** In the provider's credits, not dollars, when its currency is `credits`. Negative after a request in flight. */
  readonly balance: Figure<ReportedMoney> | null;
  readonly spentThisMonth: Figure<ReportedMoney> | null;
  readonly spendLimit: SpendLimit;
  /** Limits of the organisation's member that this account is; none where it is tied to nobody. */
  readonly memberLimits: readonly MemberLimit[];
  readonly autoReload: AutoReload;
  readonly ceiling: EffectiveCeiling;
};
