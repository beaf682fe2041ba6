/** Answers the History page. One desk an opened database: it keeps what was read between questions. */
import type { AdviceView } from '../../preload/contract/review/advice.ts';
import type {
  HistoryOption,
  HistoryOverview,
  HistoryQuestion,
  HistoryView,
  OverviewQuestion,
  PlanWorth,
  WindowsQuestion,
  WindowsView,
} from '../../preload/contract/review/history.ts';
import { displayContext } from '../../preload/contract/displayContext.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { accountSettings, parseSettings } from '../../preload/contract/settingsTree.ts';
import { addDays, zoneOf, type Zone } from '../domain/calendar.ts';
import { monthlyPlanMicros } from '../domain/credits/planPrices.ts';
import { bucketsOf, dayStart, daysBefore } from '../domain/review/buckets.ts';
import { chartOf, daysOf, optionsOf, totalsOf, type Use } from '../domain/review/chart.ts';
import { worthMicros } from '../domain/review/sums.ts';
import { readDocument } from '../domain/settingsJournal.ts';
import { createHostReader } from '../store/hosts.ts';
import { createSettingsReader } from '../store/settings.ts';
import { answerAdvice } from './adviceDesk.ts';
import { sayCount } from '../../preload/contract/languages/say.ts';
import { createLabels } from './labels.ts';
import type { ReviewContext } from './reviewContext.ts';
import { createUsageCells } from './usageCells.ts';
import { createWindowsDesk } from './windowsDesk.ts';

export function createHistoryDesk(context: ReviewContext) {
  const usage = createUsageCells(context);
  const windows = createWindowsDesk(context);
  const readSaved = createSettingsReader(context.database.connection);
  const readHosts = createHostReader(context.database.connection);
  let settingsText = '';
  let settings: Settings = parseSettings(undefined).settings;
  let zone: Zone | null = null;
  let labelled: { readonly use: Use; readonly label: ReturnType<typeof createLabels> } | null =
    null;

  /** The same object as long as nobody has changed anything. */
  function currentSettings(): Settings {
    const saved = readSaved();
    const text = `${saved.document ?? ''}\n${saved.preferences ?? ''}`;
    if (text !== settingsText) {
      settingsText = text;
      settings = parseSettings(readDocument(saved).document).settings;
    }
    return settings;
  }

  function frame() {
    const now = currentSettings();
    const display = displayContext(now.appearance, context);
    if (zone?.name !== display.timeZone) zone = zoneOf(display.timeZone);
    const takenAtMs = context.clock();
    return { settings: now, ...display, zone, takenAtMs, today: zone.dayOf(takenAtMs) };
  }

  function labelsOf(use: Use, now: Settings) {
    if (labelled?.use !== use) {
      const projects = use.cells.map(({ project }) => project);
      labelled = {
        use,
        label: createLabels({
          projects,
          settings: now,
          homeFolder: context.machine.homeFolder,
          locale: context.locale,
          hosts: readHosts(),
        }),
      };
    }
    return labelled.label;
  }

  /** @param worthOf micro-dollars of what an account was used for */
  function plansOf(
    accounts: readonly HistoryOption[],
    now: Settings,
    worthOf: (account: string) => number,
  ): PlanWorth[] {
    return accounts.map(({ key, label }) => {
      const { plan } = accountSettings(now, key);
      const monthlyMicros = monthlyPlanMicros(plan);
      return { account: key, label, plan, monthlyMicros, worthMicros: worthOf(key) };
    });
  }

  return {
    history(question: HistoryQuestion): HistoryView {
      const { settings: now, zone: local, timeZone, locale, takenAtMs, today } = frame();
      const { sinceDay, untilDay, step, filters } = question;
      const use = usage.read(now);
      const label = labelsOf(use, now);
      const at = (day: string) => dayStart(local, day);
      const span = { fromMs: at(sinceDay), untilMs: at(addDays(untilDay, 1)) };
      const beforeRange = daysBefore(question, today);
      const extent = extentOf(use, local);
      const isBefore = extent !== null && beforeRange.untilDay >= extent.firstDay;
      const beforeSpan = {
        fromMs: at(beforeRange.sinceDay),
        untilMs: at(addDays(beforeRange.untilDay, 1)),
      };
      const buckets = bucketsOf(question, step, local, firstWeekday(now, locale));
      const chart = chartOf(use, buckets, question, label, (count) =>
        sayCount({ locale }, count, { one: '{count} more', other: '{count} more' }),
      );
      const options = optionsOf(use, span, label);
      const keptAccounts = new Set(filters.account);
      const used = options.account.filter(
        ({ key }) => keptAccounts.size === 0 || keptAccounts.has(key),
      );
      return {
        sinceDay,
        untilDay,
        timeZone,
        locale,
        takenAtMs,
        today,
        firstDay: extent?.firstDay ?? null,
        lastDay: extent?.lastDay ?? null,
        ...chart,
        before: isBefore ? { ...beforeRange, totals: totalsOf(use, beforeSpan, filters) } : null,
        windows: windows.counts(span, filters),
        reportedSpend: windows.reportedSpend(span, filters, takenAtMs),
        plans: plansOf(used, now, (account) =>
          worthMicros(totalsOf(use, span, { ...filters, account: [account] })),
        ),
        options,
      };
    },
    overview({ filters }: OverviewQuestion): HistoryOverview {
      const { settings: now, zone: local, timeZone, locale, today } = frame();
      const use = usage.read(now);
      const extent = extentOf(use, local);
      const of = { timeZone, locale, today, weekStartsOn: firstWeekday(now, locale) };
      if (extent === null) return { ...of, days: [] };
      const range = { sinceDay: extent.firstDay, untilDay: extent.lastDay };
      const days = bucketsOf(range, 'day', local, 1);
      return { ...of, days: daysOf(use, days, filters) };
    },
    advice(): AdviceView {
      const { settings: now, zone: local, takenAtMs } = frame();
      const label = labelsOf(usage.read(now), now);
      return answerAdvice({
        context,
        settings: now,
        zone: local,
        nowMs: takenAtMs,
        windows,
        label,
      });
    },
    windows(question: WindowsQuestion): WindowsView {
      const { settings: now, zone: local, timeZone, locale, takenAtMs } = frame();
      const span = {
        fromMs: dayStart(local, question.sinceDay),
        untilMs: dayStart(local, addDays(question.untilDay, 1)),
      };
      const label = labelsOf(usage.read(now), now);
      const found = windows.list(span, question.filters, now, label);
      return { timeZone, locale, takenAtMs, windows: found };
    },
  };
}

/** First and last local day with use. */
function extentOf({ cells }: Use, zone: Zone): { firstDay: string; lastDay: string } | null {
  let first = Infinity;
  let last = -Infinity;
  for (const { atMs } of cells) {
    if (atMs < first) first = atMs;
    if (atMs > last) last = atMs;
  }
  if (first > last) return null;
  return { firstDay: zone.dayOf(first), lastDay: zone.dayOf(last) };
}

const WEEKDAYS = { sunday: 0, monday: 1, saturday: 6 } as const;

/** 0 for Sunday; by the user's word, else as the language has it. */
function firstWeekday({ appearance }: Settings, locale: string): number {
  if (appearance.weekStartsOn !== null) return WEEKDAYS[appearance.weekStartsOn];
  const language = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { readonly firstDay: number };
  };
  return (language.getWeekInfo?.().firstDay ?? 1) % 7;
}
