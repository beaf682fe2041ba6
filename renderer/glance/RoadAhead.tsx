import { useId } from 'react';
import { useSay } from '../store/display.ts';
import { PLOT_HEIGHT_PX, pointList, type RoadGeometry, type Stretch } from './roadGeometry.ts';
import { aheadLabel, labelWidth, type Ahead } from './roadTexts.ts';

const HATCH_PX = 6;
const LABEL_HEIGHT_PX = 18;
/** Below the forecast's range, which comes in from the upper left. */
const LABEL_CENTRE_PX = PLOT_HEIGHT_PX * 0.62;

/** The road still to come: forecast with its range, the gate, and the paid stretch behind it. */
type RoadAheadProps = { readonly geometry: RoadGeometry; readonly ahead: Ahead };

export function RoadAhead({ geometry, ahead }: RoadAheadProps) {
  const { forecast, range, gateX, paid } = geometry;
  return (
    <>
      {paid !== null && <PaidStretch paid={paid} ahead={ahead} />}
      {range.length > 0 && <polygon className="road-range" points={pointList(range)} />}
      {forecast !== null && <polyline className="road-forecast" points={pointList(forecast)} />}
      {gateX !== null && <GatePost x={gateX} isPaidBehind={paid !== null && isMoney(ahead)} />}
    </>
  );
}

/** Violet is kept for money. */
function isMoney(ahead: Ahead): boolean {
  return ahead === 'would-be-paid' || ahead === 'is-paid';
}

type PaidStretchProps = { readonly paid: Stretch; readonly ahead: Ahead };

/** Hatched as well as violet, so that it reads without colour. */
function PaidStretch({ paid, ahead }: PaidStretchProps) {
  const { say } = useSay();
  const patternId = useId();
  const widthPx = Math.max(0, paid.toX - paid.fromX);
  const label = aheadLabel(widthPx, ahead, say);
  return (
    <g className={isMoney(ahead) ? undefined : 'road-unpaid'}>
      <pattern
        id={patternId}
        width={HATCH_PX}
        height={HATCH_PX}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line className="road-hatch" x1={0} x2={0} y1={0} y2={HATCH_PX} />
      </pattern>
      <rect className="road-paid" x={paid.fromX} width={widthPx} height={PLOT_HEIGHT_PX} />
      <rect x={paid.fromX} width={widthPx} height={PLOT_HEIGHT_PX} fill={`url(#${patternId})`} />
      {label !== null && <PaidLabel text={label} centreX={(paid.fromX + paid.toX) / 2} />}
    </g>
  );
}

/** On a plate of its own: the hatch would run through the letters. */
function PaidLabel({ text, centreX }: { readonly text: string; readonly centreX: number }) {
  const widthPx = labelWidth(text) + 8;
  return (
    <>
      <rect
        className="road-paid-plate"
        x={centreX - widthPx / 2}
        y={LABEL_CENTRE_PX - LABEL_HEIGHT_PX / 2}
        width={widthPx}
        height={LABEL_HEIGHT_PX}
        rx={4}
      />
      <text
        className="road-text road-text-paid"
        x={centreX}
        y={LABEL_CENTRE_PX + 4}
        textAnchor="middle"
      >
        {text}
      </text>
    </>
  );
}

type GatePostProps = { readonly x: number; readonly isPaidBehind: boolean };

function GatePost({ x, isPaidBehind }: GatePostProps) {
  const tone = isPaidBehind ? 'road-gate road-gate-paid' : 'road-gate';
  return (
    <g className={tone}>
      <line x1={x} x2={x} y1={-6} y2={PLOT_HEIGHT_PX} />
      <circle cx={x} cy={-8} r={3.5} />
    </g>
  );
}
