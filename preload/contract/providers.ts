/**
 * Accounts of organisations at providers, as every face draws them: an account of its own, whose figures are
 * added to no plan, window, credit or local total. All figures are reported by the provider; days are UTC days.
 */
import type { KeyView, ProviderId } from './keys.ts';

/** Where every figure of a view comes from. */
export type ProviderSource =
  'anthropic-admin-api' | 'openai-admin-api' | 'anthropic-enterprise-api';

export const PROVIDER_SOURCE_OF: Readonly<Record<ProviderId, ProviderSource>> = {
  anthropic: 'anthropic-admin-api',
  openai: 'openai-admin-api',
  'anthropic-enterprise': 'anthropic-enterprise-api',
};

export type ProviderReportId = 'cost' | 'usage' | 'agent-use' | 'rate-limits' | 'spend-limits';

/** Money in one currency; amounts of two currencies are never added. */
export type ProviderMoney = {
  readonly currency: string;
  /** Millionths of the currency's unit. */
  readonly micros: number;
};

/** One report: how far it goes, how old it is, what is wrong with it. */
export type ProviderReportView = {
  readonly report: ProviderReportId;
  /** When the provider last gave it; null: never. */
  readonly asOfMs: number | null;
  readonly coveredFromMs: number | null;
  readonly coveredUntilMs: number | null;
  readonly problem: string | null;
};

export type ProviderTokens = {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
};

/** Cost of one part of the bill. `part`: its place in `ProviderFigures.parts`. */
export type ProviderDayPart = ProviderMoney & { readonly part: number };

export type ProviderDay = {
  /** UTC day, `2026-11-22`. */
  readonly day: string;
  readonly cost: readonly ProviderMoney[];
  /** The same cost by part of the bill; the sums of a currency are those of `cost`. */
  readonly costParts: readonly ProviderDayPart[];
  /** null where no use was reported. */
  readonly tokens: ProviderTokens | null;
};

export type ProviderModel = ProviderTokens & { readonly model: string | null };
export type ProviderCostLine = ProviderMoney & { readonly description: string | null };

/** Use of the provider's coding agent by one member or key. The amount is the provider's own estimate. */
export type ProviderMember = {
  readonly actor: string;
  readonly sessions: number | null;
  readonly linesAdded: number | null;
  readonly linesRemoved: number | null;
  readonly commits: number | null;
  readonly pullRequests: number | null;
  readonly estimated: readonly ProviderMoney[];
};

export type ProviderRateLimit = {
  readonly groupType: string;
  readonly models: readonly string[];
  readonly limiter: string;
  readonly value: number;
};

/** A member's limit on spend beyond the plan, in the provider's own period. */
export type ProviderSpendLimit = {
  readonly memberId: string;
  /** Name, e-mail address or id. */
  readonly member: string;
  readonly email: string | null;
  readonly currency: string;
  /** Millionths of the unit; null: without a limit. */
  readonly limitMicros: number | null;
  /** null: not said. */
  readonly spentMicros: number | null;
  readonly period: string;
  /** Where the limit comes from, in the provider's own word; null: not said. */
  readonly source: string | null;
};

/** The figures of one organisation over the last `days` UTC days. */
export type ProviderFigures = {
  readonly source: ProviderSource;
  readonly basis: 'reported';
  /** Of the oldest report that is in it. */
  readonly asOfMs: number;
  readonly days: number;
  readonly costTotal: readonly ProviderMoney[];
  /** This UTC month so far, as far as its days are saved. */
  readonly costThisMonth: readonly ProviderMoney[];
  /** Names of the bill's parts, the dearest first: models, else lines; null, the last: all others together. */
  readonly parts: readonly (string | null)[];
  /** Oldest first; days without any row are left out. */
  readonly byDay: readonly ProviderDay[];
  /** The dearest lines first. */
  readonly costLines: readonly ProviderCostLine[];
  readonly models: readonly ProviderModel[];
  readonly members: readonly ProviderMember[];
  readonly rateLimits: readonly ProviderRateLimit[];
  /** Those nearest to their limit first. */
  readonly spendLimits: readonly ProviderSpendLimit[];
};

/** What was said to whom: for the list of hosts in Settings. */
export type ProviderContact = {
  readonly host: string;
  readonly isSwitchedOn: boolean;
  /** When the host last answered anything; null: never. */
  readonly lastContactAtMs: number | null;
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
};

export type ProviderProblem = {
  readonly kind: string;
  readonly message: string;
  readonly wayOut: string | null;
  readonly atMs: number;
};

export type ProviderView = {
  readonly provider: ProviderId;
  readonly key: KeyView;
  readonly contact: ProviderContact;
  /** null before the first answer. */
  readonly organisation: { readonly id: string; readonly name: string | null } | null;
  readonly everyMinutes: number;
  readonly isPolling: boolean;
  readonly lastPolledAtMs: number | null;
  /** When the pause ends that holds back even a poll by hand; null: it may be polled. */
  readonly nextAllowedAtMs: number | null;
  /** Days that are still being fetched; null when all that are wanted are there. */
  readonly progress: { readonly daysDone: number; readonly daysWanted: number } | null;
  readonly reports: readonly ProviderReportView[];
  readonly problem: ProviderProblem | null;
  /** null before the first report. */
  readonly figures: ProviderFigures | null;
};

/** What became of a poll that somebody asked for. */
export type ProviderPoll =
  | { readonly kind: 'polled'; readonly problem: ProviderProblem | null }
  | {
      readonly kind: 'refused';
      readonly because:
        'switched-off' | 'no-key' | 'floor' | 'paused' | 'polling' | 'another-program';
      readonly message: string;
      readonly notBeforeMs: number | null;
    };
