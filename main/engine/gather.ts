/** Collects what the snapshot is made of from the database, keeping what has not changed. */
import type { AgentId, OwnHistoryComparison } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import { addDays, DAY_MS, futureFromMs, MINUTE_MS, type Zone } from '../domain/calendar.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { SESSION_WINDOW_MS, type LimitReading } from '../domain/limits.ts';
import { RATE_SPAN_MS } from '../domain/forecast/creditsCost.ts';
import { compareWithOwn } from '../domain/ownHistory.ts';
import type { SessionEvent } from '../domain/sessions.ts';
import type { PeriodSums } from '../domain/snapshot.ts';
import type { AgentActivity } from '../domain/windowViews.ts';
import { rememberedFromMs } from '../domain/presentReadings.ts';
import { chainedStarts, sessionSpans, USUAL_LOOK_BACK_MS } from '../domain/windowChain.ts';
import { openWindow } from '../domain/windows.ts';
import type { AccountEvents } from '../store/moneyFacts.ts';
import type { BilledEvent } from '../store/read.ts';
import type { SavedSpan } from '../store/span.ts';
import type { UsageSums } from '../store/usageSums.ts';
import type { Tables } from './database.ts';
import { createDaySessions } from './daySessions.ts';
import { createLimitBook } from './limitBook.ts';

const COMPARISON_SPAN_MS = 30 * DAY_MS;

/** Nothing that was kept can be trusted: another program writes, or saving failed half way. */
export const EVERYTHING = 'everything';

export type Gatherer = ReturnType<typeof createGatherer>;

/** @param getSessionSpanMs how far back live sessions and their rates reach */
export function createGatherer(
  tables: Pick<Tables, 'reader' | 'writing'>,
  getZone: () => Zone,
  agents: readonly AgentId[],
  getSessionSpanMs: () => number,
) {
  const { reader } = tables;
  const daySums = new Map<string, UsageSums>();
  const limits = createLimitBook(tables);
  let activities: readonly AgentActivity[] = [];
  /** Of accounts that have rested for long. Only a whole new reading of the past can change it. */
  const restingSince = new Map<string, number | null>();
  /** Of accounts without a pause for days: the beginning of a window, which the later ones follow from. */
  const chains = new Map<string, number>();
  let recent: readonly SessionEvent[] | null = null;
  const daySessions = createDaySessions(reader);
  let billed: readonly BilledEvent[] | null = null;
  let isStale = true;
  let lookedBackTo = -Infinity;
  /** What is kept is of this stretch of time: before it the clock was set back, after it comes an event of the future. */
  let holds = { fromMs: -Infinity, untilMs: Infinity };

  /** Tells which events changed since the last look. */
  function forget(span: SavedSpan | typeof EVERYTHING): void {
    if (!span) return;
    forgetPresent();
    if (span === EVERYTHING) {
      limits.forget();
      forgetPast();
      return daySums.clear();
    }
    daySessions.forget(span);
    if (span.fromMs < lookedBackTo) forgetPast();
    if (daySums.size === 0) return;
    const zone = getZone();
    const last = zone.dayOf(span.untilMs);
    for (let day = zone.dayOf(span.fromMs); day <= last; day = addDays(day, 1)) daySums.delete(day);
  }

  function forgetPresent(): void {
    isStale = true;
    recent = null;
    billed = null;
  }

  function forgetPast(): void {
    daySessions.forget(null);
    restingSince.clear();
    chains.clear();
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

  /** Activities of an agent's accounts on this computer, those that rest among them. */
  function activitiesOf(
    agent: AgentId,
    nowMs: number,
    firstFolder: string,
    readings: readonly LimitReading[],
  ): AgentActivity[] {
    const hosts = reader.hosts();
    const lately = reader.messagesBetween(agent, nowMs - USUAL_LOOK_BACK_MS, futureFromMs(nowMs));
    const names = new Set<string | null>([...reader.accounts(agent), null]);
    const byAccount = new Map<string, { startsMs: number[]; latestAtMs: number | null }>();
    for (const name of names) {
      const now = lately.get(name);
      if (now) restingSince.set(accountText({ agent, account: name ?? '' }), now.latestAtMs);
      const found = now ?? { startsMs: [], latestAtMs: latestOf(agent, name, nowMs) };
      const account = name ?? firstFolder;
      const known = byAccount.get(account);
      byAccount.set(account, known ? bothOf(known, found) : found);
    }
    return [...byAccount].flatMap(([account, { startsMs, latestAtMs }]) => {
      if (latestAtMs === null || hosts.has(accountText({ agent, account }))) return [];
      const who = { agent, account };
      if (!AGENTS[agent].hasSessionWindow) {
        return [{ ...who, lastEventAtMs: latestAtMs, messageStartsMs: [], comparison: null }];
      }
      const owner = { agent, account, hasOrphans: account === firstFolder };
      const recentMs = startsMs.sort((a, b) => a - b);
      const messageStartsMs = sinceLastPause(chainOf(owner, recentMs, nowMs, readings));
      const comparison = comparisonOf(owner, messageStartsMs, nowMs);
      return [{ ...who, lastEventAtMs: latestAtMs, messageStartsMs, comparison }];
    });
  }

  /** The messages that decide about the open window: of the last days, or of far more where there was no pause. */
  function chainOf(
    owner: AccountEvents,
    recentMs: readonly number[],
    nowMs: number,
    readings: readonly LimitReading[],
  ): readonly number[] {
    const { agent, account, hasOrphans } = owner;
    const text = accountText(owner);
    const fromMs = nowMs - USUAL_LOOK_BACK_MS;
    const past = {
      startsBetween(sinceMs: number, untilMs: number): number[] {
        const messages = reader.messagesBetween(agent, sinceMs, untilMs);
        const orphans = hasOrphans ? messages.get(null) : undefined;
        return [...(messages.get(account)?.startsMs ?? []), ...(orphans?.startsMs ?? [])];
      },
      reportedSince: (sinceMs: number) =>
        sessionSpans(
          sinceMs < rememberedFromMs('session', nowMs)
            ? reader.sessionReadings(owner, { fromMs: sinceMs, untilMs: nowMs })
            : readings.filter((one) => accountText(one) === text),
        ),
    };
    const question = { recentMs, fromMs, untilMs: nowMs };
    const startsMs = chainedStarts(question, past, chains.get(text) ?? null);
    const [beganMs] = startsMs === recentMs ? [] : startsMs;
    if (beganMs === undefined) chains.delete(text);
    else chains.set(text, beganMs);
    return startsMs;
  }

  function latestOf(agent: AgentId, account: string | null, nowMs: number): number | null {
    const text = accountText({ agent, account: account ?? '' });
    const known = restingSince.get(text);
    if (known !== undefined) return known;
    const latestAtMs = reader.latestEventOf(agent, account, futureFromMs(nowMs));
    restingSince.set(text, latestAtMs);
    return latestAtMs;
  }

  /** How busy the open window is beside the user's own earlier ones. */
  function comparisonOf(
    owner: AccountEvents,
    messageStartsMs: readonly number[],
    nowMs: number,
  ): OwnHistoryComparison | null {
    const open = openWindow(messageStartsMs, [], nowMs);
    if (!open) return null;
    const uses = reader.usesSince(owner, nowMs - COMPARISON_SPAN_MS);
    return compareWithOwn(uses, open.startsAtMs);
  }

  function refreshActivities(
    nowMs: number,
    firstFolderOf: (agent: AgentId) => string,
    readings: readonly LimitReading[],
  ): void {
    if (!isStale) return;
    lookedBackTo = nowMs - USUAL_LOOK_BACK_MS;
    const nextMs = reader.nextEventAtMs(futureFromMs(nowMs)) ?? Infinity;
    holds = { fromMs: nowMs, untilMs: nextMs - MINUTE_MS };
    activities = agents.flatMap((agent) =>
      activitiesOf(agent, nowMs, firstFolderOf(agent), readings),
    );
    isStale = false;
  }

  return {
    forget,
    /** @param firstFolderOf the account that events count for which were saved without one */
    gather(nowMs: number, firstFolderOf: (agent: AgentId) => string) {
      if (nowMs < holds.fromMs || nowMs >= holds.untilMs) {
        forgetPresent();
        forgetPast();
      }
      const readings = limits.readings(nowMs);
      refreshActivities(nowMs, firstFolderOf, readings);
      recent ??= [...reader.eventsBetween(nowMs - getSessionSpanMs(), futureFromMs(nowMs))]
        .map((event) => ({ ...event, account: event.account ?? firstFolderOf(event.agent) }))
        .sort((a, b) => a.atMs - b.atMs);
      billed ??= reader
        .billedSince(nowMs - RATE_SPAN_MS, futureFromMs(nowMs))
        .map((event) => ({ ...event, account: event.account ?? firstFolderOf(event.agent) }));
      const today = getZone().dayOf(nowMs);
      // Nothing here can hold another computer's agents, so nothing of them decides about windows or alerts.
      const hosts = reader.hosts();
      const isHere = (one: AccountKey) => hosts.size === 0 || !hosts.has(accountText(one));
      return {
        hosts,
        limitReadings: readings.filter(isHere),
        creditsReadings: reader.newestCredits().filter(isHere),
        activities,
        recentEvents: hosts.size === 0 ? recent : recent.filter(isHere),
        daySessions: daySessions
          .read(nowMs)
          .map((one) => ({ ...one, account: one.account ?? firstFolderOf(one.agent) }))
          .filter(isHere),
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

type Messages = { readonly startsMs: number[]; readonly latestAtMs: number | null };

/** Events with and without an account that turn out to be of the same folder. */
function bothOf(one: Messages, other: Messages): Messages {
  const latestAtMs = Math.max(one.latestAtMs ?? -Infinity, other.latestAtMs ?? -Infinity);
  return {
    startsMs: [...one.startsMs, ...other.startsMs],
    latestAtMs: Number.isFinite(latestAtMs) ? latestAtMs : null,
  };
}

/** Windows chain until nobody worked for five hours; what lies before that cannot matter. */
function sinceLastPause(startsMs: readonly number[]): readonly number[] {
  for (let index = startsMs.length - 1; index > 0; index -= 1) {
    const gap = (startsMs[index] as number) - (startsMs[index - 1] as number);
    if (gap >= SESSION_WINDOW_MS) return startsMs.slice(index);
  }
  return startsMs;
}
