import { useId } from 'react';
import type { Ahead } from '../../preload/contract/roadAhead.ts';
import { useSay } from '../store/display.ts';
import { PLOT_HEIGHT_PX, pointList, type RoadGeometry, type Stretch } from './roadGeometry.ts';
import { aheadLabel, labelWidth } from './roadTexts.ts';

const HATCH_PX = 6;
const LINE_HEIGHT_PX = 15;
const LABEL_EDGE_PX = 3;
/** Below the forecast's range, which comes in from the upper left. */
const LABEL_CENTRE_PX = PLOT_HEIGHT_PX * 0.62;

/** The road still to come: forecast with its range, the gate, and the paid stretch behind it. */
type RoadAheadProps = {
  readonly geometry: RoadGeometry;
  readonly ahead: Ahead;
  /** What the stretch ahead would cost, in words; null where that is not known. */
  readonly amount: string | null;
};

export function RoadAhead({ geometry, ahead, amount }: RoadAheadProps) {
  const { forecast, range, gateX, paid } = geometry;
  return (
    <>
      {paid !== null && <PaidStretch paid={paid} ahead={ahead} amount={amount} />}
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

type PaidStretchProps = Omit<RoadAheadProps, 'geometry'> & { readonly paid: Stretch };

/** Hatched as well as violet, so that it reads without colour. */
function PaidStretch({ paid, ahead, amount }: PaidStretchProps) {
  const { say } = useSay();
  const patternId = useId();
  const widthPx = Math.max(0, paid.toX - paid.fromX);
  const lines = aheadLabel(widthPx, ahead, amount, say);
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
      {lines.length > 0 && <PaidLabel lines={lines} centreX={(paid.fromX + paid.toX) / 2} />}
    </g>
  );
}

type PaidLabelProps = { readonly lines: readonly string[]; readonly centreX: number };

/** On a plate of its own: the hatch would run through the letters. */
function PaidLabel({ lines, centreX }: PaidLabelProps) {
  const widthPx = Math.max(...lines.map(labelWidth)) + 8;
  const heightPx = lines.length * LINE_HEIGHT_PX + LABEL_EDGE_PX;
  const topPx = LABEL_CENTRE_PX - heightPx / 2;
  return (
    <>
      <rect
        className="road-paid-plate"
        x={centreX - widthPx / 2}
        y={topPx}
        width={widthPx}
        height={heightPx}
        rx={4}
      />
      {lines.map((line, index) => (
        <text
          className="road-text road-text-paid"
          key={index}
          x={centreX}
          y={topPx + (index + 1) * LINE_HEIGHT_PX - 2}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
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
