/** From the picture that every face draws to what the alerts are decided from. */
import { profileNameOf, settingsFor } from '../../../preload/contract/profiles.ts';
import type { Settings } from '../../../preload/contract/settings.ts';
import type { ReportedMoney, WindowView } from '../../../preload/contract/snapshot.ts';
import type { AccountFacts, AccountStanding } from '../accounts.ts';
import { boundaryWindow } from '../boundary.ts';
import { MINUTE_MS } from '../calendar.ts';
import { accountText } from '../figures.ts';
import { dollars } from '../money.ts';
import type {
  AlertAccount,
  AlertEvent,
  AlertMeter,
  AlertSettings,
  AlertSwitch,
  QuietHours,
} from './types.ts';

/**
 * Every account that has a standing, with its limits.
 * @param events what detectors saw, by `accountText`
 */
export function alertAccountsOf(
  standings: readonly AccountStanding[],
  windows: readonly WindowView[],
  events: ReadonlyMap<string, readonly AlertEvent[]>,
): AlertAccount[] {
  return standings.map(({ facts }) => ({
    ...facts.key,
    areCreditsOff: facts.credits.enabled?.value === false,
    meters: [
      ...planWindowsOf(facts, windows).map((view) => windowMeter(view, facts)),
      ...spendLimitMeter(facts),
      ...memberLimitMeter(facts),
      ...facts.credits.budgets.map(budgetMeter),
    ],
    balance: facts.credits.balance && {
      ...originOf(facts.credits.balance),
      money: facts.credits.balance.value,
    },
    events: events.get(accountText(facts.key)) ?? [],
  }));
}

/**
 * An account's open windows. None where requests never draw on the plan, whatever its windows say; a window
 * that has not begun says nothing that its end did not.
 */
export function planWindowsOf(
  { key, draw }: Pick<AccountFacts, 'key' | 'draw'>,
  windows: readonly WindowView[],
): WindowView[] {
  if (draw === 'credits' || draw === 'api-key') return [];
  return windows.filter(
    ({ agent, account, phase }) =>
      agent === key.agent && account === key.account && phase === 'open',
  );
}

function windowMeter(view: WindowView, { outlook }: AccountFacts): AlertMeter {
  const { kind, modelName, usedPercent, resetsAtMs } = view;
  // A figure that some answers are missing from would promise too little.
  const hasCost = kind === 'session' && outlook !== null && !outlook.isAtLeast;
  return {
    kind,
    name: modelName,
    usedPercent,
    resetsAtMs,
    forecastEndsAtMs: boundaryWindow(view).forecastEndsAtMs,
    cost: hasCost ? { leastMicros: outlook.lowMicros, mostMicros: outlook.highMicros } : null,
    spent: null,
    limit: null,
    ...originOf(view),
  };
}

/** None without a limit in money and what was spent of it. */
function spendLimitMeter({ credits }: AccountFacts): AlertMeter[] {
  const { spendLimit, spentThisMonth, monthEndsAtMs } = credits;
  if (spendLimit.kind !== 'limit' || spentThisMonth === null) return [];
  return [
    {
      kind: 'spend-limit',
      name: null,
      usedPercent: percentOf(spentThisMonth.value, spendLimit.limit),
      resetsAtMs: monthEndsAtMs,
      forecastEndsAtMs: null,
      cost: null,
      spent: spentThisMonth.value,
      limit: spendLimit.limit,
      ...originOf(spentThisMonth),
    },
  ];
}

/** The limit of the organisation's member that this account is, told at the levels of the spend limit. */
function memberLimitMeter({ credits }: AccountFacts): AlertMeter[] {
  const [member] = credits.memberLimits;
  if (!member || member.limit === null || member.spent === null) return [];
  return [
    {
      kind: 'spend-limit',
      name: member.member,
      usedPercent: percentOf(member.spent, member.limit),
      resetsAtMs: member.periodEndsAtMs,
      forecastEndsAtMs: null,
      cost: null,
      spent: member.spent,
      limit: member.limit,
      ...originOf(member),
    },
  ];
}

function budgetMeter(budget: AccountFacts['credits']['budgets'][number]): AlertMeter {
  const limit = dollars(budget.limitMicros);
  const spent = budget.spentMicros === null ? null : dollars(budget.spentMicros);
  return {
    kind: 'budget',
    name: budget.id,
    usedPercent: spent && percentOf(spent, limit),
    resetsAtMs: budget.endsAtMs,
    forecastEndsAtMs: null,
    cost: null,
    spent,
    limit,
    // Credit spend of one machine is worked out here, never reported.
    source: 'ledger',
    basis: 'estimated',
    asOfMs: budget.asOfMs,
  };
}

/**
 * Share in percent, cut to thousandths of a point.
 * @returns null for different currencies and for a limit of nothing
 */
function percentOf(spent: ReportedMoney, limit: ReportedMoney): number | null {
  if (spent.currency.toUpperCase() !== limit.currency.toUpperCase()) return null;
  const exponent = Math.max(spent.exponent, limit.exponent);
  const scaled = (money: ReportedMoney) =>
    BigInt(money.minorUnits) * 10n ** BigInt(exponent - money.exponent);
  const whole = scaled(limit);
  if (whole <= 0n) return null;
  return Number((scaled(spent) * 100_000n) / whole) / 1000;
}

function originOf({ source, basis, asOfMs }: Pick<AlertMeter, 'source' | 'basis' | 'asOfMs'>) {
  return { source, basis, asOfMs };
}

/** The settings as the alerts take them. */
export function alertSettingsOf({ alerts, gate, thresholds }: Settings): AlertSettings {
  return {
    sessionPercents: alerts.planPercents,
    weeklyPercents: alerts.weeklyPercents,
    spendLimitPercents: alerts.spendLimitPercents,
    budgetPercents: alerts.budgetPercents,
    lowBalanceMicros: [alerts.lowBalanceMicros],
    gatePercent: gate.closesAtPercent,
    forecastLeadMs: alerts.forecastMinutes * MINUTE_MS,
    staleAfterMs: thresholds.staleMinutes * MINUTE_MS,
    switchedOff: switchedOff(alerts.enabled),
    quietHours: alerts.quietHours && quietHoursOf(alerts.quietHours),
    doesPaidUseBreakQuiet: alerts.paidUseBreaksQuietHours,
  };
}

/** Of every account that follows a profile, by `accountText`. */
export function ownAlertSettings(settings: Settings): ReadonlyMap<string, AlertSettings> {
  return new Map(
    Object.keys(settings.accounts)
      .filter((account) => profileNameOf(settings, account) !== null)
      .map((account) => [account, alertSettingsOf(settingsFor(settings, account))]),
  );
}

/** What each switch of the settings is about. */
const SWITCHES: Readonly<Record<keyof Settings['alerts']['enabled'], readonly AlertSwitch[]>> = {
  plan: ['session-level'],
  weekly: ['weekly-level'],
  forecast: ['forecast'],
  spendLimit: ['spend-level'],
  budget: ['budget-level'],
  lowBalance: ['low-balance'],
  balanceFell: ['balance-fell', 'spent-elsewhere'],
  autoReload: ['auto-reload'],
  creditsSwitchedOn: ['credits-switched-on'],
  limitChanged: ['limit-raised', 'limit-removed'],
  limitExceeded: ['spend-limit-exceeded'],
  paidOnPlan: ['paid-while-plan-left', 'cache-lifetime-fell'],
  planIsBack: ['plan-back'],
  pricesTooOld: ['prices-too-old'],
};

function switchedOff(enabled: Settings['alerts']['enabled']): AlertSwitch[] {
  return Object.entries(SWITCHES).flatMap(([name, switches]) =>
    enabled[name as keyof typeof SWITCHES] ? [] : switches,
  );
}

function quietHoursOf({ from, until }: { from: string; until: string }): QuietHours {
  return { fromMinute: minuteOf(from), untilMinute: minuteOf(until) };
}

/** `22:00` as minutes since midnight. */
function minuteOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}
