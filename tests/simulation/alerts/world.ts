/**
 * A made-up user's days: two accounts, their windows as they truly are, and what reaches the app of them, step
 * by step: jittering resets, late and repeated reports, a second source that says less, sleeps, clocks that
 * jump, programs that are killed, daemons that are gone.
 */
import type {
  AlertAccount,
  AlertEvent,
  AlertMeter,
  AlertSettings,
} from '../../../main/domain/alerts/types.ts';
import type { Random } from '../../bench/random.ts';
import { newLimit, read } from './trueLimits.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type Kill = 'before-save' | 'before-show' | 'after-show' | null;

/** A reading as it was presented, with the truth beside it that only the oracle looks at. */
export type Presented = {
  readonly account: number;
  readonly kind: 'session' | 'weekly';
  /** Which true window it is about. */
  readonly windowId: string;
  readonly source: 'status-line' | 'codex-rollout';
  readonly usedPercent: number;
  readonly asOfMs: number;
  readonly resetsAtMs: number | null;
  readonly forecastEndsAtMs: number | null;
};

export type Step = {
  readonly index: number;
  /** What the computer's clock says. */
  readonly nowMs: number;
  readonly readings: readonly Presented[];
  readonly balances: readonly { readonly account: number; readonly cents: number }[];
  readonly events: readonly {
    readonly account: number;
    readonly key: string;
    readonly atMs: number;
  }[];
  readonly kill: Kill;
  readonly isRestart: boolean;
  readonly isDaemonUp: boolean;
};

export type World = {
  readonly steps: readonly Step[];
  readonly settings: AlertSettings;
  readonly timeZone: string;
  /** Session windows of which anything was presented. */
  readonly windows: number;
};

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Pacific/Auckland',
  'Africa/Cairo',
];

/** Days around which clocks change somewhere, so that many lives contain a change. */
const CHANGES = [
  Date.UTC(2026, 2, 8),
  Date.UTC(2026, 2, 29),
  Date.UTC(2026, 9, 25),
  Date.UTC(2026, 10, 1),
  Date.UTC(2026, 3, 5),
  Date.UTC(2026, 9, 4),
];

/** How far a clock is off for a while, in mixed lives. */
const WRONG_CLOCKS = [DAY, -DAY, 3 * HOUR, -9 * HOUR, 7 * DAY];

function settingsOf(random: Random): AlertSettings {
  const quiet = random.chance(0.4);
  return {
    sessionPercents: random.pick([[75, 90, 95], [50, 80], [90], []]),
    weeklyPercents: random.pick([[75, 90, 95], [80]]),
    spendLimitPercents: [50, 75, 90],
    budgetPercents: [100],
    lowBalanceMicros: random.pick([[5_000_000], [20_000_000, 5_000_000], []]),
    gatePercent: 97,
    forecastLeadMs: random.pick([15, 5, 30]) * MINUTE,
    staleAfterMs: 15 * MINUTE,
    switchedOff: random.chance(0.1)
      ? [random.pick(['forecast', 'plan-back', 'plan-level'] as const)]
      : [],
    quietHours: quiet
      ? { fromMinute: random.integer(0, 1439), untilMinute: random.integer(0, 1439) }
      : null,
    doesPaidUseBreakQuiet: random.chance(0.5),
  };
}

/**
 * Lives one user's days. The same seeds make the same life.
 * @param mixed the dice of a mixed life; null for a plain one
 */
export function makeWorld(random: Random, mixed: Random | null = null, days = 4): World {
  const beginMs = random.pick(CHANGES) - 2 * DAY + random.integer(0, DAY);
  const limits = [0, 1].flatMap((account) => [
    newLimit(account, 'session', beginMs + random.integer(-4 * HOUR, HOUR), random),
    newLimit(account, 'weekly', beginMs - random.integer(0, 6 * DAY), random),
  ]);
  const jitterMs = random.pick([0, 1000, 5 * MINUTE, 15 * MINUTE]);
  const life = { random, jitterMs, offsetMs: 0, isDaemonUp: true, cents: [2600, 900], events: 0 };
  const steps: Step[] = [];
  const windows = new Set<string>();
  const announced: Step['events'][number][] = [];
  for (let trueMs = beginMs; trueMs < beginMs + days * DAY; trueMs += pause(random)) {
    if (random.chance(0.01)) life.offsetMs = random.pick([0, 0, DAY, -DAY]);
    if (mixed?.chance(life.offsetMs === 0 ? 0.03 : 0.5)) {
      life.offsetMs = life.offsetMs === 0 ? mixed.pick(WRONG_CLOCKS) : 0;
    }
    if (random.chance(life.isDaemonUp ? 0.02 : 0.3)) life.isDaemonUp = !life.isDaemonUp;
    const kill = random.chance(0.02)
      ? random.pick(['before-save', 'before-show', 'after-show'] as const)
      : null;
    const nowMs = trueMs + life.offsetMs;
    const readings = limits.flatMap(
      (limit) =>
        read(limit, { trueMs, nowMs, jitterMs, isLost: kill === 'before-save', mixed }, random) ??
        [],
    );
    for (const { kind, windowId } of readings) if (kind === 'session') windows.add(windowId);
    if (random.chance(0.02)) {
      life.events += 1;
      announced.push({ account: random.integer(0, 1), key: `event-${life.events}`, atMs: nowMs });
    }
    for (const account of [0, 1]) walk(life.cents, account, random);
    steps.push({
      index: steps.length,
      nowMs,
      readings,
      balances: life.cents.map((cents, account) => ({ account, cents })),
      events: announced.slice(-3),
      kill,
      isRestart: random.chance(0.02),
      isDaemonUp: life.isDaemonUp,
    });
  }
  return {
    steps,
    settings: settingsOf(random),
    timeZone: random.pick(ZONES),
    windows: windows.size,
  };
}

/** Mostly half an hour; now and then a sleep of up to 40 hours. */
function pause(random: Random): number {
  if (random.chance(0.02)) return random.integer(MINUTE, 40 * HOUR);
  return random.chance(0.15)
    ? random.integer(1000, 3 * MINUTE)
    : random.integer(20 * MINUTE, 80 * MINUTE);
}

function walk(cents: number[], account: number, random: Random): void {
  const now = cents[account] ?? 0;
  cents[account] = random.chance(0.02)
    ? now + 2000
    : now - (random.chance(0.3) ? random.integer(0, 120) : 0);
}

/** The pictures of a step, as the app would hand them over. */
export function accountsOf(step: Step): AlertAccount[] {
  return [0, 1].map((account) => ({
    agent: account === 0 ? ('claude-code' as const) : ('codex' as const),
    account: `home|${account}`,
    areCreditsOff: account === 1,
    meters: step.readings.filter((reading) => reading.account === account).map(meterOf),
    balance: balanceOf(step, account),
    events: step.events
      .filter((event) => event.account === account)
      .map(({ key, atMs }): AlertEvent => ({
        key,
        kind: 'auto-reload',
        atMs,
        modelName: null,
        before: null,
        after: null,
        source: 'status-line',
        basis: 'reported',
        asOfMs: atMs,
      })),
  }));
}

function balanceOf(step: Step, account: number): AlertAccount['balance'] {
  const found = step.balances.find((balance) => balance.account === account);
  if (!found) return null;
  const money = { currency: 'USD', minorUnits: found.cents, exponent: 2 };
  return { source: 'status-line', basis: 'reported', asOfMs: step.nowMs, money };
}

function meterOf(reading: Presented): AlertMeter {
  const { kind, usedPercent, resetsAtMs, forecastEndsAtMs, source, asOfMs } = reading;
  const nothing = { name: null, cost: null, spent: null, limit: null };
  return {
    kind,
    usedPercent,
    resetsAtMs,
    forecastEndsAtMs,
    source,
    basis: 'reported',
    asOfMs,
    ...nothing,
  };
}
