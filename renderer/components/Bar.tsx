export type BarTone = 'plan' | 'near' | 'neutral' | 'spent';

type BarProps = {
  readonly percent: number;
  readonly tone: BarTone;
  /** Where even use would stand by now; null draws no tick. */
  readonly tickPercent?: number | null;
};

const BAR_HEIGHT_PX = 10;
const TRACK_HEIGHT_PX = 6;
const TRACK_TOP_PX = (BAR_HEIGHT_PX - TRACK_HEIGHT_PX) / 2;

/** A thin bar in SVG: lengths are attributes, so neither inline styles nor measuring are needed. */
export function Bar({ percent, tone, tickPercent = null }: BarProps) {
  const shown = Math.min(100, Math.max(0, percent));
  return (
    <svg className="bar" width="100%" height={BAR_HEIGHT_PX} aria-hidden="true" focusable="false">
      <BarLength className="bar-track" percent={100} />
      {shown > 0 && <BarLength className={`bar-fill bar-${tone}`} percent={shown} />}
      {tickPercent !== null && <BarTick percent={tickPercent} />}
    </svg>
  );
}

function BarLength({ className, percent }: { className: string; percent: number }) {
  return (
    <rect
      className={className}
      y={TRACK_TOP_PX}
      width={`${percent}%`}
      height={TRACK_HEIGHT_PX}
      rx={TRACK_HEIGHT_PX / 2}
    />
  );
}

function BarTick({ percent }: { percent: number }) {
  const x = `${Math.min(100, Math.max(0, percent))}%`;
  return (
    <>
      <line className="bar-tick-ground" x1={x} x2={x} y1={0} y2={BAR_HEIGHT_PX} />
      <line className="bar-tick" x1={x} x2={x} y1={0} y2={BAR_HEIGHT_PX} />
    </>
  );
}
