/** Answers what would have cost less in the last 30 days. */
import { ADVICE_DAYS, type Advice, type AdviceView } from '../../preload/contract/review/advice.ts';
import type {
  HistoryDimension,
  HistoryFilters,
  HistoryWindow,
} from '../../preload/contract/review/history.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { accountSettings } from '../../preload/contract/settingsTree.ts';
import { AGENTS, firstFolderOf } from '../agents/registry.ts';
import type { AdviceAnswer } from '../domain/advice/answers.ts';
import { cheaperModels } from '../domain/advice/cheaperModel.ts';
import { creditAppSavings, type PlanWindow } from '../domain/advice/creditApps.ts';
import { restartSavings } from '../domain/advice/restarts.ts';
import { windowStartSavings, type DrivenWindow } from '../domain/advice/windowStart.ts';
import { DAY_MS, MINUTE_MS, type Zone } from '../domain/calendar.ts';
import { drawOf } from '../domain/credits/plans.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { groupBy } from '../domain/grouping.ts';
import { PRICE_TABLE } from '../prices/priceTable.ts';
import { createAdviceReader } from '../store/adviceAnswers.ts';
import { pricesOf } from './ownPrices.ts';
import type { ReviewContext } from './reviewContext.ts';
import type { createWindowsDesk } from './windowsDesk.ts';

/** Conversations that go back further than the month show that by an answer in the days before it. */
const LOOK_BACK_MS = 3 * DAY_MS;
/** More models than this are a list nobody reads. */
const MOST_MODELS = 3;
const FULL_PERCENT = 100;
const DAY_MINUTES = 1440;
const ALL: HistoryFilters = { model: [], agent: [], project: [], account: [] };

type Question = {
  readonly context: ReviewContext;
  readonly settings: Settings;
  readonly zone: Zone;
  readonly nowMs: number;
  readonly windows: Pick<ReturnType<typeof createWindowsDesk>, 'list'>;
  readonly label: (dimension: HistoryDimension, key: string) => string;
};

/** Goes through a month of answers: not for every look. */
export function answerAdvice(question: Question): AdviceView {
  const { context, settings, nowMs, windows, label } = question;
  const fromMs = nowMs - ADVICE_DAYS * DAY_MS;
  const all = createAdviceReader(context.database.connection)
    .answersSince(fromMs - LOOK_BACK_MS)
    .map((answer): AdviceAnswer => {
      const account = answer.account ?? firstFolderOf(answer.agent, context.machine);
      return { ...answer, account };
    });
  const answers = all.filter(({ atMs }) => atMs >= fromMs);
  const price = pricesOf(settings);
  const driven = windows.list({ fromMs, untilMs: nowMs }, ALL, settings, label);
  const models = cheaperModels(answers, TABLE_MODELS, price).slice(0, MOST_MODELS);
  const restarts = restartSavings(all, fromMs, price);
  const kept: Advice[] = [
    ...(restarts === null ? [] : [restarts]),
    ...creditAppSavings(answers, driven.flatMap(planWindow), (key) => isCreditApp(key, settings)),
    ...startsOf(driven, all, question),
    ...models.filter(({ isSuccessor }) => isSuccessor),
  ];
  const others = models.filter(({ isSuccessor }) => !isSuccessor);
  return {
    fromMs,
    takenAtMs: nowMs,
    advice: [...kept.toSorted((a, b) => b.savingMicros - a.savingMicros), ...others],
  };
}

const TABLE_MODELS = PRICE_TABLE.rows.map(({ model }) => model);

function isCreditApp(key: AccountKey, settings: Settings): boolean {
  const { draw, plan } = accountSettings(settings, accountText(key));
  return drawOf(draw, plan, AGENTS[key.agent].draw.byDefault) === 'credits';
}

function planWindow({ agent, account, startsAtMs, resetsAtMs, peakPercent }: HistoryWindow) {
  const windows: PlanWindow[] =
    peakPercent === null ? [] : [{ agent, account, startsAtMs, resetsAtMs, peakPercent }];
  return windows;
}

function startsOf(
  driven: readonly HistoryWindow[],
  answers: readonly AdviceAnswer[],
  { zone, label }: Question,
): Advice[] {
  const uses = groupBy(answers, accountText);
  const minuteOf = (atMs: number) =>
    Math.floor((atMs + zone.offsetAtMs(atMs)) / MINUTE_MS) % DAY_MINUTES;
  return [...groupBy(driven, accountText)].flatMap(([text, windows]) => {
    const saving = windowStartSavings(
      windows.map(drivenWindow),
      uses.get(text) ?? [],
      label('account', text),
      minuteOf,
    );
    return saving === null ? [] : [saving];
  });
}

function drivenWindow({ startsAtMs, resetsAtMs, road, steps }: HistoryWindow): DrivenWindow {
  const moments = [
    ...road.filter(({ usedPercent }) => usedPercent >= FULL_PERCENT),
    ...steps.filter(({ kind }) => kind === 'reached'),
  ].map(({ atMs }) => atMs);
  return { startsAtMs, resetsAtMs, fullAtMs: moments.length === 0 ? null : Math.min(...moments) };
}
