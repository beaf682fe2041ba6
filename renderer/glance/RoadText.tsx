import type { PlacedLabel } from './roadLabels.ts';

type RoadTextProps = {
  readonly label: PlacedLabel | null;
  readonly y: number;
  readonly className?: string;
};

export function RoadText({ label, y, className = '' }: RoadTextProps) {
  if (label === null) return null;
  return (
    <text className={`road-text ${className}`} x={label.x} y={y} textAnchor={label.anchor}>
      {label.text}
    </text>
  );
}
