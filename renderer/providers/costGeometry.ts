/** Stacked bars of reported cost as rectangles: pure geometry. */
import { barScales, stackOf } from '../charts/barScales.ts';
import type { CostBar } from './costBars.ts';

const PLOT_HEIGHT_PX = 140;
const TICKS = 3;

/** @param widthPx of the plot, without its labels */
export function costGeometry(bars: readonly CostBar[], widthPx: number) {
  const totals = bars.map(({ parts }) => positive(parts));
  const scales = barScales(totals, { widthPx, heightPx: PLOT_HEIGHT_PX }, TICKS);
  return {
    ...scales,
    /** A credit note has no height: the table and the bar's name tell it. */
    piecesOf: ({ parts }: CostBar) =>
      stackOf(
        parts.map((micros, part) => ({ micros: micros ?? 0, fill: part })),
        scales.yOf,
      ),
  };
}

function positive(parts: CostBar['parts']): number {
  return parts.reduce<number>((sum, micros) => sum + Math.max(0, micros ?? 0), 0);
}
