import { Fragment, useId } from 'react';
import { formatDollars, type FormatContext } from '../../preload/contract/formatting.ts';
import { BarMark } from '../charts/BarMark.tsx';
import { Hatches } from '../charts/Hatch.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import { measureText } from '../components/measureText.ts';
import { barGeometry, ticksThatFit, type Bar, type BarGeometry, type Fill } from './barGeometry.ts';
import { sumsWords } from './figures.ts';
import { TipContent } from './TipContent.tsx';

/** As `chart-label` in the style sheet. */
const LABEL_SIZE_PX = 11.5;

export type UseChartProps = {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly seriesLabels: readonly string[];
  readonly context: FormatContext;
  /** Enter or a click on a bar; null: bars lead nowhere. */
  readonly onOpen: ((index: number) => void) | null;
};

/** What was used, by series: on the plan, unclear, on an API account, paid. */
export function UseChart({ label, bars, seriesLabels, context, onOpen }: UseChartProps) {
  const prefix = useId();
  return (
    <StackedBars
      label={label}
      bars={bars}
      topPx={18}
      labelsPx={52}
      scalesOf={(plotWidthPx) => barGeometry(bars, plotWidthPx)}
      amountOf={(micros) => formatDollars(micros, context)}
      tipOf={({ name, sums, parts }) => (
        <TipContent
          name={name}
          sums={sums}
          parts={parts}
          seriesLabels={seriesLabels}
          context={context}
        />
      )}
    >
      {({ scales, widthPx, roving }) => (
        <>
          <Hatches prefix={prefix} />
          {bars.map((bar, index) => (
            <BarMark
              key={bar.id}
              name={`${bar.name}: ${sumsWords(bar.sums, context)}`}
              index={index}
              scales={scales}
              roving={roving}
              onOpen={onOpen}
            >
              <Pieces bar={bar} index={index} geometry={scales} prefix={prefix} />
            </BarMark>
          ))}
          <g className="bar-words" aria-hidden="true">
            {bars.map((bar, index) => (
              <BarWords key={bar.id} bar={bar} index={index} geometry={scales} context={context} />
            ))}
            <Ticks bars={bars} geometry={scales} widthPx={widthPx} />
          </g>
        </>
      )}
    </StackedBars>
  );
}

type TicksProps = {
  readonly bars: readonly Bar[];
  readonly geometry: BarGeometry;
  readonly widthPx: number;
};

function Ticks({ bars, geometry, widthPx }: TicksProps) {
  const ticks = ticksThatFit(bars, geometry, widthPx, (text) => measureText(text, LABEL_SIZE_PX));
  return ticks.map(({ x, text }) => (
    <text key={x} className="chart-label" x={x} y={geometry.heightPx + 16} textAnchor="middle">
      {text}
    </text>
  ));
}

type PlacedBar = {
  readonly bar: Bar;
  readonly index: number;
  readonly geometry: BarGeometry;
};

function Pieces({ bar, index, geometry, prefix }: PlacedBar & { readonly prefix: string }) {
  const at = { x: geometry.xOf(index), width: geometry.barWidth };
  return geometry.piecesOf(bar).map(({ y, height, fill }, part) => (
    <Fragment key={part}>
      <rect className={classOf(fill)} {...at} y={y} height={height} fill={fillOf(fill, prefix)} />
      {typeof fill === 'object' && fill.isApiKey && (
        <rect {...at} y={y} height={height} fill={`url(#${prefix}-api-key)`} />
      )}
    </Fragment>
  ));
}

type BarWordsProps = PlacedBar & { readonly context: FormatContext };

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
        <text className="bar-unpriced" x={middle} y={geometry.heightPx - 4} textAnchor="middle">
          ?
        </text>
      )}
    </>
  );
}

function classOf(fill: Fill): string {
  if (typeof fill === 'object') return `bar-piece series-${fill.series + 1}`;
  return `bar-piece bar-${fill}`;
}

/** Plain colours come from the style sheet. */
function fillOf(fill: Fill, prefix: string): string | undefined {
  return fill === 'paid' || fill === 'unclear' ? `url(#${prefix}-${fill})` : undefined;
}
