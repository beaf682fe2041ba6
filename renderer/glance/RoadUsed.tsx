import {
  formatPercent,
  shownPercent,
  usageWords,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { WindowView } from '../../preload/contract/snapshot.ts';
import { areaUnder, pointList, type Point, type RoadGeometry } from './roadGeometry.ts';
import { placeUseLabel } from './roadLabels.ts';
import { labelWidth } from './roadTexts.ts';

type RoadUsedProps = {
  readonly geometry: RoadGeometry;
  readonly window: WindowView;
  readonly isNear: boolean;
  readonly context: FormatContext;
};

/** The use so far, ending in the last reading; a hollow end says that work has overtaken it.
 * At 100 the verdict says so, and the label would only lie across a steep line. */
export function RoadUsed({ geometry, window, isNear, context }: RoadUsedProps) {
  const { used } = geometry;
  const last = used.at(-1);
  if (!last || window.usedPercent === null) return null;
  const dot = window.isStale ? 'road-dot-stale' : isNear ? 'road-dot-near' : '';
  return (
    <>
      <polygon className="road-area" points={pointList(areaUnder(used))} />
      <polyline className="road-used" points={pointList(used)} />
      {window.usedPercent < 100 && (
        <UseLabel reading={last} text={labelOf(window.usedPercent, context)} />
      )}
      <circle className={`road-dot ${dot}`} cx={last.x} cy={last.y} r={4} />
    </>
  );
}

/** The road is use; where the user wants what is left, the figure has to say so. */
function labelOf(usedPercent: number, context: FormatContext): string {
  const isUse = shownPercent(usedPercent, context) === usedPercent;
  return isUse ? formatPercent(usedPercent, context) : usageWords(usedPercent, context);
}

/** Wider letters than the other labels', hence the factor. */
const BOLD_FACTOR = 1.25;

function UseLabel({ reading, text }: { readonly reading: Point; readonly text: string }) {
  const { x, y, anchor, isUnderLine } = placeUseLabel(reading, labelWidth(text) * BOLD_FACTOR);
  return (
    <text
      className={isUnderLine ? 'road-text-use road-text-use-under' : 'road-text-use'}
      x={x}
      y={y}
      textAnchor={anchor}
    >
      {text}
    </text>
  );
}
