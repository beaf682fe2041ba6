import { aheadOf, costAheadOf, costAheadWords } from '../../preload/contract/roadAhead.ts';
import { isNearBoundary } from './nearness.ts';
import { gatePercentOf } from './gatePercent.ts';
import { RoadAhead } from './RoadAhead.tsx';
import { RoadFrame, type RoadProps } from './RoadFrame.tsx';
import { PLOT_HEIGHT_PX, pointList, roadGeometry, type RoadGeometry } from './roadGeometry.ts';
import { roadLabels } from './roadTexts.ts';
import { RoadText } from './RoadText.tsx';
import { RoadUsed } from './RoadUsed.tsx';

/** Room above the plot: for labels and the post's head, or only for the top of the now line. */
const LABELLED_TOP_PX = 19;
const PLAIN_TOP_PX = 5;
const AXIS_ROW_PX = 20;
const TOP_BASELINE_PX = -8;
const AXIS_BASELINE_PX = PLOT_HEIGHT_PX + 15;

/** Use over time: what was, what is forecast, and what would be paid. */
export function RoadPicture(road: RoadProps) {
  const { window, snapshot, nowMs, widthPx } = road;
  const geometry = roadGeometry({
    ...window,
    nowMs,
    widthPx,
    gatePercent: gatePercentOf(snapshot, window),
  });
  if (geometry === null) return null;
  const { nowX, gateX } = geometry;
  const cost = costAheadOf(window, snapshot);
  const isEndAhead = (window.usedPercent ?? 0) < 100;
  const labels = roadLabels({ window, snapshot, nowMs, widthPx, nowX, postX: gateX, isEndAhead });
  const isTopUsed = gateX !== null || labels.now.row === 'top';
  const topPx = isTopUsed ? LABELLED_TOP_PX : PLAIN_TOP_PX;
  const heightPx = topPx + PLOT_HEIGHT_PX + AXIS_ROW_PX;
  return (
    <RoadFrame {...road} topPx={topPx} heightPx={heightPx} resetWords={labels.resetText}>
      <RoadGround geometry={geometry} />
      <RoadAhead
        geometry={geometry}
        ahead={aheadOf(window, snapshot)}
        amount={cost && costAheadWords(cost, snapshot)}
      />
      <RoadUsed
        geometry={geometry}
        window={window}
        isNear={isNearBoundary(window, snapshot)}
        context={snapshot}
      />
      <RoadText label={labels.start} y={AXIS_BASELINE_PX} />
      <RoadText
        label={labels.now}
        y={labels.now.row === 'axis' ? AXIS_BASELINE_PX : TOP_BASELINE_PX}
        className="road-text-now"
      />
      <RoadText label={labels.end} y={TOP_BASELINE_PX} className="road-text-paid" />
    </RoadFrame>
  );
}

/** The land the road crosses: ground, gate level, even pace, and the present. */
function RoadGround({ geometry }: { readonly geometry: RoadGeometry }) {
  const { widthPx, gateY, nowX, evenPace } = geometry;
  return (
    <>
      <rect className="road-plot" width={widthPx} height={PLOT_HEIGHT_PX} />
      <line className="road-gate-level" x1={0} x2={widthPx} y1={gateY} y2={gateY} />
      <line className="road-axis" x1={0} x2={widthPx} y1={PLOT_HEIGHT_PX} y2={PLOT_HEIGHT_PX} />
      <polyline className="road-even" points={pointList(evenPace)} />
      <line className="road-now" x1={nowX} x2={nowX} y1={-3} y2={PLOT_HEIGHT_PX + 3} />
    </>
  );
}
