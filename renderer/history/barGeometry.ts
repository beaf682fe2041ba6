/** Stacked bars as rectangles: pure geometry over sums. */
import type { HistorySums } from '../../preload/contract/review/history.ts';
import { barScales, stackOf, type BarScales, type Layer, type Piece } from '../charts/barScales.ts';
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
export type Fill = { readonly series: number; readonly isApiKey?: true } | 'unclear' | 'paid';

const PLOT_HEIGHT_PX = 190;
const TICKS = 4;

export type BarGeometry = BarScales & {
  readonly piecesOf: (bar: Bar) => readonly Piece<Fill>[];
};

/** @param widthPx of the plot, without its labels */
export function barGeometry(bars: readonly Bar[], widthPx: number): BarGeometry {
  const totals = bars.map(({ sums }) => worthOf(sums));
  const scales = barScales(totals, { widthPx, heightPx: PLOT_HEIGHT_PX }, TICKS);
  return { ...scales, piecesOf: (bar) => stackOf(layersOf(bar), scales.yOf) };
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
function layersOf({ sums, parts }: Bar): Layer<Fill>[] {
  return [
    ...parts.map((part, series) => ({ micros: part?.planMicros ?? 0, fill: { series } })),
    { micros: sums.unclearMicros, fill: 'unclear' },
    ...parts.map((part, series) => ({
      micros: part?.apiKeyMicros ?? 0,
      fill: { series, isApiKey: true } as const,
    })),
    { micros: sums.creditMicros, fill: 'paid' },
  ];
}
