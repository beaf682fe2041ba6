/** The History page: what it asks, and what it draws. Money is micro-dollars at API prices, estimated. */
import type { PlanId } from '../credits.ts';
import type { AgentId } from '../snapshot.ts';

/** Length of one bar. */
export const HISTORY_STEPS = ['hour', 'day', 'week', 'month'] as const;
export type HistoryStep = (typeof HISTORY_STEPS)[number];

export const HISTORY_DIMENSIONS = ['model', 'agent', 'project', 'account'] as const;
export type HistoryDimension = (typeof HISTORY_DIMENSIONS)[number];

/**
 * Keys to keep, by dimension; an empty list keeps all. Dimensions combine: all of them must fit. Keys are those
 * of `HistoryOption`.
 */
export type HistoryFilters = Readonly<Record<HistoryDimension, readonly string[]>>;

/** Local days, inclusive, `YYYY-MM-DD`. */
export type HistoryRange = { readonly sinceDay: string; readonly untilDay: string };

export type HistoryQuestion = HistoryRange & {
  readonly step: HistoryStep;
  readonly grouping: HistoryDimension;
  readonly filters: HistoryFilters;
};

/**
 * Sums of answers. The four amounts are disjoint and cover the priced answers only; with `events` zero there
 * is no data, which is not $0.
 */
export type HistorySums = {
  readonly events: number;
  readonly unpricedEvents: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly planMicros: number;
  readonly creditMicros: number;
  /** Around the limit, or nothing was reported: perhaps plan, perhaps credits. */
  readonly unclearMicros: number;
  /** Billed to an API account, outside of plan and credits. */
  readonly apiKeyMicros: number;
};

export type HistoryOption = {
  readonly key: string;
  readonly label: string;
  readonly events: number;
};

/** One colour of the chart; `key` null gathers what is too small for its own. */
export type HistorySeries = {
  readonly key: string | null;
  readonly label: string;
  readonly sums: HistorySums;
};

export type HistoryBucket = {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Local day on which it begins. */
  readonly day: string;
  readonly sums: HistorySums;
  /** In the order of the view's series; null: nothing of this series. */
  readonly parts: readonly (HistorySums | null)[];
};

/** Reported five-hour windows that began in the range, and what was answered where they were full. */
export type WindowCounts = {
  /** Windows whose use was reported. */
  readonly reported: number;
  readonly hitLimit: number;
  readonly wentOn: number;
  readonly stopped: number;
};

/** What a provider said was spent, and what is not explained by local logs. */
export type ReportedSpendView = {
  readonly reportedMicros: number;
  readonly asOfMs: number;
  /** Reported less counted, at that moment. */
  readonly driftMicros: number;
};

export type PlanWorth = {
  readonly account: string;
  readonly label: string;
  readonly plan: PlanId | null;
  /** List price of the plan for a month; null: unknown. */
  readonly monthlyMicros: number | null;
  /** What of the totals was this account's. */
  readonly worthMicros: number;
};

export type HistoryView = HistoryRange & {
  readonly timeZone: string;
  readonly locale: string;
  readonly takenAtMs: number;
  readonly today: string;
  /** First and last day with data; null: there is none at all. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly series: readonly HistorySeries[];
  readonly buckets: readonly HistoryBucket[];
  readonly totals: HistorySums;
  /** As much of the period before; null where it lies before everything known. */
  readonly before: (HistoryRange & { readonly totals: HistorySums }) | null;
  readonly windows: WindowCounts;
  readonly reportedSpend: ReportedSpendView | null;
  /** Plans of the accounts that were used. */
  readonly plans: readonly PlanWorth[];
  /** All that can be kept in this range, whatever the filters are; most used first. */
  readonly options: Readonly<Record<HistoryDimension, readonly HistoryOption[]>>;
};

/** Every day with data, for the calendar and the range below it. */
export type HistoryDay = {
  readonly day: string;
  readonly events: number;
  readonly unpricedEvents: number;
  readonly planMicros: number;
  readonly creditMicros: number;
  readonly unclearMicros: number;
  readonly apiKeyMicros: number;
};

export type HistoryOverview = {
  /** 0 for Sunday, 1 for Monday, 6 for Saturday. */
  readonly weekStartsOn: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly today: string;
  readonly days: readonly HistoryDay[];
};

export type OverviewQuestion = { readonly filters: HistoryFilters };

export type WindowsQuestion = HistoryRange & { readonly filters: HistoryFilters };

const MOST_WINDOW_DAYS = 100;

/** Whether a range of so many days is short enough for a list of its windows. */
export function daysListed(days: number): boolean {
  return days <= MOST_WINDOW_DAYS;
}

/** What happened at the boundary of a window, in the order of time. */
export type WindowStep =
  | { readonly kind: 'reached'; readonly atMs: number }
  | { readonly kind: 'continued'; readonly atMs: number; readonly capMicros: number | null }
  | { readonly kind: 'stopped'; readonly atMs: number; readonly untilMs: number | null }
  | { readonly kind: 'cap-reached'; readonly atMs: number; readonly overMicros: number | null }
  | { readonly kind: 'revoked'; readonly atMs: number };

export type HistoryWindow = {
  readonly agent: AgentId;
  readonly account: string;
  readonly accountLabel: string;
  readonly startsAtMs: number;
  readonly resetsAtMs: number;
  /** Whether the provider named its reset; else it follows from the messages. */
  readonly isReported: boolean;
  readonly peakPercent: number | null;
  /** Points of use over time, oldest first; empty where nothing was reported. */
  readonly road: readonly { readonly atMs: number; readonly usedPercent: number }[];
  readonly sums: HistorySums;
  /** Names of projects, most used first. */
  readonly projects: readonly string[];
  readonly steps: readonly WindowStep[];
};

export type WindowsView = {
  readonly timeZone: string;
  readonly locale: string;
  readonly takenAtMs: number;
  /** Newest first. */
  readonly windows: readonly HistoryWindow[];
};
