import { useRef } from 'react';
import type { HistoryStep } from '../../preload/contract/review/history.ts';
import { ChartTip } from '../charts/ChartTip.tsx';
import { useRoving } from '../charts/useRoving.ts';
import { useElementWidth } from '../components/useElementWidth.ts';
import { dayWords } from '../history/days.ts';
import { useSay } from '../store/display.ts';
import type { CostBar } from './costBars.ts';
import { costGeometry, PLOT_HEIGHT_PX } from './costGeometry.ts';
import { barName, type CostDrawing } from './CostTable.tsx';
import { oneAmount } from './money.ts';
import { words } from './words.ts';

const TOP_PX = 12;
const AXIS_PX = 22;
const LABELS_PX = 64;
/** Most labels that fit under the chart. */
const MOST_TICKS = 9;

type ChartProps = CostDrawing & { readonly step: HistoryStep };

/** Stacked bars. Tab reaches the chart once, arrows go through it, and every bar says what it stands for. */
export function CostChart({ label, bars, currency, parts, context, step }: ChartProps) {
  const { say } = useSay();
  const holder = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(holder, 900);
  const roving = useRoving(bars.length);
  const plotWidth = Math.max(120, widthPx - LABELS_PX);
  const geometry = costGeometry(bars, plotWidth);
  const every = Math.max(1, Math.ceil(bars.length / MOST_TICKS));
  const active = roving.active === null ? undefined : bars[roving.active];
  const height = TOP_PX + PLOT_HEIGHT_PX + AXIS_PX;
  const amountOf = ({ micros }: CostBar) =>
    micros === null ? say(words.nothing) : oneAmount({ currency, micros }, context);
  return (
    <div ref={holder} className="use-chart" onMouseLeave={() => roving.point(null)}>
      <svg
        className="chart"
        role="group"
        aria-label={`${label}. ${say(words.chartHint)}`}
        width={widthPx}
        height={height}
        viewBox={`0 ${-TOP_PX} ${widthPx} ${height}`}
        onKeyDown={roving.onKeyDown}
        onBlur={() => roving.point(null)}
      >
        <g aria-hidden="true">
          {geometry.ticks.map((micros) => (
            <g key={micros}>
              <line
                className="chart-grid"
                x1={0}
                x2={plotWidth}
                y1={geometry.yOf(micros)}
                y2={geometry.yOf(micros)}
              />
              <text
                className="chart-label"
                x={widthPx}
                y={geometry.yOf(micros) + 4}
                textAnchor="end"
              >
                {oneAmount({ currency, micros }, context).replace(/[.,]00(?=\D|$)/, '')}
              </text>
            </g>
          ))}
          <line
            className="chart-axis"
            x1={0}
            x2={plotWidth}
            y1={PLOT_HEIGHT_PX}
            y2={PLOT_HEIGHT_PX}
          />
        </g>
        {bars.map((bar, index) => {
          const x = geometry.xOf(index);
          return (
            <g
              key={bar.sinceDay}
              className="bar"
              role="img"
              data-mark={index}
              tabIndex={roving.tabIndexOf(index)}
              aria-label={`${barName(bar, context.locale)}: ${amountOf(bar)}`}
              onFocus={() => roving.point(index)}
              onMouseEnter={() => roving.point(index)}
            >
              <rect
                className="bar-ground"
                x={x - 2}
                y={0}
                width={geometry.barWidth + 4}
                height={PLOT_HEIGHT_PX}
              />
              {geometry.piecesOf(bar).map(({ part, y, height: pieceHeight }) => (
                <rect
                  key={part}
                  className={`bar-piece series-${part + 1}`}
                  x={x}
                  y={y}
                  width={geometry.barWidth}
                  height={pieceHeight}
                />
              ))}
              {index % every === 0 && (
                <text
                  className="chart-label"
                  x={x + geometry.barWidth / 2}
                  y={PLOT_HEIGHT_PX + 16}
                  textAnchor="middle"
                >
                  {tickOf(bar, step, bars.length, context.locale)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {active && roving.active !== null && (
        <ChartTip
          atX={geometry.xOf(roving.active) + geometry.barWidth}
          widthPx={widthPx}
          topPx={TOP_PX}
        >
          <Tip bar={active} currency={currency} parts={parts} context={context} />
        </ChartTip>
      )}
    </div>
  );
}

function tickOf(bar: CostBar, step: HistoryStep, count: number, locale: string): string {
  if (step === 'month') return dayWords(bar.sinceDay, locale, { month: 'short', year: '2-digit' });
  if (step === 'week' || count > 31) {
    return dayWords(bar.sinceDay, locale, { day: 'numeric', month: 'short' });
  }
  return dayWords(bar.sinceDay, locale, { day: 'numeric' });
}

type TipProps = Pick<CostDrawing, 'currency' | 'parts' | 'context'> & { readonly bar: CostBar };

function Tip({ bar, currency, parts, context }: TipProps) {
  const { say } = useSay();
  return (
    <>
      <p className="tip-name">{barName(bar, context.locale)}</p>
      {bar.micros === null && <p className="tip-note">{say(words.nothing)}</p>}
      {bar.parts.map(
        (micros, part) =>
          micros !== null && (
            <p key={part} className="tip-row">
              <span className={`swatch series-${part + 1}`} />
              <span className="tip-label">{parts[part] ?? say(words.everythingElse)}</span>
              <span className="number">{oneAmount({ currency, micros }, context)}</span>
            </p>
          ),
      )}
      {bar.micros !== null && (
        <p className="tip-row">
          <span className="swatch swatch-none" />
          <span className="tip-label">{say(words.total)}</span>
          <span className="number">{oneAmount({ currency, micros: bar.micros }, context)}</span>
        </p>
      )}
    </>
  );
}
