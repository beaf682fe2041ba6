/** What a provider says about an account beside its windows: paid use, and which plan it is. */
import type { AgentId, ReportedMoney, SourceId } from '../../preload/contract/snapshot.ts';

/** The cap on paid use. No statement is not the same as no cap. */
export type SpendLimit =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'limit'; readonly money: ReportedMoney };

type Statement = {
  readonly agent: AgentId;
  /** The agent's own folder. */
  readonly account: string;
  readonly source: SourceId;
  readonly observedAtMs: number;
};

/** What one source said about paid use of one account. The prepaid balance is not among it. */
export type CreditUseReading = Statement & {
  /** Whether credits may be drawn; null when not said. */
  readonly enabled: boolean | null;
  /** The provider's own word for why not, such as `out_of_credits`; null when not said. */
  readonly whyNot: string | null;
  /** Since the limit's period began: for Claude the calendar month. */
  readonly spentThisPeriod: ReportedMoney | null;
  readonly spendLimit: SpendLimit;
  /** When the limit's period ends; null when not said. */
  readonly periodEndsAtMs: number | null;
};

/** What one source said about who is signed in, and with which plan. */
export type PlanReading = Statement & {
  readonly isSignedIn: boolean | null;
  /** How requests are paid; null when that cannot be told. */
  readonly billing: 'subscription' | 'api-key' | 'other-provider' | null;
  /** The plan in the provider's own word, such as `max` or `plus`. */
  readonly plan: string | null;
  /** The plan's size in the provider's own word, such as `max_5x`. */
  readonly tier: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  /** Whether the provider lets this account use its allowance now; null when not said. */
  readonly isIncludedUseAllowed: boolean | null;
};
