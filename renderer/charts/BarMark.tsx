import type { ReactNode } from 'react';
import type { BarScales } from './barScales.ts';
import type { Roving } from './useRoving.ts';

type BarMarkProps = {
  /** What readers hear: what the bar stands for, with its figures. */
  readonly name: string;
  readonly index: number;
  readonly scales: BarScales;
  readonly roving: Roving;
  /** Enter or a click; null: bars lead nowhere. */
  readonly onOpen?: ((index: number) => void) | null;
  readonly children: ReactNode;
};

/** A bar that can be pointed at and reached by arrow keys, on a ground as high as the plot. */
export function BarMark({ name, index, scales, roving, onOpen = null, children }: BarMarkProps) {
  return (
    <g
      className="bar"
      role={onOpen ? 'button' : 'img'}
      data-mark={index}
      tabIndex={roving.tabIndexOf(index)}
      aria-label={name}
      onFocus={() => roving.point(index)}
      onMouseEnter={() => roving.point(index)}
      onClick={() => onOpen?.(index)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') onOpen?.(index);
      }}
    >
      <rect
        className="bar-ground"
        x={scales.xOf(index) - 2}
        y={0}
        width={scales.barWidth + 4}
        height={scales.heightPx}
      />
      {children}
    </g>
  );
}
