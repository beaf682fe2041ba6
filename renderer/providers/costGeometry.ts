/** Stacked bars of reported cost as rectangles: pure geometry. */
import { scaleBand, scaleLinear } from '@visx/scale';
import type { CostBar } from './costBars.ts';

export const PLOT_HEIGHT_PX = 140;
const LEAST_MICROS = 1_000_000;

export type CostPiece = { readonly part: number; readonly y: number; readonly height: number };

/** @param widthPx of the plot, without its labels */
export function costGeometry(bars: readonly CostBar[], widthPx: number) {
  const highest = Math.max(LEAST_MICROS, ...bars.map(({ parts }) => positive(parts)));
  const y = scaleLinear<number>({ domain: [0, highest], range: [PLOT_HEIGHT_PX, 0], nice: 3 });
  const x = scaleBand<number>({
    domain: bars.map((_, index) => index),
    range: [0, widthPx],
    paddingInner: bars.length > 60 ? 0.12 : 0.32,
    paddingOuter: 0.16,
  });
  return {
    barWidth: Math.max(1, x.bandwidth()),
    xOf: (index: number) => x(index) ?? 0,
    yOf: (micros: number) => y(micros),
    ticks: y.ticks(3).filter((tick) => tick > 0),
    /** From the ground up. A credit note has no height: the table and the bar's name tell it. */
    piecesOf({ parts }: CostBar): CostPiece[] {
      let below = 0;
      return parts.flatMap((micros, part) => {
        if (micros === null || micros <= 0) return [];
        const top = y(below + micros);
        const piece = { part, y: top, height: Math.max(0.5, y(below) - top) };
        below += micros;
        return [piece];
      });
    },
  };
}

function positive(parts: CostBar['parts']): number {
  return parts.reduce<number>((sum, micros) => sum + Math.max(0, micros ?? 0), 0);
}
