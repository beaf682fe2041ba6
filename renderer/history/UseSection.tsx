import { useRef } from 'react';
import { formatClock, type FormatContext } from '../../preload/contract/formatting.ts';
import { say as sayIn } from '../../preload/contract/languages/say.ts';
import type { HistoryStep, HistoryView } from '../../preload/contract/review/history.ts';
import { SavePicture } from '../components/SavePicture.tsx';
import { useSay } from '../store/display.ts';
import { addDays, dayWords, rangeWords } from './days.ts';
import type { Bar } from './barGeometry.ts';
import { historyMessages as words } from './historyMessages.ts';
import { openDay, useHistory } from './historyStore.ts';
import { Legend } from './Legend.tsx';
import { UseChart } from './UseChart.tsx';
import { UseTable } from './UseTable.tsx';

/** Most labels that fit under a chart of any width that the window allows. */
const MOST_TICKS = 9;

/** Use over time, as a chart or as its table. */
export function UseSection({
  view,
  step,
}: {
  readonly view: HistoryView;
  readonly step: HistoryStep;
}) {
  const { say } = useSay();
  const picture = useRef<HTMLElement>(null);
  const face = useHistory((state) => state.face);
  const isFiltered = useHistory(({ filters }) =>
    Object.values(filters).some((keys: readonly string[]) => keys.length > 0),
  );
  const title = say(words.useBy[step]);
  const seriesLabels = view.series.map(({ label }) => label);
  const bars = barsOf(view, step);
  const label = `${title}, ${rangeWords(view, view.locale)}`;
  return (
    <section ref={picture} className="part" aria-labelledby="use-title">
      <div className="part-top">
        <h2 id="use-title" className="part-heading">
          {title}
        </h2>
        {face === 'chart' && view.totals.events > 0 && <SavePicture of={picture} />}
      </div>
      {view.totals.events === 0 ? (
        <p className="empty">{isFiltered ? say(words.emptyFiltered) : say(words.empty)}</p>
      ) : face === 'table' ? (
        <UseTable label={label} bars={bars} seriesLabels={seriesLabels} context={view} />
      ) : (
        <>
          <Legend seriesLabels={seriesLabels} totals={view.totals} />
          <UseChart
            label={label}
            bars={bars}
            seriesLabels={seriesLabels}
            context={view}
            onOpen={step === 'day' ? (index) => openDay(view.buckets[index]?.day ?? '') : null}
          />
        </>
      )}
    </section>
  );
}

function barsOf(view: HistoryView, step: HistoryStep): Bar[] {
  const every = Math.max(1, Math.ceil(view.buckets.length / MOST_TICKS));
  return view.buckets.map((bucket, index) => {
    const { startsAtMs, day, sums, parts } = bucket;
    const isTicked =
      step === 'month'
        ? view.buckets.length <= 14 || index % every === 0
        : isTick(step, index, every, startsAtMs, view);
    return {
      id: String(startsAtMs),
      name: nameOf(view, step, index),
      tick: isTicked ? tickOf(day, startsAtMs, step, view) : null,
      sums,
      parts,
    };
  });
}

/** Hours at full quarters of the day; days and weeks in even steps. */
function isTick(
  step: HistoryStep,
  index: number,
  every: number,
  startsAtMs: number,
  context: FormatContext,
): boolean {
  if (step !== 'hour') return every === 1 || index % (every < 5 ? every : 5) === 0 || false;
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: context.timeZone }).format(
      startsAtMs,
    ),
  );
  return hour % 3 === 0;
}

function tickOf(day: string, startsAtMs: number, step: HistoryStep, view: HistoryView): string {
  const { locale } = view;
  if (step === 'hour') return formatClock(startsAtMs, view);
  if (step === 'month') return dayWords(day, locale, { month: 'short', year: '2-digit' });
  if (step === 'week') return dayWords(day, locale, { day: 'numeric', month: 'short' });
  const isWeek = view.buckets.length <= 7;
  return dayWords(day, locale, isWeek ? { weekday: 'short', day: 'numeric' } : { day: 'numeric' });
}

function nameOf(view: HistoryView, step: HistoryStep, index: number): string {
  const bucket = view.buckets[index];
  if (!bucket) return '';
  const { day, startsAtMs, endsAtMs } = bucket;
  const { locale } = view;
  if (step === 'hour') {
    const [from, until] = [formatClock(startsAtMs, view), formatClock(endsAtMs, view)];
    return sayIn(view, words.clockSpan, { from, until });
  }
  if (step === 'day') return dayWords(day, locale);
  const nextDay = view.buckets[index + 1]?.day ?? addDays(view.untilDay, 1);
  return rangeWords({ sinceDay: day, untilDay: addDays(nextDay, -1) }, locale);
}
