/** Pictures for the alerts' tests: one account, one session window, and a memory that is carried on. */
import { stepAlerts } from '../../../../main/domain/alerts/step.ts';
import type {
  AlertAccount,
  AlertMeter,
  AlertSettings,
  AlertState,
} from '../../../../main/domain/alerts/types.ts';
import type { Alert } from '../../../../preload/contract/alerts.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** 13:00 in Berlin. */
export const NOW = Date.UTC(2026, 10, 22, 12, 0);
export const RESET = NOW + 3 * HOUR;

export const SETTINGS: AlertSettings = {
  sessionPercents: [75, 90, 95],
  weeklyPercents: [75, 90, 95],
  spendLimitPercents: [50, 75, 90],
  budgetPercents: [80, 100],
  lowBalanceMicros: [5_000_000],
  gatePercent: 97,
  forecastLeadMs: 15 * MINUTE,
  staleAfterMs: 15 * MINUTE,
  switchedOff: [],
  quietHours: null,
  doesPaidUseBreakQuiet: true,
};

export function meter(changes: Partial<AlertMeter> = {}): AlertMeter {
  return {
    kind: 'session',
    name: null,
    usedPercent: 40,
    resetsAtMs: RESET,
    forecastEndsAtMs: null,
    cost: null,
    spent: null,
    limit: null,
    source: 'status-line',
    basis: 'reported',
    asOfMs: NOW,
    ...changes,
  };
}

export function account(changes: Partial<AlertAccount> = {}): AlertAccount {
  return {
    agent: 'claude-code',
    account: '/home/u/.claude',
    areCreditsOff: false,
    meters: [],
    balance: null,
    events: [],
    ...changes,
  };
}

/** Steps one after the other on one memory, which passes through its text each time as at a restart. */
export function timeline(settings: AlertSettings = SETTINGS) {
  let state: AlertState | null = null;
  const step = (nowMs: number, accounts: readonly AlertAccount[]): readonly Alert[] => {
    const result = stepAlerts({ accounts, settings, state, nowMs, timeZone: 'Europe/Berlin' });
    state = JSON.parse(JSON.stringify(result.state)) as AlertState;
    return result.due;
  };
  return {
    step,
    state: () => state,
    /** A session reading made now. */
    use: (percent: number, nowMs: number, changes: Partial<AlertMeter> = {}) =>
      step(nowMs, [
        account({ meters: [meter({ usedPercent: percent, asOfMs: nowMs, ...changes })] }),
      ]),
  };
}

/** What alerts are, short enough to compare. */
export function names(alerts: readonly Alert[]): string[] {
  return alerts.map(({ content }) => {
    switch (content.kind) {
      case 'plan-level':
        return `${content.levelPercent}${content.isPaidNext ? ' paid next' : ''}`;
      case 'spend-level':
      case 'budget-level':
        return `${content.kind} ${content.levelPercent}`;
      case 'low-balance':
        return `balance ${content.levelMicros}`;
      case 'event':
        return content.event;
      case 'quiet-summary':
        return `missed: ${names(content.missed).join(', ')}`;
      default:
        return content.kind;
    }
  });
}
