import { scaleLinear } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import { useRef } from 'react';
import type { ContextPoint, SessionDetail } from '../../preload/contract/review/sessions.ts';
import { formatInstant, formatTokens } from '../../preload/contract/formatting.ts';
import { useElementWidth } from '../components/useElementWidth.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { counts, words } from './words.ts';

const HEIGHT = 150;
const TOP = 16;
const FOOT = 18;
const AXIS_WIDTH = 44;

/** Context by answer. Its table says the same; so it is a picture with one sentence for screen readers. */
export function ContextChart({ detail }: { readonly detail: SessionDetail }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame, 0);
  return (
    <div ref={frame} className="context-chart">
      {width > AXIS_WIDTH && <Plot detail={detail} width={width} />}
    </div>
  );
}

type Placed = ContextPoint & { readonly x: number; readonly y: number };

function Plot({ detail, width }: { readonly detail: SessionDetail; readonly width: number }) {
  const { sayCount } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const { points } = detail;
  const most = Math.max(...points.map(({ contextTokens }) => contextTokens));
  const xOf = scaleLinear({ domain: [0, points.length - 1], range: [0, width - AXIS_WIDTH] });
  const yOf = scaleLinear({ domain: [0, most], range: [HEIGHT - FOOT, TOP], nice: 3 });
  const placed: Placed[] = points.map((point, index) => ({
    ...point,
    x: xOf(index),
    y: yOf(point.contextTokens),
  }));
  const first = points[0];
  const last = points.at(-1);
  const ticks = yOf.ticks(3).filter((tick) => tick > 0);
  const label = sayCount(detail.pointsTotal, counts.contextOver, {
    first: formatTokens(first?.contextTokens ?? 0, format),
    last: formatTokens(last?.contextTokens ?? 0, format),
    most: formatTokens(most, format),
  });
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className="chart-grid"
            x1={0}
            x2={width - AXIS_WIDTH}
            y1={yOf(tick)}
            y2={yOf(tick)}
          />
          <text className="chart-label" x={width} y={yOf(tick) + 4} textAnchor="end">
            {formatTokens(tick, format)}
          </text>
        </g>
      ))}
      <AreaClosed<Placed>
        data={placed}
        x={({ x }) => x}
        y={({ y }) => y}
        yScale={yOf}
        className="chart-area"
      />
      <LinePath<Placed> data={placed} x={({ x }) => x} y={({ y }) => y} className="chart-line" />
      {placed
        .filter(({ isPaid }) => isPaid)
        .map(({ x, y, atMs }) => (
          <circle key={`${atMs} ${x}`} className="chart-paid" cx={x} cy={y} r={2.5} />
        ))}
      <RestartMark detail={detail} xOf={xOf} />
      <line
        className="chart-axis"
        x1={0}
        x2={width - AXIS_WIDTH}
        y1={HEIGHT - FOOT}
        y2={HEIGHT - FOOT}
      />
      <text className="chart-label" x={0} y={HEIGHT - 4}>
        {first && formatInstant(first.atMs, nowMs, format)}
      </text>
      <text className="chart-label" x={width - AXIS_WIDTH} y={HEIGHT - 4} textAnchor="end">
        {last && formatInstant(last.atMs, nowMs, format)}
      </text>
    </svg>
  );
}

type RestartMarkProps = {
  readonly detail: SessionDetail;
  readonly xOf: (index: number) => number;
};

/** The advice counts all answers, the chart draws some of them. */
function RestartMark({ detail: { restart, points, pointsTotal }, xOf }: RestartMarkProps) {
  const { say } = useSay();
  if (!restart || pointsTotal < 2) return null;
  const share = restart.index / (pointsTotal - 1);
  const x = xOf(share * (points.length - 1));
  const isRight = share > 0.6;
  return (
    <g>
      <line className="chart-mark" x1={x} x2={x} y1={TOP - 6} y2={HEIGHT - FOOT} />
      <text
        className="chart-label chart-mark-label"
        x={x + (isRight ? -5 : 5)}
        y={TOP}
        textAnchor={isRight ? 'end' : 'start'}
      >
        {say(words.restartHere)}
      </text>
    </g>
  );
}
