/**
 * Everything about one account's credits in one place: the provider's word, the user's, and our own sums.
 * Which of them is believed: docs/ledger.md, "An account's credits".
 */
import type { AccountSettings } from '../../../preload/contract/settingsOfAccounts.ts';
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import type { CreditUseReading } from '../accountReadings.ts';
import type { Figure, Origin } from '../figures.ts';
import type { Amount } from '../ledger/amount.ts';
import type { Balance } from '../ledger/balance.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import { leastSpent, type SpendSums } from '../ledger/spend.ts';
import type { SwitchPosition } from '../ledger/paidState.ts';
import type { CreditsReading } from '../limits.ts';
import { creditsMoney, dollars } from '../money.ts';
import { offReasonOf } from './offReasons.ts';
import type { Span } from './periods.ts';
import { DAILY_REDEMPTION_LIMIT_MICROS, PLANS, withPlanDefaults, type PlanId } from './plans.ts';
import type {
  AutoReload,
  Budget,
  CreditsAccount,
  DailyRedemption,
  MemberLimit,
  SpendLimit,
} from './types.ts';

export type CreditsInput = {
  readonly settings: AccountSettings;
  readonly plan: PlanId | null;
  /** The provider's daily limit is the one of the plan table. */
  readonly followsPlanTable: boolean;
  /** What the user last said about credits being on; null: never. */
  readonly switched: SwitchPosition | null;
  /** The account's entries. */
  readonly entries: readonly LedgerEntry[];
  /** By the ledger; its `amount` is null without an anchor. */
  readonly balance: Balance;
  readonly creditsReading: CreditsReading | null;
  readonly creditUse: CreditUseReading | null;
  /** The local day and month of `nowMs`, with what was paid in them by local events. */
  readonly day: Span;
  readonly month: Span;
  readonly paidToday: SpendSums;
  readonly paidThisMonth: SpendSums;
  readonly budgets: readonly Budget[];
  readonly memberLimits: readonly MemberLimit[];
  readonly nowMs: number;
};

/** The account's credits as they are known at `nowMs`. */
export function assembleCredits(input: CreditsInput): CreditsAccount {
  const { creditUse, creditsReading, nowMs, plan } = input;
  const enabled = enabledOf(input);
  const periodEndsAtMs = creditUse?.periodEndsAtMs ?? null;
  const isPeriodOpen = periodEndsAtMs !== null && nowMs < periodEndsAtMs;
  const credits: CreditsAccount = {
    enabled,
    whyOff: enabled?.value === false ? whyOffOf(input, enabled) : null,
    balance: balanceOf(input),
    isPrepaid: creditsReading?.isUnlimited !== true,
    spentThisMonth: spentOf(input),
    monthEndsAtMs: isPeriodOpen ? periodEndsAtMs : input.month.untilMs,
    spendLimit: spendLimitOf(input),
    memberLimits: input.memberLimits,
    autoReload: autoReloadOf(input),
    daily: dailyOf(input),
    budgets: input.budgets,
  };
  return withPlanDefaults(credits, plan, nowMs);
}

/** A statement about a month holds until that month is over. */
function isOfThisMonth(input: CreditsInput): boolean {
  const { creditUse, month, nowMs } = input;
  if (creditUse === null) return false;
  const { observedAtMs, periodEndsAtMs } = creditUse;
  return periodEndsAtMs === null ? observedAtMs >= month.fromMs : nowMs < periodEndsAtMs;
}

function reportedBy({ source, observedAtMs }: CreditUseReading | CreditsReading): Origin {
  return { source, basis: 'reported', asOfMs: observedAtMs };
}

function statedByUser(asOfMs: number): Origin {
  return { source: 'user', basis: 'reported', asOfMs };
}

/** The provider's word and the user's: the later one. What the user never said does not count. */
function enabledOf({ creditUse, creditsReading, switched }: CreditsInput): Figure<boolean> | null {
  const said: Figure<boolean>[] = [];
  if (creditUse && creditUse.enabled !== null)
    said.push({ ...reportedBy(creditUse), value: creditUse.enabled });
  if (creditsReading && creditsReading.hasCredits !== null)
    said.push({ ...reportedBy(creditsReading), value: creditsReading.hasCredits });
  if (switched && switched.isEnabled !== null)
    said.push({ ...statedByUser(switched.fromMs), value: switched.isEnabled });
  return said.reduce<Figure<boolean> | null>(
    (newest, one) => (newest === null || one.asOfMs > newest.asOfMs ? one : newest),
    null,
  );
}

function whyOffOf({ creditUse }: CreditsInput, enabled: Figure<boolean>) {
  if (enabled.source === 'user') return 'switched-off';
  const isProvider = creditUse !== null && enabled.source === creditUse.source;
  return offReasonOf(isProvider ? creditUse.whyNot : null);
}

/** The provider's own figure, else the ledger's. */
function balanceOf({ creditsReading, balance, nowMs }: CreditsInput): Figure<ReportedMoney> | null {
  const reported = creditsReading?.balance ?? null;
  const money = reported === null ? null : creditsMoney(reported);
  if (creditsReading && money) return { ...reportedBy(creditsReading), value: money };
  if (balance.amount === null) return null;
  return { source: 'ledger', basis: 'estimated', asOfMs: nowMs, value: moneyOf(balance.amount) };
}

/** An amount of the ledger as money. */
export function moneyOf({ currency, exponent, units }: Amount): ReportedMoney {
  return { currency, exponent, minorUnits: units };
}

function spentOf(input: CreditsInput): Figure<ReportedMoney> | null {
  const { creditUse, paidThisMonth, nowMs } = input;
  if (creditUse && creditUse.spentThisPeriod !== null && isOfThisMonth(input)) {
    return { ...reportedBy(creditUse), value: creditUse.spentThisPeriod };
  }
  const micros = leastSpent(paidThisMonth);
  if (micros === null) return null;
  return { source: 'ledger', basis: 'estimated', asOfMs: nowMs, value: dollars(micros) };
}

/** What the provider says of this month comes first, then the user's word, then the provider's older one. */
function spendLimitOf(input: CreditsInput): SpendLimit {
  const { creditUse, settings, nowMs, creditsReading } = input;
  const reported = reportedLimit(creditUse);
  if (reported.kind !== 'unknown' && isOfThisMonth(input)) return reported;
  const { spendLimit: stated } = settings;
  if (stated.kind === 'limit') {
    return { ...statedByUser(nowMs), kind: 'limit', limit: dollars(stated.micros) };
  }
  if (stated.kind === 'unlimited') return { ...statedByUser(nowMs), kind: 'unlimited' };
  if (reported.kind === 'unknown' && creditsReading?.isUnlimited === true) {
    return { ...reportedBy(creditsReading), kind: 'unlimited' };
  }
  return reported;
}

function reportedLimit(use: CreditUseReading | null): SpendLimit {
  if (use === null || use.spendLimit.kind === 'unknown') return { kind: 'unknown' };
  return use.spendLimit.kind === 'unlimited'
    ? { ...reportedBy(use), kind: 'unlimited' }
    : { ...reportedBy(use), kind: 'limit', limit: use.spendLimit.money };
}

function autoReloadOf({ settings, entries, month, nowMs }: CreditsInput): AutoReload {
  const { autoReload } = settings;
  if (autoReload.kind === 'unknown') return autoReload;
  if (autoReload.kind === 'off') return { ...statedByUser(nowMs), kind: 'off' };
  const reloads = entries.filter(
    ({ kind, atMs, amount }) =>
      kind === 'reload' && atMs >= month.fromMs && atMs <= nowMs && amount?.currency === 'USD',
  );
  const { thresholdMicros, amountMicros, monthlyCapMicros } = autoReload;
  return {
    ...statedByUser(nowMs),
    kind: 'on',
    thresholdMicros,
    amountMicros,
    monthlyCapMicros,
    reloadedThisMonthMicros:
      reloads.length === 0
        ? null
        : reloads.reduce((sum, { amount }) => sum + (amount?.units ?? 0), 0),
  };
}

/**
 * The setting begins with the figure of one vendor. Elsewhere, and on plans for which none is named, there is
 * none until somebody sets one.
 */
function dailyOf(input: CreditsInput): DailyRedemption | null {
  const { settings, plan, paidToday, day, nowMs } = input;
  const limitMicros = settings.dailyRedemptionLimitMicros;
  const isDefault = limitMicros === DAILY_REDEMPTION_LIMIT_MICROS;
  const hasDefault =
    input.followsPlanTable && (plan === null || PLANS[plan].dailyRedemptionLimitMicros !== null);
  if (isDefault && !hasDefault) return null;
  const origin: Origin = isDefault
    ? { source: 'default', basis: 'estimated', asOfMs: nowMs }
    : statedByUser(nowMs);
  return {
    ...origin,
    limitMicros,
    redeemedTodayMicros: leastSpent(paidToday),
    dayEndsAtMs: day.untilMs,
  };
}
