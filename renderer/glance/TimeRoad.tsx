import { gatePercentOf } from './gatePercent.ts';
import { RoadFrame, type RoadProps } from './RoadFrame.tsx';
import { roadGeometry } from './roadGeometry.ts';
import { roadLabels } from './roadTexts.ts';
import { RoadText } from './RoadText.tsx';

const TOP_ROW_PX = 18;
const ROAD_HEIGHT_PX = 10;
const ROAD_MIDDLE_PX = ROAD_HEIGHT_PX / 2;
const AXIS_ROW_PX = 22;
const AXIS_BASELINE_PX = ROAD_HEIGHT_PX + 17;

/** Time alone: a level road in ink, because nothing on it says how much of the plan is used. */
export function TimeRoad(road: RoadProps) {
  const { window, snapshot, nowMs, widthPx } = road;
  const geometry = roadGeometry({
    ...window,
    nowMs,
    widthPx,
    gatePercent: gatePercentOf(snapshot, window),
  });
  if (geometry === null) return null;
  const { nowX } = geometry;
  const labels = roadLabels({
    window,
    snapshot,
    nowMs,
    widthPx,
    nowX,
    postX: null,
    isEndAhead: false,
  });
  const isNowAbove = labels.now.row === 'top';
  const topPx = isNowAbove ? TOP_ROW_PX : 2;
  const heightPx = topPx + ROAD_HEIGHT_PX + AXIS_ROW_PX;
  return (
    <RoadFrame {...road} topPx={topPx} heightPx={heightPx} resetWords={labels.resetText}>
      <line className="road-time" x1={0} x2={widthPx} y1={ROAD_MIDDLE_PX} y2={ROAD_MIDDLE_PX} />
      <line className="road-time-passed" x1={0} x2={nowX} y1={ROAD_MIDDLE_PX} y2={ROAD_MIDDLE_PX} />
      <line className="road-axis" x1={widthPx} x2={widthPx} y1={0} y2={ROAD_HEIGHT_PX} />
      <circle className="road-time-dot" cx={nowX} cy={ROAD_MIDDLE_PX} r={4} />
      <RoadText label={labels.start} y={AXIS_BASELINE_PX} />
      <RoadText
        label={labels.now}
        y={isNowAbove ? -6 : AXIS_BASELINE_PX}
        className="road-text-now"
      />
    </RoadFrame>
  );
}
