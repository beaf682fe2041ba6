/** Stacked bars as rectangles: pure geometry over sums. */
import { scaleBand, scaleLinear } from '@visx/scale';
import type { HistorySums } from '../../preload/contract/review/history.ts';
import { worthOf } from './figures.ts';

/** What the chart draws: a bar with its parts by series. */
export type Bar = {
  readonly id: string;
  /** Name of the bar for people: a day, an hour, a window. */
  readonly name: string;
  /** Label on the axis; null where there is no room for one. */
  readonly tick: string | null;
  readonly sums: HistorySums;
  readonly parts: readonly (HistorySums | null)[];
};

/** `series` is the index of a colour; the others are drawn with a pattern. */
type Fill = { readonly series: number; readonly isApiKey?: true } | 'unclear' | 'paid';

export type Piece = { readonly y: number; readonly height: number; readonly fill: Fill };

export const PLOT_HEIGHT_PX = 190;
const LEAST_DOLLARS = 1_000_000;

export type BarGeometry = {
  readonly barWidth: number;
  /** From one bar to the next. */
  readonly stepWidth: number;
  readonly xOf: (index: number) => number;
  readonly yOf: (micros: number) => number;
  readonly ticks: readonly number[];
  readonly piecesOf: (bar: Bar) => readonly Piece[];
};

export function barGeometry(bars: readonly Bar[], widthPx: number): BarGeometry {
  const highest = Math.max(LEAST_DOLLARS, ...bars.map(({ sums }) => worthOf(sums)));
  const y = scaleLinear<number>({ domain: [0, highest], range: [PLOT_HEIGHT_PX, 0], nice: 4 });
  const x = scaleBand<number>({
    domain: bars.map((_, index) => index),
    range: [0, widthPx],
    paddingInner: bars.length > 60 ? 0.12 : 0.32,
    paddingOuter: 0.16,
  });
  return {
    barWidth: Math.max(1, x.bandwidth()),
    stepWidth: x.step(),
    xOf: (index) => x(index) ?? 0,
    yOf: (micros) => y(micros),
    ticks: y.ticks(4).filter((tick) => tick > 0),
    piecesOf: (bar) => piecesOf(bar, (micros) => y(micros)),
  };
}

/** A label of the axis: its middle and its text. */
export type Tick = { readonly x: number; readonly text: string };

const BETWEEN_TICKS_PX = 10;

/**
 * The labels that fit: none beyond the ends of the drawing, none over another; of two the earlier stays.
 * @param widthOf width of a text in pixels
 */
export function ticksThatFit(
  bars: readonly Bar[],
  { xOf, barWidth }: BarGeometry,
  widthPx: number,
  widthOf: (text: string) => number,
): Tick[] {
  let freeFrom = 0;
  return bars.flatMap(({ tick }, index) => {
    if (tick === null) return [];
    const half = widthOf(tick) / 2;
    const middle = xOf(index) + barWidth / 2;
    const x = Math.min(Math.max(middle, half), widthPx - half);
    if (x - half < freeFrom) return [];
    freeFrom = x + half + BETWEEN_TICKS_PX;
    return [{ x, text: tick }];
  });
}

/** From the ground up: plan use by series, what is unclear, API accounts' by series, and on top what was paid. */
function piecesOf({ sums, parts }: Bar, y: (micros: number) => number): Piece[] {
  const pieces: Piece[] = [];
  let below = 0;
  const put = (micros: number, fill: Fill): void => {
    if (micros <= 0) return;
    const top = y(below + micros);
    pieces.push({ y: top, height: Math.max(0.5, y(below) - top), fill });
    below += micros;
  };
  parts.forEach((part, series) => put(part?.planMicros ?? 0, { series }));
  put(sums.unclearMicros, 'unclear');
  parts.forEach((part, series) => put(part?.apiKeyMicros ?? 0, { series, isApiKey: true }));
  put(sums.creditMicros, 'paid');
  return pieces;
}
