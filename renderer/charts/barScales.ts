/** Where stacked bars of money stand and how high they reach: pure geometry. */
import { scaleBand, scaleLinear } from '@visx/scale';

/** An axis reaches at least so far, or a cent would look like a fortune. */
const LEAST_MICROS = 1_000_000;

export type BarScales = {
  /** Of the plot, without its labels. */
  readonly heightPx: number;
  readonly barWidth: number;
  /** From one bar to the next. */
  readonly stepWidth: number;
  readonly xOf: (index: number) => number;
  readonly yOf: (micros: number) => number;
  /** Amounts that the axis names. */
  readonly ticks: readonly number[];
};

export type PlotSize = { readonly widthPx: number; readonly heightPx: number };

/**
 * @param totals height of each bar in micro-units of its currency
 * @param tickCount about so many amounts at the axis
 */
export function barScales(
  totals: readonly number[],
  { widthPx, heightPx }: PlotSize,
  tickCount: number,
): BarScales {
  const highest = Math.max(LEAST_MICROS, ...totals);
  const y = scaleLinear<number>({ domain: [0, highest], range: [heightPx, 0], nice: tickCount });
  const x = scaleBand<number>({
    domain: totals.map((_, index) => index),
    range: [0, widthPx],
    paddingInner: totals.length > 60 ? 0.12 : 0.32,
    paddingOuter: 0.16,
  });
  return {
    heightPx,
    barWidth: Math.max(1, x.bandwidth()),
    stepWidth: x.step(),
    xOf: (index) => x(index) ?? 0,
    yOf: (micros) => y(micros),
    ticks: y.ticks(tickCount).filter((tick) => tick > 0),
  };
}

export type Layer<Fill> = { readonly micros: number; readonly fill: Fill };

export type Piece<Fill> = { readonly y: number; readonly height: number; readonly fill: Fill };

/** One bar, from the ground up. What is not above zero has no height, and no place. */
export function stackOf<Fill>(
  layers: readonly Layer<Fill>[],
  yOf: BarScales['yOf'],
): Piece<Fill>[] {
  let below = 0;
  return layers.flatMap(({ micros, fill }) => {
    if (micros <= 0) return [];
    const y = yOf(below + micros);
    const height = Math.max(0.5, yOf(below) - y);
    below += micros;
    return [{ y, height, fill }];
  });
}
