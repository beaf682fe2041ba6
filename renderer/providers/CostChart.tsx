import type { HistoryStep } from '../../preload/contract/review/history.ts';
import { BarMark } from '../charts/BarMark.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import { dayWords } from '../history/days.ts';
import { useSay } from '../store/display.ts';
import type { CostBar } from './costBars.ts';
import { costGeometry } from './costGeometry.ts';
import { barName, type CostDrawing } from './CostTable.tsx';
import { oneAmount } from './money.ts';
import { words } from './words.ts';

/** Most labels that fit under the chart. */
const MOST_TICKS = 9;

type ChartProps = CostDrawing & { readonly step: HistoryStep };

/** What was reported, by part. */
export function CostChart({ label, bars, currency, parts, context, step }: ChartProps) {
  const { say } = useSay();
  const every = Math.max(1, Math.ceil(bars.length / MOST_TICKS));
  const amount = (micros: number) => oneAmount({ currency, micros }, context);
  const worthOf = ({ micros }: CostBar) => (micros === null ? say(words.nothing) : amount(micros));
  return (
    <StackedBars
      label={label}
      bars={bars}
      topPx={12}
      labelsPx={64}
      scalesOf={(plotWidthPx) => costGeometry(bars, plotWidthPx)}
      amountOf={amount}
      tipOf={(bar) => <Tip bar={bar} currency={currency} parts={parts} context={context} />}
    >
      {({ scales, roving }) =>
        bars.map((bar, index) => (
          <BarMark
            key={bar.sinceDay}
            name={`${barName(bar, context.locale)}: ${worthOf(bar)}`}
            index={index}
            scales={scales}
            roving={roving}
          >
            {scales.piecesOf(bar).map(({ fill, y, height }) => (
              <rect
                key={fill}
                className={`bar-piece series-${fill + 1}`}
                x={scales.xOf(index)}
                y={y}
                width={scales.barWidth}
                height={height}
              />
            ))}
            {index % every === 0 && (
              <text
                className="chart-label"
                x={scales.xOf(index) + scales.barWidth / 2}
                y={scales.heightPx + 16}
                textAnchor="middle"
              >
                {tickOf(bar, step, bars.length, context.locale)}
              </text>
            )}
          </BarMark>
        ))
      }
    </StackedBars>
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
