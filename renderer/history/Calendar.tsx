import { useRef } from 'react';
import { say } from '../../preload/contract/languages/say.ts';
import type {
  HistoryDay,
  HistoryOverview,
  HistoryRange,
  HistorySums,
} from '../../preload/contract/review/history.ts';
import { ChartTip } from '../charts/ChartTip.tsx';
import { BY_WEEK, useRoving } from '../charts/useRoving.ts';
import { useElementWidth } from '../components/useElementWidth.ts';
import { useSay } from '../store/display.ts';
import { addDays, dayWords, weekStart } from './days.ts';
import { sumsWords, worthOf } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';
import { openDay } from './historyStore.ts';

const WEEKS = 53;
const LEVELS = 4;
const LABEL_PX = 30;
const TOP_PX = 18;

/** A year of days, a column a week: how much was used by shade, what was paid by hatch and sign. */
export function Calendar({
  overview,
  range,
}: {
  readonly overview: HistoryOverview;
  readonly range: HistoryRange;
}) {
  const { say } = useSay();
  const holder = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(holder, 900);
  const { locale, weekStartsOn } = overview;
  const end = range.untilDay > overview.today ? overview.today : range.untilDay;
  const firstDay = addDays(weekStart(end, weekStartsOn), -7 * (WEEKS - 1));
  const sumsOf = new Map(overview.days.map((day) => [day.day, day]));
  const lastDay = addDays(weekStart(end, weekStartsOn), 6);
  const days = daysBetween(firstDay, lastDay > overview.today ? overview.today : lastDay);
  const most = levelsOf(days.flatMap((day) => sumsOf.get(day) ?? []));
  const cell = Math.max(6, Math.min(17, Math.floor((widthPx - LABEL_PX) / WEEKS)));
  const roving = useRoving(days.length, BY_WEEK);
  const active = roving.active === null ? undefined : days[roving.active];
  const xOf = (index: number) => LABEL_PX + Math.floor(index / 7) * cell;
  const yOf = (index: number) => (index % 7) * cell;
  return (
    <section className="part" aria-labelledby="year-title">
      <div className="part-top">
        <h2 id="year-title" className="part-heading">
          {say(words.year)}
        </h2>
        <Scale />
      </div>
      <div ref={holder} className="calendar-frame" onMouseLeave={() => roving.point(null)}>
        <svg
          role="group"
          className="calendar"
          aria-label={`${say(words.year)}. ${say(words.yearHint)}`}
          width={LABEL_PX + WEEKS * cell}
          height={TOP_PX + 7 * cell}
          viewBox={`0 ${-TOP_PX} ${LABEL_PX + WEEKS * cell} ${TOP_PX + 7 * cell}`}
          onKeyDown={roving.onKeyDown}
          onBlur={() => roving.point(null)}
        >
          {monthLabels(days, locale).map(({ index, label }) => (
            <text key={index} className="chart-label" x={xOf(index)} y={-6} aria-hidden="true">
              {label}
            </text>
          ))}
          {[1, 3, 5].map((row) => (
            <text
              key={row}
              className="chart-label"
              x={0}
              y={yOf(row) + cell - 3}
              aria-hidden="true"
            >
              {dayWords(days[row] ?? firstDay, locale, { weekday: 'short' })}
            </text>
          ))}
          {days.map((day, index) => {
            const one = sumsOf.get(day);
            const name = `${dayWords(day, locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })}: ${dayFigures(one, overview)}`;
            return (
              <g
                key={day}
                role="button"
                className="day"
                data-mark={index}
                tabIndex={roving.tabIndexOf(index)}
                aria-label={name}
                onFocus={() => roving.point(index)}
                onMouseEnter={() => roving.point(index)}
                onClick={() => openDay(day)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') openDay(day);
                }}
              >
                <rect
                  className={`day-cell day-level-${levelOf(one, most)}${isWithin(day, range) ? ' day-shown' : ''}`}
                  x={xOf(index) + 1}
                  y={yOf(index) + 1}
                  width={cell - 2}
                  height={cell - 2}
                  rx={2}
                />
                {one && one.creditMicros > 0 && (
                  <DollarCorner x={xOf(index)} y={yOf(index)} cell={cell} />
                )}
              </g>
            );
          })}
        </svg>
        {active !== undefined && roving.active !== null && (
          <ChartTip atX={xOf(roving.active) + cell} widthPx={widthPx} topPx={TOP_PX}>
            <p className="tip-name">
              {dayWords(active, locale, { weekday: 'long', day: 'numeric', month: 'long' })}
            </p>
            <p className="tip-note">{dayFigures(sumsOf.get(active), overview)}</p>
          </ChartTip>
        )}
      </div>
    </section>
  );
}

/** Paid use: a hatched corner, so that the shade below stays readable. */
function DollarCorner({
  x,
  y,
  cell,
}: {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}) {
  const right = x + cell - 1;
  const bottom = y + cell - 1;
  const side = Math.round(cell * 0.62);
  return (
    <>
      <path
        className="day-paid"
        d={`M${right},${bottom - side} L${right},${bottom} L${right - side},${bottom} Z`}
      />
    </>
  );
}

function Scale() {
  const { say } = useSay();
  return (
    <p className="calendar-scale" aria-hidden="true">
      {say(words.less)}
      {[0, 1, 2, 3, 4].map((level) => (
        <span key={level} className={`day-swatch day-swatch-${level}`} />
      ))}
      {say(words.more)}
      <span className="day-swatch day-swatch-paid" />
      {say(words.paidWithCredits)}
    </p>
  );
}

function daysBetween(sinceDay: string, untilDay: string): string[] {
  const days: string[] = [];
  for (let day = sinceDay; day <= untilDay; day = addDays(day, 1)) days.push(day);
  return days;
}

function isWithin(day: string, { sinceDay, untilDay }: HistoryRange): boolean {
  return day >= sinceDay && day <= untilDay;
}

type DaySums = Pick<HistorySums, 'planMicros' | 'creditMicros' | 'unclearMicros' | 'apiKeyMicros'>;

function amountOf(day: DaySums): number {
  return worthOf(day as HistorySums);
}

/** Shades by quarters of the days that had use, so that one huge day does not make all others pale. */
function levelsOf(days: readonly HistoryDay[]): number[] {
  const amounts = days.map(amountOf).sort((a, b) => a - b);
  return Array.from(
    { length: LEVELS - 1 },
    (_, index) => amounts[Math.floor((amounts.length * (index + 1)) / LEVELS)] ?? Infinity,
  );
}

function levelOf(day: HistoryDay | undefined, bounds: readonly number[]): number {
  if (!day) return 0;
  const amount = amountOf(day);
  return 1 + bounds.filter((bound) => amount >= bound).length;
}

function dayFigures(day: HistoryDay | undefined, overview: HistoryOverview): string {
  if (!day) return say(overview, words.noData);
  if (day.events === day.unpricedEvents) return say(overview, words.noPrice);
  const zero = { inputTokens: 0, outputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0 };
  return sumsWords({ ...zero, ...day }, overview);
}

function monthLabels(days: readonly string[], locale: string) {
  const labels: { index: number; label: string }[] = [];
  days.forEach((day, index) => {
    const isFirstWeek = Number(day.slice(8)) <= 7 && index % 7 === 0;
    if (isFirstWeek) labels.push({ index, label: dayWords(day, locale, { month: 'short' }) });
  });
  return labels;
}
