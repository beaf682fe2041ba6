/** What an organisation's account at a provider states, as plain rows. Money is micro-units of its currency. */

export const REPORT_IDS = ['cost', 'usage', 'agent-use', 'rate-limits', 'spend-limits'] as const;
export type ReportId = (typeof REPORT_IDS)[number];

/** A stretch of whole UTC days, the end exclusive. */
export type Span = { readonly fromMs: number; readonly untilMs: number };

type Bucket = { readonly startsAtMs: number; readonly endsAtMs: number };

/** Reported cost of one day and one line of the bill. A credit note is negative. */
export type CostRow = Bucket & {
  /** ISO 4217, capitals. */
  readonly currency: string;
  readonly amountMicros: number;
  readonly description: string | null;
  readonly model: string | null;
  /** Workspace or project, by the provider's id. */
  readonly project: string | null;
};

/** Reported tokens of one day, model and project. `inputTokens` leaves out what came from or went to a cache. */
export type UsageRow = Bucket & {
  readonly model: string | null;
  readonly project: string | null;
  readonly serviceTier: string | null;
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly requests: number | null;
  readonly webSearches: number | null;
};

/**
 * One person's or key's use of the provider's coding agent on one day: a row without a model with the counts of
 * the day, and a row for each model with its tokens and the provider's own estimate of their cost.
 */
export type AgentUseRow = {
  readonly startsAtMs: number;
  readonly actor: string;
  readonly customerType: string | null;
  readonly terminal: string | null;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly outputTokens: number | null;
  readonly currency: string | null;
  readonly estimatedMicros: number | null;
  readonly sessions: number | null;
  readonly linesAdded: number | null;
  readonly linesRemoved: number | null;
  readonly commits: number | null;
  readonly pullRequests: number | null;
};

/** A limit on requests or tokens that holds now. */
export type RateLimitRow = {
  readonly groupType: string;
  readonly models: readonly string[];
  readonly limiter: string;
  readonly value: number;
};

/** A member's limit on spend beyond the plan, as it holds for them now. */
export type SpendLimitRow = {
  readonly memberId: string;
  /** Name, else e-mail address; null where the member is gone. */
  readonly member: string | null;
  readonly email: string | null;
  readonly currency: string;
  /** null: without a limit. */
  readonly limitMicros: number | null;
  /** In the present period; the provider says 0 where it does not know for a while. null: not said. */
  readonly spentMicros: number | null;
  /** `monthly`, from midnight UTC of the first; others may come. */
  readonly period: string;
  /** Where the limit comes from: `user`, `seat_tier`, `rbac_group`, `organization`; others may come. */
  readonly source: string | null;
};

/** Rows of one report. */
export type ReportRows =
  | { readonly report: 'cost'; readonly rows: readonly CostRow[] }
  | { readonly report: 'usage'; readonly rows: readonly UsageRow[] }
  | { readonly report: 'agent-use'; readonly rows: readonly AgentUseRow[] }
  | { readonly report: 'rate-limits'; readonly rows: readonly RateLimitRow[] }
  | { readonly report: 'spend-limits'; readonly rows: readonly SpendLimitRow[] };
