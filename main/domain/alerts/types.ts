/** What the alerts are decided from, and what is remembered between decisions. */
import type { Alert, AlertContent, AlertEventKind } from '../../../preload/contract/alerts.ts';
import type { CostRange } from '../../../preload/contract/formatting.ts';
import type { FigureSource, Origin } from '../../../preload/contract/figures.ts';
import type { AgentId, ReportedMoney, WindowKind } from '../../../preload/contract/snapshot.ts';

export type MeterKind = WindowKind | 'spend-limit' | 'budget' | 'balance';

/** One limit of an account and its newest reading. */
export type AlertMeter = Origin & {
  readonly kind: Exclude<MeterKind, 'balance'>;
  /** The model of a `weekly-model` window, the user's name of a budget, a member of a limit; null otherwise. */
  readonly name: string | null;
  /** Of the plan, the spend limit or the budget; null when nobody said. */
  readonly usedPercent: number | null;
  /** When the window, the month or the budget's period ends; null is not a reset. */
  readonly resetsAtMs: number | null;
  /** Only where a forecast is good enough to be shown as a time. */
  readonly forecastEndsAtMs: number | null;
  /** What continuing until the reset would cost; null when unknown. */
  readonly cost: CostRange | null;
  readonly spent: ReportedMoney | null;
  readonly limit: ReportedMoney | null;
};

/** Something a detector saw. */
export type AlertEvent = Origin & {
  /** The detector's own idempotent key. */
  readonly key: string;
  readonly kind: AlertEventKind;
  readonly atMs: number;
  readonly modelName: string | null;
  readonly before: ReportedMoney | null;
  readonly after: ReportedMoney | null;
};

/** Everything about one account that can become an alert. */
export type AlertAccount = {
  readonly agent: AgentId;
  readonly account: string;
  /** The provider said that credits are off; unknown counts as on. */
  readonly areCreditsOff: boolean;
  readonly meters: readonly AlertMeter[];
  /** Low-balance levels are dollars, so balances in other units are not compared. */
  readonly balance: (Origin & { readonly money: ReportedMoney }) | null;
  readonly events: readonly AlertEvent[];
};

/** `plan-level` is all of the plan's windows; the two after it are one kind of them each. */
export type AlertSwitch =
  | Exclude<AlertContent['kind'], 'quiet-summary' | 'event'>
  | 'session-level'
  | 'weekly-level'
  | AlertEventKind;

/** Minutes since local midnight; from 22:00 until 07:00 is `{ fromMinute: 1320, untilMinute: 420 }`. */
export type QuietHours = { readonly fromMinute: number; readonly untilMinute: number };

export type AlertSettings = {
  /** A level that is not listed is switched off. */
  readonly sessionPercents: readonly number[];
  readonly weeklyPercents: readonly number[];
  readonly spendLimitPercents: readonly number[];
  readonly budgetPercents: readonly number[];
  readonly lowBalanceMicros: readonly number[];
  /** Where the gate stands: one more level, whose alert says that the next request may be paid. */
  readonly gatePercent: number;
  readonly forecastLeadMs: number;
  readonly staleAfterMs: number;
  readonly switchedOff: readonly AlertSwitch[];
  readonly quietHours: QuietHours | null;
  /** Warnings of paid use are shown during quiet hours too. */
  readonly doesPaidUseBreakQuiet: boolean;
};

/** One window of a limit, as far as alerts have to remember it. Percents in thousandths of a point. */
export type WindowMemory = {
  /** The reset by which it was first known: part of its keys, so that jitter makes no new ones. */
  readonly firstResetsAtMs: number | null;
  /** The reset as last reported: readings are matched with it. */
  readonly resetsAtMs: number | null;
  /** Levels up to here are done with. */
  readonly watermark: number;
  readonly watermarkSource: FigureSource;
  /** How often the use fell back far enough to make levels due again. */
  readonly round: number;
  readonly isForecastDone: boolean;
  readonly hasReachedGate: boolean;
  readonly isBackDone: boolean;
  /** Time of the newest reading; older ones come too late, whoever made them. */
  readonly newestAtMs: number;
  /** Time of the newest one from before a clock was set back, where others were taken since. */
  readonly disbelievedAtMs?: number;
};

/** One limit of one account, its windows oldest first. */
export type MeterMemory = {
  readonly agent: AgentId;
  readonly account: string;
  readonly kind: MeterKind;
  readonly name: string | null;
  readonly windows: readonly WindowMemory[];
};

/** Plain data that survives restarts; to be saved in one transaction with the alerts that came of it. */
export type AlertState = {
  readonly version: 1;
  readonly meters: Readonly<Record<string, MeterMemory>>;
  readonly toldEvents: readonly string[];
  /** Held back by quiet hours. */
  readonly held: readonly Alert[];
};

export type AlertInput = {
  readonly accounts: readonly AlertAccount[];
  /** As in General. */
  readonly settings: AlertSettings;
  /** Of accounts that follow a profile of their own, by `accountText`. */
  readonly ownSettings?: ReadonlyMap<string, AlertSettings>;
  /** null: nothing is remembered; whatever is seen first only primes. */
  readonly state: AlertState | null;
  readonly nowMs: number;
  readonly timeZone: string;
};

export type AlertStep = {
  /** To be shown now, each exactly once. */
  readonly due: readonly Alert[];
  /** The same object when there is nothing to save. */
  readonly state: AlertState;
};
