/** Collects what the snapshot is made of from the database, keeping what has not changed. */
import type { AgentId, OwnHistoryComparison } from '../../preload/contract/snapshot.ts';
import { addDays, DAY_MS, type Zone } from '../domain/calendar.ts';
import { SESSION_WINDOW_MS } from '../domain/limits.ts';
import { RATE_SPAN_MS, type SessionEvent } from '../domain/sessions.ts';
import type { PeriodSums } from '../domain/snapshot.ts';
import { FORGET_READINGS_MS, type AgentActivity } from '../domain/windowViews.ts';
import { usageWindows, windowAt } from '../domain/windows.ts';
import type { BilledEvent, Reader, UsageSums } from '../store/read.ts';
import type { SavedSpan } from '../store/span.ts';

/** Looking back this far always meets a pause of five hours in a person's work. */
const LOOK_BACK_MS = 3 * DAY_MS;
const COMPARISON_SPAN_MS = 30 * DAY_MS;
/** Fewer earlier windows than this say nothing. */
const LEAST_WINDOWS_COMPARED = 5;

/** Nothing that was kept can be trusted: another program writes, or saving failed half way. */
export const EVERYTHING = 'everything';

export type Gatherer = ReturnType<typeof createGatherer>;

export function createGatherer(reader: Reader, getZone: () => Zone, agents: readonly AgentId[]) {
  const daySums = new Map<string, UsageSums>();
  let activities: Map<AgentId, Omit<AgentActivity, 'account'>> = new Map();
  let recent: readonly SessionEvent[] | null = null;
  let billed: readonly BilledEvent[] | null = null;
  let isStale = true;

  /** Tells which events changed since the last look. */
  function forget(span: SavedSpan | typeof EVERYTHING): void {
    if (!span) return;
    isStale = true;
    recent = null;
    billed = null;
    if (span === EVERYTHING) return daySums.clear();
    if (daySums.size === 0) return;
    const zone = getZone();
    const last = zone.dayOf(span.untilMs);
    for (let day = zone.dayOf(span.fromMs); day <= last; day = addDays(day, 1)) daySums.delete(day);
  }

  function sumsOfDay(day: string): UsageSums {
    const known = daySums.get(day);
    if (known) return known;
    const zone = getZone();
    const sums = reader.sumsBetween(zone.startOfDay(day), zone.startOfDay(addDays(day, 1)));
    daySums.set(day, sums);
    return sums;
  }

  function period(fromDay: string, untilDay: string): PeriodSums {
    const total = { ...EMPTY, fromDay, untilDay };
    for (let day = fromDay; day <= untilDay; day = addDays(day, 1)) {
      const sums = sumsOfDay(day);
      for (const name of SUM_NAMES) total[name] += sums[name];
    }
    return total;
  }

  function activityOf(agent: AgentId, nowMs: number): Omit<AgentActivity, 'account'> {
    const lastEventAtMs = reader.latestEventAtMs(agent);
    const starts = reader.messageStartsBetween(agent, nowMs - LOOK_BACK_MS, Infinity);
    const messageStartsMs = sinceLastPause(starts.sort((a, b) => a - b));
    return {
      agent,
      lastEventAtMs,
      messageStartsMs,
      comparison: comparisonOf(agent, messageStartsMs, nowMs),
    };
  }

  /** How busy the open window is beside the user's own earlier ones. */
  function comparisonOf(
    agent: AgentId,
    messageStartsMs: readonly number[],
    nowMs: number,
  ): OwnHistoryComparison | null {
    const open = usageWindows(messageStartsMs, []).at(-1);
    if (!open || open.resetsAtMs <= nowMs) return null;
    const events = [...reader.eventsBetween(nowMs - COMPARISON_SPAN_MS, Infinity)]
      .filter((event) => event.agent === agent)
      .sort((a, b) => a.startedAtMs - b.startedAtMs);
    const windows = usageWindows(
      events.map(({ startedAtMs }) => startedAtMs),
      [],
    );
    const tokens = new Map<number, number>();
    for (const event of events) {
      const startsAtMs = windowAt(windows, event.startedAtMs)?.startsAtMs;
      if (startsAtMs === undefined) continue;
      const sum =
        event.inputTokens + event.outputTokens + event.cacheWriteTokens + event.cacheReadTokens;
      tokens.set(startsAtMs, (tokens.get(startsAtMs) ?? 0) + sum);
    }
    const now = tokens.get(open.startsAtMs);
    const earlier = [...tokens].filter(([startsAtMs]) => startsAtMs < open.startsAtMs);
    if (now === undefined || earlier.length < LEAST_WINDOWS_COMPARED) return null;
    const quieter = earlier.filter(([, sum]) => sum < now).length;
    return {
      busierThanPercent: Math.round((quieter / earlier.length) * 100),
      windowsCompared: earlier.length,
    };
  }

  function refreshActivities(nowMs: number): void {
    if (!isStale) return;
    activities = new Map(agents.map((agent) => [agent, activityOf(agent, nowMs)]));
    isStale = false;
  }

  return {
    forget,
    gather(nowMs: number, accountOf: (agent: AgentId) => string) {
      refreshActivities(nowMs);
      recent ??= [...reader.eventsBetween(nowMs - RATE_SPAN_MS, Infinity)].sort(
        (a, b) => a.atMs - b.atMs,
      );
      billed ??= reader.billedSince(nowMs - RATE_SPAN_MS);
      const today = getZone().dayOf(nowMs);
      return {
        limitReadings: reader.limitReadingsSince(nowMs - FORGET_READINGS_MS),
        creditsReadings: reader.newestCredits(),
        activities: [...activities.values()].map((activity): AgentActivity => ({
          ...activity,
          account: accountOf(activity.agent),
        })),
        recentEvents: recent,
        billed,
        totals: { today: period(today, today), last30Days: period(addDays(today, -29), today) },
      };
    },
  };
}

const SUM_NAMES = [
  'inputTokens',
  'outputTokens',
  'cacheWriteTokens',
  'cacheReadTokens',
  'costMicros',
  'events',
  'unpricedEvents',
] as const;

const EMPTY = {
  inputTokens: 0,
  outputTokens: 0,
  cacheWriteTokens: 0,
  cacheReadTokens: 0,
  costMicros: 0,
  events: 0,
  unpricedEvents: 0,
};

/** Windows chain until nobody worked for five hours; what lies before that cannot matter. */
function sinceLastPause(startsMs: readonly number[]): readonly number[] {
  for (let index = startsMs.length - 1; index > 0; index -= 1) {
    const gap = (startsMs[index] as number) - (startsMs[index - 1] as number);
    if (gap >= SESSION_WINDOW_MS) return startsMs.slice(index);
  }
  return startsMs;
}
