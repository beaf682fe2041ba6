/** Past five-hour windows from the database: counts for any range, every window of a short one. */
import {
  daysListed,
  type HistoryDimension,
  type HistoryFilters,
  type HistoryWindow,
  type ReportedSpendView,
  type WindowCounts,
} from '../../preload/contract/review/history.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { firstFolderOf } from '../agents/registry.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { recordedConsents, type RecordedConsent } from '../domain/consentLedger.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { LedgerEntry, ReportedSpend } from '../domain/ledger/entries.ts';
import { SESSION_WINDOW_MS } from '../domain/limits.ts';
import { keeper } from '../domain/review/sums.ts';
import {
  mergePeaks,
  windowCounts,
  windowsOfAccount,
  WINDOW_REACH_MS,
  type WindowPeak,
  type WindowUse,
} from '../domain/review/windowHistory.ts';
import { chainedStarts, sessionSpans, USUAL_LOOK_BACK_MS } from '../domain/windowChain.ts';
import { createLedgerReader } from '../store/ledger.ts';
import { createMoneyFactsReader, type AccountEvents } from '../store/moneyFacts.ts';
import { createPaidEventReader } from '../store/paidEvents.ts';
import { createWindowEventReader, type WindowEvent } from '../store/windowEvents.ts';
import type { ReviewContext } from './reviewContext.ts';
import { restSideOf } from './usageCells.ts';

type Span = { readonly fromMs: number; readonly untilMs: number };
type Labels = (dimension: HistoryDimension, key: string) => string;

export function createWindowsDesk(context: ReviewContext) {
  const { connection } = context.database;
  const ledger = createLedgerReader(connection);
  const facts = createMoneyFactsReader(connection);
  const paid = createPaidEventReader(connection);
  const reader = createWindowEventReader(connection);
  const known = new Map<string, WindowPeak[]>();
  let knownReading = -1;

  /** Accounts with events that the filters can mean at all. */
  function accounts(filters: HistoryFilters): AccountEvents[] {
    const firstFolder = (agent: AgentId) => firstFolderOf(agent, context.machine);
    return facts.accountsWithEvents(firstFolder).filter(accountKeeper(filters));
  }

  /** Years of readings take a moment to go through, so what was found is kept until there are new ones. */
  function peaksOf(span: Span): { peaks: WindowPeak[]; answers: RecordedConsent[] } {
    const newest = reader.newestReading();
    if (newest !== knownReading) known.clear();
    knownReading = newest;
    const name = `${span.fromMs} ${span.untilMs}`;
    let peaks = known.get(name);
    if (!peaks) {
      const read = { fromMs: span.fromMs, untilMs: span.untilMs + SESSION_WINDOW_MS };
      peaks = mergePeaks(reader.peaks(read)).filter(({ resetsAtMs }) => {
        const startsAtMs = resetsAtMs - SESSION_WINDOW_MS;
        return startsAtMs >= span.fromMs && startsAtMs < span.untilMs;
      });
      known.set(name, peaks);
    }
    return { peaks, answers: recordedConsents(ledger.accounts().flatMap(ledger.entriesOf)) };
  }

  function usesOf(key: AccountEvents, span: Span, settings: Settings): WindowUse[] {
    const restSide = restSideOf(key, settings);
    return reader.events(key, span).map((event) => useOf(event, key, restSide));
  }

  /** The uses of a stretch of time, and those before it that decide where the windows from an instant on begin. */
  function chainedUses(
    key: AccountEvents,
    reach: Span,
    windowsFromMs: number,
    settings: Settings,
  ): WindowUse[] {
    const recent = usesOf(key, reach, settings);
    const recentMs = recent.map(({ startedAtMs }) => startedAtMs);
    const question = { recentMs, fromMs: reach.fromMs, untilMs: windowsFromMs };
    const past = {
      startsBetween: (fromMs: number, untilMs: number) => reader.starts(key, { fromMs, untilMs }),
      reportedSince: (fromMs: number) =>
        sessionSpans(facts.limitReadings(key, { fromMs, untilMs: reach.untilMs })),
    };
    const startsMs = chainedStarts(question, past, null);
    const [beganMs] = startsMs === recentMs ? [] : startsMs;
    if (beganMs === undefined) return recent;
    const earlier = usesOf(key, { fromMs: beganMs, untilMs: reach.fromMs }, settings);
    return [...earlier, ...recent]
      .filter(({ startedAtMs }) => startedAtMs >= beganMs)
      .sort((a, b) => a.startedAtMs - b.startedAtMs);
  }

  return {
    /** Reported windows that began in a span. Models and projects cannot narrow a window's use. */
    counts(span: Span, filters: HistoryFilters): WindowCounts {
      const isKept = accountKeeper(filters);
      const { peaks, answers } = peaksOf(span);
      return windowCounts(peaks.filter(isKept), answers);
    },
    /** The windows of a span, newest first; none for a span that is too long to list. */
    list(span: Span, filters: HistoryFilters, settings: Settings, label: Labels): HistoryWindow[] {
      if (!daysListed((span.untilMs - span.fromMs) / DAY_MS)) return [];
      const reach = {
        fromMs: span.fromMs - USUAL_LOOK_BACK_MS,
        untilMs: span.untilMs + 2 * WINDOW_REACH_MS,
      };
      return accounts(filters)
        .flatMap((key) => {
          const entries = ledger.entriesOf(key);
          const found = windowsOfAccount(
            {
              ...key,
              accountLabel: label('account', accountText(key)),
              uses: chainedUses(key, reach, span.fromMs, settings),
              readings: facts.limitReadings(key, reach),
              consents: recordedConsents(entries),
              entries,
            },
            span,
            filters,
          );
          return found.map((window) => ({
            ...window,
            projects: window.projects.map((path) => label('project', path)),
          }));
        })
        .sort((a, b) => b.startsAtMs - a.startsAtMs);
    },
    /** The newest word of a provider on a period that lies within the span; null: none, or several accounts have one. */
    reportedSpend(span: Span, filters: HistoryFilters, nowMs: number): ReportedSpendView | null {
      if (filters.model.length > 0 || filters.project.length > 0) return null;
      const spoken = accounts(filters).flatMap((key) => {
        const reading = newestSpend(ledger.entriesOf(key), span, nowMs);
        return reading ? [{ key, reading }] : [];
      });
      const [only] = spoken;
      if (only === undefined || spoken.length > 1) return null;
      const { key, reading } = only;
      const { periodFromMs } = reading.details;
      const { creditMicros } = paid.spentBetween(key, periodFromMs, reading.atMs + 1);
      const reportedMicros = reading.amount.units;
      return {
        reportedMicros,
        asOfMs: reading.atMs,
        driftMicros: reportedMicros - creditMicros,
      };
    },
  };
}

function accountKeeper(filters: HistoryFilters): (key: AccountKey) => boolean {
  const isKept = keeper({ model: [], project: [], agent: filters.agent, account: filters.account });
  return (key) =>
    isKept({ agent: key.agent, accountKey: accountText(key), model: '', project: null });
}

function useOf(
  { startedAtMs, side, costMicros, ...event }: WindowEvent,
  { agent, account }: AccountKey,
  restSide: WindowUse['cell']['restSide'],
): WindowUse {
  const of = {
    agent,
    account,
    accountKey: accountText({ agent, account }),
    model: event.model,
    project: event.project,
    atMs: startedAtMs,
    restSide,
    costMicros: costMicros ?? 0,
  };
  return {
    startedAtMs,
    cell: { ...event, ...of, events: 1, unpricedEvents: Number(costMicros === null) },
    paid: side === null ? null : { ...of, side: side === 'credits' ? 'credits' : 'unclear' },
  };
}

/** In dollars, of a period that began in the span: a month's word says nothing about a week of it. */
function newestSpend(
  entries: readonly LedgerEntry[],
  { fromMs, untilMs }: Span,
  nowMs: number,
): ReportedSpend | null {
  const fits = (entry: LedgerEntry): entry is ReportedSpend =>
    entry.kind === 'reported-spend' &&
    entry.amount.currency === 'USD' &&
    entry.atMs <= nowMs &&
    entry.details.periodFromMs >= fromMs &&
    entry.details.periodUntilMs <= untilMs;
  const fitting = entries.filter(fits);
  const newest = fitting.at(-1);
  // Two months in one range are two sums of the provider's: neither is that of the range.
  const isOnePeriod = fitting.every(
    ({ details }) => details.periodFromMs === newest?.details.periodFromMs,
  );
  return newest !== undefined && isOnePeriod ? newest : null;
}
