import { useRef, type ReactNode } from 'react';
import { useElementWidth } from '../components/useElementWidth.ts';
import { useSay } from '../store/display.ts';
import type { BarScales } from './barScales.ts';
import { ChartTip } from './ChartTip.tsx';
import { useRoving, type Roving } from './useRoving.ts';
import { words } from './words.ts';

const AXIS_PX = 22;
const LEAST_PLOT_PX = 120;
/** Before the chart has been measured. */
const FIRST_WIDTH_PX = 900;

type Drawn<Scales> = {
  readonly scales: Scales;
  /** Of the whole drawing. */
  readonly widthPx: number;
  readonly roving: Roving;
};

type StackedBarsProps<Bar, Scales extends BarScales> = {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Room above the plot. */
  readonly topPx: number;
  /** Room at the right for the figures of the axis. */
  readonly labelsPx: number;
  readonly scalesOf: (plotWidthPx: number) => Scales;
  readonly amountOf: (micros: number) => string;
  readonly tipOf: (bar: Bar) => ReactNode;
  /** The bars' marks (`BarMark`) and what is written at them. */
  readonly children: (drawn: Drawn<Scales>) => ReactNode;
};

/**
 * The frame of a chart of stacked bars: axis, tip, keyboard. Tab reaches the chart once, arrows go through it, and
 * every bar says what it stands for.
 */
export function StackedBars<Bar, Scales extends BarScales>({
  label,
  bars,
  topPx,
  labelsPx,
  scalesOf,
  amountOf,
  tipOf,
  children,
}: StackedBarsProps<Bar, Scales>) {
  const { say } = useSay();
  const holder = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(holder, FIRST_WIDTH_PX);
  const roving = useRoving(bars.length);
  const plotWidthPx = Math.max(LEAST_PLOT_PX, widthPx - labelsPx);
  const scales = scalesOf(plotWidthPx);
  const heightPx = topPx + scales.heightPx + AXIS_PX;
  const active = roving.active === null ? undefined : bars[roving.active];
  return (
    <div ref={holder} className="use-chart" onMouseLeave={() => roving.point(null)}>
      <svg
        className="chart"
        role="group"
        aria-label={`${label}. ${say(words.chartHint)}`}
        width={widthPx}
        height={heightPx}
        viewBox={`0 ${-topPx} ${widthPx} ${heightPx}`}
        onKeyDown={roving.onKeyDown}
        onBlur={() => roving.point(null)}
      >
        <Axis scales={scales} widthPx={widthPx} plotWidthPx={plotWidthPx} amountOf={amountOf} />
        {children({ scales, widthPx, roving })}
      </svg>
      {active && roving.active !== null && (
        <ChartTip atX={scales.xOf(roving.active) + scales.barWidth} widthPx={widthPx} topPx={topPx}>
          {tipOf(active)}
        </ChartTip>
      )}
    </div>
  );
}

type AxisProps = {
  readonly scales: BarScales;
  readonly widthPx: number;
  readonly plotWidthPx: number;
  readonly amountOf: (micros: number) => string;
};

function Axis({ scales: { ticks, yOf, heightPx }, widthPx, plotWidthPx, amountOf }: AxisProps) {
  return (
    <g aria-hidden="true">
      {ticks.map((micros) => (
        <g key={micros}>
          <line className="chart-grid" x1={0} x2={plotWidthPx} y1={yOf(micros)} y2={yOf(micros)} />
          <text className="chart-label" x={widthPx} y={yOf(micros) + 4} textAnchor="end">
            {withoutCents(amountOf(micros))}
          </text>
        </g>
      ))}
      <line className="chart-axis" x1={0} x2={plotWidthPx} y1={heightPx} y2={heightPx} />
    </g>
  );
}

/** Round amounts need none. */
function withoutCents(amount: string): string {
  return amount.replace(/[.,]00(?=\D|$)/, '');
}
