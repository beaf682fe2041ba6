/** The windows of the snapshot: what was reported first, what transcripts tell where nothing was. */
import type {
  AgentId,
  OwnHistoryComparison,
  RoadPoint,
  WindowView,
} from '../../preload/contract/snapshot.ts';
import { formatIsoInstant, futureFromMs, MINUTE_MS } from './calendar.ts';
import { DEFAULT_PICTURE_SETTINGS, type PictureSettings } from './boundary/types.ts';
import type { AccountKey } from './figures.ts';
import {
  clampPercent,
  limitKey,
  reportedWindows,
  windowLengthMs,
  type LimitReading,
  type ReportedWindow,
} from './limits.ts';
import { evenPacePercent, forecastPace } from './pace.ts';
import { presentReadings } from './presentReadings.ts';
import { believedReading, chooseReading } from './readings.ts';
import { openWindow } from './windows.ts';

/** More points than this do not show on a road 340 pixels wide. */
const MOST_ROAD_POINTS = 240;

/** The limits of the user that a window depends on. */
type WindowSettings = Pick<PictureSettings, 'liveWithinMs' | 'staleAfterMs' | 'paceFromShare'>;

/** What transcripts know of one account of an agent. */
export type AgentActivity = {
  readonly agent: AgentId;
  /** The configuration folder its logs were found in. */
  readonly account: string;
  /** When messages were sent, ascending, reaching back over the last pause of five hours. */
  readonly messageStartsMs: readonly number[];
  readonly lastEventAtMs: number | null;
  readonly comparison: OwnHistoryComparison | null;
};

/** All windows that say something about the present, in no particular order. */
export function windowViews(
  readings: readonly LimitReading[],
  activities: readonly AgentActivity[],
  nowMs: number,
  settings: WindowSettings = DEFAULT_PICTURE_SETTINGS,
): WindowView[] {
  const current = currentWindows(readings, nowMs);
  const reported = current.flatMap((window) => {
    const activity = activities.find((one) => isSameAccount(one, window));
    return reportedView(window, activity ?? null, settings, nowMs) ?? [];
  });
  const estimated = activities.flatMap((activity) => {
    const known = current.filter(
      (window) => isSameAccount(window, activity) && window.kind === 'session',
    );
    const hasOpen = reported.some(
      (view) => isSameAccount(view, activity) && view.kind === 'session' && view.modelName === null,
    );
    return hasOpen ? [] : (estimatedView(activity, known, nowMs) ?? []);
  });
  return [...reported, ...estimated];
}

function isSameAccount(one: AccountKey, other: AccountKey): boolean {
  return one.agent === other.agent && one.account === other.account;
}

/** Per limit the window that the believed reading speaks of, unless all of it is long ago. */
function currentWindows(readings: readonly LimitReading[], nowMs: number): ReportedWindow[] {
  const fresh = presentReadings(withoutFuture(readings, nowMs), nowMs);
  const byLimit = new Map<string, ReportedWindow[]>();
  for (const window of reportedWindows(fresh)) {
    const known = byLimit.get(limitKey(window));
    if (known) known.push(window);
    else byLimit.set(limitKey(window), [window]);
  }
  return [...byLimit.values()].flatMap((windows) => {
    const said = windows.flatMap((window) => window.readings);
    const believed = believedReading(said, nowMs);
    return windows.find((window) => believed && window.readings.includes(believed)) ?? [];
  });
}

/**
 * Sets aside what a wrong clock dated into the future, wherever its limit has other readings: it would stand
 * for the newest until that time comes.
 */
function withoutFuture(readings: readonly LimitReading[], nowMs: number): LimitReading[] {
  const isFuture = ({ observedAtMs }: LimitReading) => observedAtMs >= futureFromMs(nowMs);
  const dated = new Set(readings.filter((one) => !isFuture(one)).map(limitKey));
  return readings.filter((one) => !isFuture(one) || !dated.has(limitKey(one)));
}

/** View of a reported window; null when its reset has passed and the agent has worked since. */
function reportedView(
  window: ReportedWindow,
  activity: AgentActivity | null,
  settings: WindowSettings,
  nowMs: number,
): WindowView | null {
  const newest = window.readings.at(-1);
  if (!newest) return null;
  const { agent, account, kind, modelName } = window;
  const base = { agent, account, kind, modelName, basis: 'reported' as const, comparison: null };
  if (window.resetsAtMs !== null && window.resetsAtMs <= nowMs) {
    const worksAgain = (activity?.lastEventAtMs ?? 0) >= window.resetsAtMs;
    if (worksAgain) return null;
    return {
      ...base,
      id: windowId(window, null),
      phase: 'not-started',
      startsAtMs: null,
      resetsAtMs: null,
      usedPercent: 0,
      source: newest.source,
      asOfMs: newest.observedAtMs,
      isStale: false,
      evenPacePercent: null,
      pace: null,
      forecast: null,
      road: [],
    };
  }
  const use = chooseReading(window.readings, nowMs)?.reading ?? newest;
  const usedPercent = use.usedPercent === null ? null : clampPercent(use.usedPercent);
  const road = roadOf(window);
  const { startsAtMs, resetsAtMs } = window;
  const { observedAtMs: asOfMs, source } = use;
  const hasTimes = startsAtMs !== null && resetsAtMs !== null;
  return {
    ...base,
    id: windowId(window, firstStartMs(window)),
    phase: 'open',
    startsAtMs,
    resetsAtMs,
    usedPercent,
    source,
    asOfMs,
    isStale: isStale(asOfMs, activity, settings, nowMs),
    evenPacePercent: hasTimes ? evenPacePercent(startsAtMs, resetsAtMs, nowMs) : null,
    pace:
      hasTimes && usedPercent !== null
        ? forecastPace({
            startsAtMs,
            resetsAtMs,
            nowMs,
            road,
            paceFromShare: settings.paceFromShare,
          })
        : null,
    forecast: null,
    road,
  };
}

/** A reading may no longer be true once it is old and its agent has worked since. */
function isStale(
  asOfMs: number,
  activity: AgentActivity | null,
  { liveWithinMs, staleAfterMs }: WindowSettings,
  nowMs: number,
): boolean {
  const lastEventAtMs = activity?.lastEventAtMs ?? null;
  const isLive = lastEventAtMs !== null && nowMs - lastEventAtMs <= liveWithinMs;
  return isLive && nowMs - asOfMs > staleAfterMs;
}

/** The five-hour window that the transcripts imply, without a percent; null when none is open. */
function estimatedView(
  activity: AgentActivity,
  known: readonly ReportedWindow[],
  nowMs: number,
): WindowView | null {
  const spans = known.flatMap(({ startsAtMs, resetsAtMs }) =>
    startsAtMs === null || resetsAtMs === null ? [] : [{ startsAtMs, resetsAtMs }],
  );
  const open = openWindow(activity.messageStartsMs, spans, nowMs);
  if (!open) return null;
  const { agent, account } = activity;
  return {
    id: windowId({ agent, account, kind: 'session', modelName: null }, open.startsAtMs),
    agent,
    account,
    kind: 'session',
    modelName: null,
    phase: 'open',
    startsAtMs: open.startsAtMs,
    resetsAtMs: open.resetsAtMs,
    usedPercent: null,
    basis: 'estimated',
    source: 'transcripts',
    asOfMs: activity.lastEventAtMs ?? open.startsAtMs,
    isStale: false,
    evenPacePercent: evenPacePercent(open.startsAtMs, open.resetsAtMs, nowMs),
    pace: null,
    forecast: null,
    road: [],
    comparison: activity.comparison,
  };
}

/**
 * Start by the first reset that was stated for a window: later ones jitter, and jitter may cross any grid. Null
 * when none was.
 */
function firstStartMs({ kind, readings }: ReportedWindow): number | null {
  const resets = readings.map(({ resetsAtMs }) => resetsAtMs);
  const first = resets.find((resetsAtMs) => resetsAtMs !== null) ?? null;
  return first === null ? null : first - windowLengthMs(kind);
}

function windowId(
  limit: Pick<WindowView, 'agent' | 'account' | 'kind' | 'modelName'>,
  startsAtMs: number | null,
): string {
  // To the quarter hour: what two machines read of one window should have one name.
  const grain = 15 * MINUTE_MS;
  const start =
    startsAtMs === null ? 'next' : formatIsoInstant(Math.round(startsAtMs / grain) * grain);
  return `${limitKey(limit)}|${start}`;
}

/** Reported points of a window from its start, the newest of equal times, thinned when there are very many. */
function roadOf(window: ReportedWindow): RoadPoint[] {
  const byTime = new Map<number, RoadPoint>();
  const { startsAtMs } = window;
  if (startsAtMs !== null) byTime.set(startsAtMs, { atMs: startsAtMs, usedPercent: 0 });
  for (const { observedAtMs: atMs, usedPercent } of window.readings) {
    if (usedPercent === null || (startsAtMs !== null && atMs < startsAtMs)) continue;
    byTime.set(atMs, { atMs, usedPercent: clampPercent(usedPercent) });
  }
  const points = [...byTime.values()].sort((a, b) => a.atMs - b.atMs);
  const step = Math.ceil(points.length / MOST_ROAD_POINTS);
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
