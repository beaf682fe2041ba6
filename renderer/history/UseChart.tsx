import { Fragment, useId, useRef } from 'react';
import { formatDollars, type FormatContext } from '../../preload/contract/formatting.ts';
import { ChartTip } from '../charts/ChartTip.tsx';
import { Hatches } from '../charts/Hatch.tsx';
import { useRoving, type Roving } from '../charts/useRoving.ts';
import { measureText } from '../components/measureText.ts';
import { useElementWidth } from '../components/useElementWidth.ts';
import { useSay } from '../store/display.ts';
import {
  barGeometry,
  PLOT_HEIGHT_PX,
  ticksThatFit,
  type Bar,
  type BarGeometry,
} from './barGeometry.ts';
import { sumsWords } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';
import { TipContent } from './TipContent.tsx';

/** As `chart-label` in the style sheet. */
const LABEL_SIZE_PX = 11.5;
const TOP_PX = 18;
const AXIS_PX = 22;
/** Room at the right for the figures of the axis. */
const LABELS_PX = 52;

export type UseChartProps = {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly seriesLabels: readonly string[];
  readonly context: FormatContext;
  /** Enter or a click on a bar; null: bars lead nowhere. */
  readonly onOpen: ((index: number) => void) | null;
};

/** Stacked bars. Tab reaches the chart once, arrows go through it, and every bar says what it stands for. */
export function UseChart({ label, bars, seriesLabels, context, onOpen }: UseChartProps) {
  const { say } = useSay();
  const holder = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(holder, 900);
  const roving = useRoving(bars.length);
  const plotWidth = Math.max(120, widthPx - LABELS_PX);
  const geometry = barGeometry(bars, plotWidth);
  const ticks = ticksThatFit(bars, geometry, widthPx, (text) => measureText(text, LABEL_SIZE_PX));
  const prefix = useId();
  const active = roving.active === null ? undefined : bars[roving.active];
  return (
    <div ref={holder} className="use-chart" onMouseLeave={() => roving.point(null)}>
      <svg
        className="chart"
        role="group"
        aria-label={`${label}. ${say(words.chartHint)}`}
        width={widthPx}
        height={TOP_PX + PLOT_HEIGHT_PX + AXIS_PX}
        viewBox={`0 ${-TOP_PX} ${widthPx} ${TOP_PX + PLOT_HEIGHT_PX + AXIS_PX}`}
        onKeyDown={roving.onKeyDown}
        onBlur={() => roving.point(null)}
      >
        <Hatches prefix={prefix} />
        <Grid geometry={geometry} widthPx={widthPx} plotWidth={plotWidth} context={context} />
        {bars.map((bar, index) => (
          <BarMark
            key={bar.id}
            bar={bar}
            index={index}
            geometry={geometry}
            roving={roving}
            prefix={prefix}
            context={context}
            onOpen={onOpen}
          />
        ))}
        <g className="bar-words" aria-hidden="true">
          {bars.map((bar, index) => (
            <BarWords key={bar.id} bar={bar} index={index} geometry={geometry} context={context} />
          ))}
          {ticks.map(({ x, text }) => (
            <text key={x} className="chart-label" x={x} y={PLOT_HEIGHT_PX + 16} textAnchor="middle">
              {text}
            </text>
          ))}
        </g>
      </svg>
      {active && roving.active !== null && (
        <ChartTip
          atX={geometry.xOf(roving.active) + geometry.barWidth}
          widthPx={widthPx}
          topPx={TOP_PX}
        >
          <TipContent
            name={active.name}
            sums={active.sums}
            parts={active.parts}
            seriesLabels={seriesLabels}
            context={context}
          />
        </ChartTip>
      )}
    </div>
  );
}

function Grid({
  geometry,
  widthPx,
  plotWidth,
  context,
}: {
  readonly geometry: BarGeometry;
  readonly widthPx: number;
  readonly plotWidth: number;
  readonly context: FormatContext;
}) {
  return (
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
          <text className="chart-label" x={widthPx} y={geometry.yOf(micros) + 4} textAnchor="end">
            {formatDollars(micros, context).replace(/[.,]00(?=\D|$)/, '')}
          </text>
        </g>
      ))}
      <line className="chart-axis" x1={0} x2={plotWidth} y1={PLOT_HEIGHT_PX} y2={PLOT_HEIGHT_PX} />
    </g>
  );
}

type BarWordsProps = Pick<BarMarkProps, 'bar' | 'index' | 'geometry' | 'context'>;

type BarMarkProps = {
  readonly bar: Bar;
  readonly index: number;
  readonly geometry: BarGeometry;
  readonly roving: Roving;
  readonly prefix: string;
  readonly context: FormatContext;
  readonly onOpen: ((index: number) => void) | null;
};

function BarMark({ bar, index, geometry, roving, prefix, context, onOpen }: BarMarkProps) {
  const { barWidth } = geometry;
  const x = geometry.xOf(index);
  const pieces = geometry.piecesOf(bar);
  return (
    <g
      className="bar"
      role={onOpen ? 'button' : 'img'}
      data-mark={index}
      tabIndex={roving.tabIndexOf(index)}
      aria-label={`${bar.name}: ${sumsWords(bar.sums, context)}`}
      onFocus={() => roving.point(index)}
      onMouseEnter={() => roving.point(index)}
      onClick={() => onOpen?.(index)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onOpen?.(index);
      }}
    >
      <rect className="bar-ground" x={x - 2} y={0} width={barWidth + 4} height={PLOT_HEIGHT_PX} />
      {pieces.map(({ y, height, fill }, part) => (
        <Fragment key={part}>
          <rect
            className={classOf(fill)}
            x={x}
            y={y}
            width={barWidth}
            height={height}
            fill={fillOf(fill, prefix)}
          />
          {typeof fill === 'object' && fill.isApiKey && (
            <rect x={x} y={y} width={barWidth} height={height} fill={`url(#${prefix}-api-key)`} />
          )}
        </Fragment>
      ))}
    </g>
  );
}

/**
 * What is written at a bar: beside the mark, not in it, because the mark's name says the same in other words and
 * people who speak to their computer say what they see.
 */
function BarWords({ bar, index, geometry, context }: BarWordsProps) {
  const { barWidth } = geometry;
  const middle = geometry.xOf(index) + barWidth / 2;
  const paid = geometry.piecesOf(bar).find(({ fill }) => fill === 'paid');
  const hasRoom = geometry.stepWidth >= 26;
  return (
    <>
      {paid && (
        <text className="bar-paid-mark" x={middle} y={paid.y - 5} textAnchor="middle">
          {hasRoom ? formatDollars(bar.sums.creditMicros, context) : '$'}
        </text>
      )}
      {bar.sums.events > 0 && bar.sums.events === bar.sums.unpricedEvents && (
        <text className="bar-unpriced" x={middle} y={PLOT_HEIGHT_PX - 4} textAnchor="middle">
          ?
        </text>
      )}
    </>
  );
}

type Fill = ReturnType<BarGeometry['piecesOf']>[number]['fill'];

function classOf(fill: Fill): string {
  if (typeof fill === 'object') return `bar-piece series-${fill.series + 1}`;
  return `bar-piece bar-${fill}`;
}

/** Plain colours come from the style sheet. */
function fillOf(fill: Fill, prefix: string): string | undefined {
  return fill === 'paid' || fill === 'unclear' ? `url(#${prefix}-${fill})` : undefined;
}
