import { Brush } from '@visx/brush';
import { scaleLinear } from '@visx/scale';
import { useMemo, useRef } from 'react';
import type { HistoryOverview, HistoryRange } from '../../preload/contract/review/history.ts';
import { useElementWidth } from '../components/useElementWidth.ts';
import { useSay } from '../store/display.ts';
import { addDays, countDays, dayWords, weekStart } from './days.ts';
import { historyMessages as words } from './historyMessages.ts';
import { chooseRange } from './historyStore.ts';

const HEIGHT_PX = 44;
const TICKS_PX = 18;

/** All there is, a bar a week; dragging, or naming two days, chooses what the page shows. */
export function RangeBrush({
  overview,
  range,
}: {
  readonly overview: HistoryOverview;
  readonly range: HistoryRange;
}) {
  const { say } = useSay();
  const holder = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(holder, 900);
  const weeks = useMemo(() => weeksOf(overview), [overview]);
  const sinceDay = weeks[0]?.day ?? overview.today;
  const whole = {
    sinceDay,
    untilDay: overview.today > range.untilDay ? overview.today : range.untilDay,
  };
  const days = Math.max(7, countDays(whole));
  const x = scaleLinear<number>({ domain: [0, days], range: [0, widthPx], clamp: true });
  const y = scaleLinear<number>({
    domain: [0, Math.max(1, ...weeks.map(({ plan, paid }) => plan + paid))],
    range: [HEIGHT_PX, 2],
  });
  const indexOf = (day: string) => countDays({ sinceDay, untilDay: day }) - 1;
  const from = Math.max(0, indexOf(range.sinceDay));
  const until = Math.min(days, indexOf(range.untilDay) + 1);
  return (
    <section className="part" aria-labelledby="all-title">
      <div className="part-top">
        <h2 id="all-title" className="part-heading">
          {say(words.all)}
        </h2>
        <p className="part-note">{say(words.allHint)}</p>
        <RangeFields range={range} whole={whole} />
      </div>
      <div ref={holder} className="brush-frame">
        <svg width={widthPx} height={HEIGHT_PX + TICKS_PX} aria-hidden="true">
          {weeks.map(({ day, plan, paid }) => {
            const left = x(indexOf(day));
            const width = Math.max(1, x(indexOf(day) + 7) - left - 1);
            return (
              <g key={day}>
                <rect
                  className="brush-plan"
                  x={left}
                  width={width}
                  y={y(plan)}
                  height={HEIGHT_PX - y(plan)}
                />
                {paid > 0 && (
                  <rect
                    className="brush-paid"
                    x={left}
                    width={width}
                    y={Math.min(y(plan + paid), y(plan) - 2)}
                    height={Math.max(2, y(plan) - y(plan + paid))}
                  />
                )}
              </g>
            );
          })}
          <line className="chart-axis" x1={0} x2={widthPx} y1={HEIGHT_PX} y2={HEIGHT_PX} />
          {monthTicks(whole, overview.locale).map(({ day, label }) => (
            <text key={day} className="chart-label" x={x(indexOf(day))} y={HEIGHT_PX + 14}>
              {label}
            </text>
          ))}
          <Brush
            // Made anew when the shown range was chosen elsewhere: its own state follows nobody.
            key={`${range.sinceDay} ${range.untilDay} ${widthPx}`}
            xScale={x}
            yScale={y}
            width={widthPx}
            height={HEIGHT_PX}
            margin={{ top: 0, bottom: 0, left: 0, right: 0 }}
            handleSize={8}
            resizeTriggerAreas={['left', 'right']}
            brushDirection="horizontal"
            useWindowMoveEvents
            initialBrushPosition={{ start: { x: x(from) }, end: { x: x(until) } }}
            selectedBoxStyle={{
              fill: 'var(--strong)',
              fillOpacity: 0.1,
              stroke: 'var(--strong)',
              strokeWidth: 1,
            }}
            onBrushEnd={(bounds) => {
              if (bounds === null) return;
              const first = Math.max(0, Math.round(bounds.x0));
              const last = Math.min(days, Math.max(first + 1, Math.round(bounds.x1))) - 1;
              chooseRange({
                sinceDay: addDays(sinceDay, first),
                untilDay: addDays(sinceDay, last),
              });
            }}
          />
        </svg>
      </div>
    </section>
  );
}

/** The way without a pointer. */
function RangeFields({
  range,
  whole,
}: {
  readonly range: HistoryRange;
  readonly whole: HistoryRange;
}) {
  const { say } = useSay();
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
  return (
    <div className="range-fields">
      <label className="range-field">
        {say(words.from)}
        <input
          type="date"
          className="field"
          value={range.sinceDay}
          min={whole.sinceDay}
          max={range.untilDay}
          onChange={({ target: { value } }) => {
            if (isDay(value) && value <= range.untilDay) chooseRange({ ...range, sinceDay: value });
          }}
        />
      </label>
      <label className="range-field">
        {say(words.until)}
        <input
          type="date"
          className="field"
          value={range.untilDay}
          min={range.sinceDay}
          onChange={({ target: { value } }) => {
            if (isDay(value) && value >= range.sinceDay) chooseRange({ ...range, untilDay: value });
          }}
        />
      </label>
    </div>
  );
}

type Week = { readonly day: string; readonly plan: number; readonly paid: number };

function weeksOf({ days, weekStartsOn }: HistoryOverview): Week[] {
  const weeks = new Map<string, { plan: number; paid: number }>();
  for (const one of days) {
    const day = weekStart(one.day, weekStartsOn);
    const known = weeks.get(day) ?? { plan: 0, paid: 0 };
    known.plan += one.planMicros + one.unclearMicros + one.apiKeyMicros;
    known.paid += one.creditMicros;
    weeks.set(day, known);
  }
  return [...weeks].map(([day, sums]) => ({ day, ...sums }));
}

function monthTicks({ sinceDay, untilDay }: HistoryRange, locale: string) {
  const ticks: { day: string; label: string }[] = [];
  for (let day = sinceDay; day <= untilDay; day = addDays(day, 1)) {
    if (day.endsWith('-01'))
      ticks.push({ day, label: dayWords(day, locale, { month: 'short', year: '2-digit' }) });
  }
  const every = Math.max(1, Math.ceil(ticks.length / 8));
  return ticks.filter((_, index) => index % every === 0);
}
