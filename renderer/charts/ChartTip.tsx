import type { ReactNode } from 'react';

const TIP_WIDTH_PX = 232;

/** What a mark stands for, beside it; readers hear the mark's own name instead. */
export function ChartTip({
  atX,
  widthPx,
  topPx = 0,
  children,
}: {
  readonly atX: number;
  readonly widthPx: number;
  readonly topPx?: number;
  readonly children: ReactNode;
}) {
  const isRight = atX + TIP_WIDTH_PX + 16 > widthPx;
  const left = isRight ? Math.max(0, atX - TIP_WIDTH_PX - 12) : atX + 12;
  return (
    <div className="chart-tip" aria-hidden="true" style={{ left, top: topPx, width: TIP_WIDTH_PX }}>
      {children}
    </div>
  );
}
