/** Puts the picture together. Everything is passed in; nothing is looked up. */
import {
  SNAPSHOT_SCHEMA_VERSION,
  type AgentView,
  type CreditsView,
  type ImportProgress,
  type Preferences,
  type Problem,
  type ReportedMoney,
  type Snapshot,
  type UsageTotal,
} from '../../preload/contract/snapshot.ts';
import { boundaryOf } from './boundary.ts';
import { accountText } from './figures.ts';
import type { CreditsReading, LimitReading } from './limits.ts';
import { liveSessions, type SessionEvent } from './sessions.ts';
import { orderWindows, verdictOf } from './verdict.ts';
import { windowViews, type AgentActivity } from './windowViews.ts';

/** Sums of a stretch of days, as the store gives them. */
export type PeriodSums = {
  readonly fromDay: string;
  readonly untilDay: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly costMicros: number;
  readonly events: number;
  readonly unpricedEvents: number;
};

export type SnapshotInput = {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly phase: Snapshot['phase'];
  readonly importProgress: ImportProgress | null;
  readonly limitReadings: readonly LimitReading[];
  readonly creditsReadings: readonly CreditsReading[];
  readonly activities: readonly AgentActivity[];
  readonly recentEvents: readonly SessionEvent[];
  readonly totals: { readonly today: PeriodSums; readonly last30Days: PeriodSums } | null;
  /** When the logs were last read and saved; null: not by this program. */
  readonly logsReadAtMs: number | null;
  readonly problems: readonly Problem[];
  readonly agents: readonly AgentView[];
  readonly preferences: Preferences;
};

export function buildSnapshot(input: SnapshotInput): Snapshot {
  const { nowMs, phase, importProgress, agents } = input;
  const lastEvents = new Map(
    input.activities.map((activity) => [accountText(activity), activity.lastEventAtMs ?? 0]),
  );
  const windows = orderWindows(
    windowViews(input.limitReadings, input.activities, nowMs),
    (window) => lastEvents.get(accountText(window)) ?? 0,
    nowMs,
  );
  const hasEvents = input.activities.some(({ lastEventAtMs }) => lastEventAtMs !== null);
  const isAvailable = input.totals !== null;
  // Logs that this program has not read are known up to the last answer that somebody saved.
  const totalsAsOfMs = input.logsReadAtMs ?? (Math.max(...lastEvents.values(), 0) || nowMs);
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    takenAtMs: nowMs,
    timeZone: input.timeZone,
    locale: input.locale,
    phase,
    importProgress,
    verdict: verdictOf({
      phase,
      importProgress,
      windows,
      agents,
      isAvailable,
      hasEvents,
      nowMs,
    }),
    windows,
    credits: creditsOf(input.creditsReadings),
    boundary: boundaryOf(windows, nowMs),
    sessions: liveSessions(input.recentEvents, nowMs),
    totals: input.totals && {
      today: totalOf(input.totals.today, totalsAsOfMs),
      last30Days: totalOf(input.totals.last30Days, totalsAsOfMs),
    },
    problems: input.problems,
    agents,
    preferences: input.preferences,
  };
}

function totalOf(sums: PeriodSums, asOfMs: number): UsageTotal {
  const isPriced = sums.events === 0 || sums.unpricedEvents < sums.events;
  return {
    ...sums,
    costMicros: isPriced ? sums.costMicros : null,
    source: 'transcripts',
    basis: 'estimated',
    asOfMs,
  };
}

function creditsOf(readings: readonly CreditsReading[]): Snapshot['credits'] {
  if (readings.length === 0) return null;
  return {
    accounts: readings.map((reading): CreditsView => ({
      agent: reading.agent,
      account: reading.account,
      hasCredits: reading.hasCredits,
      isUnlimited: reading.isUnlimited,
      balance: reading.balance === null ? null : creditsMoney(reading.balance),
      source: reading.source,
      basis: 'reported',
      asOfMs: reading.observedAtMs,
    })),
  };
}

/** A decimal text in a provider's own credits, kept exact; null when it is no number. */
export function creditsMoney(text: string): ReportedMoney | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[3] ?? '';
  const minorUnits = Number(`${match[1] ?? ''}${match[2] ?? ''}${fraction}`);
  return { currency: 'credits', minorUnits, exponent: fraction.length };
}
