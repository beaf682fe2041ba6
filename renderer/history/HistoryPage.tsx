import { localDay } from '../../preload/contract/formatting.ts';
import type { HistoryRange } from '../../preload/contract/review/history.ts';
import { messages } from '../messages.ts';
import { ProviderHistory } from '../providers/ProviderHistory.tsx';
import { PageHeader } from '../review/PageHeader.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useAnswer } from '../store/useAnswer.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { AdviceSection } from './AdviceSection.tsx';
import { Calendar } from './Calendar.tsx';
import { countDays, periodOf, stepOf } from './days.ts';
import { Figures } from './Figures.tsx';
import { FilterBar } from './FilterBar.tsx';
import { historyMessages as words } from './historyMessages.ts';
import { useHistory } from './historyStore.ts';
import { PeriodBar } from './PeriodBar.tsx';
import { RangeBrush } from './RangeBrush.tsx';
import { UseSection } from './UseSection.tsx';
import { WindowSection } from './WindowSection.tsx';

const MONDAY = 1;
const QUARTER_MS = 900_000;

/** Where plan and money went, by period. */
export function HistoryPage() {
  const { say, sayAgain } = useSay();
  const { scale, day, ownRange, grouping, filters } = useHistory();
  const snapshot = useReview((state) => state.snapshot);
  // A minute's grain: the question changes with the day, not with the second.
  const today = useReview(({ nowMs }) => localDay(nowMs, snapshot?.timeZone ?? 'UTC'));
  // New answers of agents make a new question of the same words.
  const revision = snapshot?.totals?.today.events ?? 0;
  const overview = useAnswer(
    JSON.stringify([filters, revision]),
    () => tollgate().request('review:history-overview', { filters }),
    say(messages.noAnswer),
  );
  const weekStartsOn = overview.value?.weekStartsOn ?? MONDAY;
  const range: HistoryRange = ownRange ?? periodOf(scale, day ?? today, weekStartsOn);
  const question = {
    sinceDay: range.sinceDay,
    untilDay: range.untilDay,
    step: stepOf(range),
    grouping,
    filters,
  };
  const {
    value: view,
    failure,
    isAsking,
  } = useAnswer(
    JSON.stringify([question, revision]),
    () => tollgate().request('review:history', question),
    say(messages.noAnswer),
  );
  // Advice changes slowly, and goes through a month of answers.
  const quarter = useReview(({ nowMs }) => Math.floor(nowMs / QUARTER_MS));
  const advice = useAnswer(
    String(quarter),
    () => tollgate().request('review:advice'),
    say(messages.noAnswer),
  );
  const isReading =
    (view === null && failure === null) || (advice.value === null && advice.failure === null);
  const isListed = scale === 'windows' || countDays(range) <= 62;
  return (
    <div className="history" aria-busy={isReading}>
      <PageHeader title={say(messages.pageNames.history)}>
        <PeriodBar range={range} today={today} locale={view?.locale ?? 'en'} />
        <ExportMenu kinds={['usage']} sinceDay={range.sinceDay} untilDay={range.untilDay} />
      </PageHeader>
      {failure !== null && (
        <p className="page-failure" role="alert">
          {sayAgain(failure)}
        </p>
      )}
      {view && (
        <>
          {view.firstDay !== null && <FilterBar options={view.options} />}
          <p className="visually-hidden" aria-live="polite">
            {isAsking ? say(words.reading) : ''}
          </p>
          {view.firstDay === null ? (
            <>
              <p className="empty">{say(words.emptyEver)}</p>
              <ProviderHistory range={range} step={stepOf(range)} weekStartsOn={weekStartsOn} />
            </>
          ) : (
            <>
              <Figures view={view} advice={advice.value} />
              {scale !== 'windows' && <UseSection view={view} step={stepOf(view)} />}
              {isListed && <WindowSection range={range} revision={revision} />}
              {scale !== 'windows' && (
                <ProviderHistory range={range} step={stepOf(range)} weekStartsOn={weekStartsOn} />
              )}
              {advice.value && <AdviceSection view={advice.value} />}
              {overview.value && overview.value.days.length > 0 && (
                <>
                  <RangeBrush overview={overview.value} range={range} />
                  <Calendar overview={overview.value} range={range} />
                </>
              )}
            </>
          )}
        </>
      )}
    </div>
  );
}
