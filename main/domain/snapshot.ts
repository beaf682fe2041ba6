/** Puts the picture together. Everything is passed in; nothing is looked up. */
import {
  SNAPSHOT_SCHEMA_VERSION,
  type AgentView,
  type ForecastTrust,
  type ImportProgress,
  type Preferences,
  type Problem,
  type Shell,
  type Snapshot,
  type StoppedSessionView,
  type UsageTotal,
  type WindowView,
} from '../../preload/contract/snapshot.ts';
import {
  accountStandings,
  boundaryViews,
  creditsViews,
  type AccountFacts,
  type AccountStanding,
} from './accounts.ts';
import { DEFAULT_PICTURE_SETTINGS, type PictureSettings } from './boundary/types.ts';
import { accountText, type AccountKey } from './figures.ts';
import type { LimitReading } from './limits.ts';
import { withTrust, type ForecastLimit } from './forecast/trust.ts';
import type { CurrencyRate } from './money.ts';
import { liveSessions, type SessionEvent, type SessionUse } from './sessions.ts';
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

/** A session that was held at its account's gate. */
export type HeldSession = AccountKey & { readonly sessionId: string };

export type SnapshotInput = {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly phase: Snapshot['phase'];
  readonly importProgress: ImportProgress | null;
  readonly limitReadings: readonly LimitReading[];
  /** `pictureWindows` of the same readings and activities. */
  readonly windows: readonly WindowView[];
  /** Accounts with what is known of them beside their windows. */
  readonly accounts: readonly AccountFacts[];
  readonly rates: readonly CurrencyRate[];
  readonly settings: PictureSettings;
  readonly activities: readonly AgentActivity[];
  readonly recentEvents: readonly SessionEvent[];
  /** Sessions that worked within the last day. */
  readonly daySessions: readonly SessionUse[];
  /** The sessions that were held, told which of them are held now. */
  readonly stoppedSessions: (isOpen: (one: HeldSession) => boolean) => StoppedSessionView[];
  readonly totals: { readonly today: PeriodSums; readonly last30Days: PeriodSums } | null;
  /** When the logs were last read and saved; null: not by this program. */
  readonly logsReadAtMs: number | null;
  readonly problems: readonly Problem[];
  readonly agents: readonly AgentView[];
  readonly preferences: Preferences;
  readonly shell: Shell | null;
};

/** A picture of nothing: before the first look, and where the database cannot be read. */
export const NOTHING_FOUND: Pick<
  SnapshotInput,
  | 'limitReadings'
  | 'windows'
  | 'accounts'
  | 'rates'
  | 'settings'
  | 'activities'
  | 'recentEvents'
  | 'daySessions'
  | 'stoppedSessions'
  | 'totals'
  | 'shell'
> = {
  limitReadings: [],
  windows: [],
  accounts: [],
  rates: [],
  settings: DEFAULT_PICTURE_SETTINGS,
  activities: [],
  recentEvents: [],
  daySessions: [],
  stoppedSessions: () => [],
  totals: null,
  shell: null,
};

/** The snapshot, and the decisions behind it for those who act on them: gate, prompt, alerts. */
export type Picture = {
  readonly snapshot: Snapshot;
  readonly standings: readonly AccountStanding[];
};

/** The windows, the one that matters most leading; accounts' facts may be drawn from them. */
export function pictureWindows(
  input: Pick<SnapshotInput, 'limitReadings' | 'activities' | 'settings' | 'nowMs'>,
  trustOf: (limit: ForecastLimit) => ForecastTrust | null = () => null,
): WindowView[] {
  const { settings, nowMs } = input;
  const lastEvents = new Map(
    input.activities.map((activity) => [accountText(activity), activity.lastEventAtMs ?? 0]),
  );
  return orderWindows(
    windowViews(input.limitReadings, input.activities, nowMs, settings).map((window) =>
      withTrust(window, trustOf(window)),
    ),
    (window) => lastEvents.get(accountText(window)) ?? 0,
    settings,
    nowMs,
  );
}

export function takePicture(input: SnapshotInput): Picture {
  const { nowMs, phase, importProgress, agents, windows } = input;
  const hasEvents = input.activities.some(({ lastEventAtMs }) => lastEventAtMs !== null);
  const isAvailable = input.totals !== null;
  // Logs that this program has not read are known up to the last answer that somebody saved.
  const lastEventAtMs = Math.max(0, ...input.activities.map((one) => one.lastEventAtMs ?? 0));
  const totalsAsOfMs = input.logsReadAtMs ?? (lastEventAtMs || nowMs);
  const sessions = liveSessions(input.recentEvents, nowMs, input.settings);
  const standings = accountStandings(
    {
      accounts: input.accounts,
      windows,
      sessions,
      daySessions: input.daySessions,
      rates: input.rates,
      settings: input.settings,
    },
    nowMs,
  );
  const { boundary, boundaries } = boundaryViews(standings);
  const snapshot: Snapshot = {
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
      boundary,
      agents,
      isAvailable,
      hasEvents,
      settings: input.settings,
      nowMs,
    }),
    windows,
    credits: creditsViews(standings),
    boundary,
    boundaries,
    sessions,
    stoppedSessions: input.stoppedSessions((session) => isGateOpen(standings, session)),
    totals: input.totals && {
      today: totalOf(input.totals.today, totalsAsOfMs),
      last30Days: totalOf(input.totals.last30Days, totalsAsOfMs),
    },
    problems: input.problems,
    agents,
    preferences: input.preferences,
    gatePercent: input.settings.closesAtPercent,
    shell: input.shell,
  };
  return { snapshot, standings };
}

/** The session's own gate where it has one, else its account's; where nothing is decided, nobody is held. */
function isGateOpen(standings: readonly AccountStanding[], session: HeldSession): boolean {
  const own = standings.find(({ facts }) => accountText(facts.key) === accountText(session));
  if (!own) return true;
  const { gate, scopedGates } = own.decision.effects;
  const scoped = scopedGates.find(
    ({ scope }) => scope.kind === 'session' && scope.sessionId === session.sessionId,
  );
  return (scoped ?? gate).gate !== 'closed';
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
