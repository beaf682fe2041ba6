import { useId, useRef } from 'react';
import {
  formatClock,
  formatDollars,
  formatPercent,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { say as sayIn } from '../../preload/contract/languages/say.ts';
import type { HistoryWindow } from '../../preload/contract/review/history.ts';
import { Hatches } from '../charts/Hatch.tsx';
import { useElementWidth } from '../components/useElementWidth.ts';
import { useSay } from '../store/display.ts';
import { tokensWords, worthOf } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';
import { boundaryWords, projectWords, spanWords } from './windowWords.ts';

const HEIGHT_PX = 96;
const TOP_PX = 18;
const AXIS_PX = 20;
const GATE_PERCENT = 97;

/** One past window: its road as it was driven, and what it cost. */
export function WindowDetail({
  window,
  context,
}: {
  readonly window: HistoryWindow;
  readonly context: FormatContext;
}) {
  const { say } = useSay();
  const { sums } = window;
  const boundary = boundaryWords(window, context);
  return (
    <div className="window-detail" role="group" aria-label={spanWords(window, context)}>
      <div className="window-detail-words">
        <p className="window-detail-title">{spanWords(window, context)}</p>
        <p className="window-detail-note">
          {window.accountLabel} · <bdi>{projectWords(window, context)}</bdi>
        </p>
        <p>
          <strong>{say(words.worthOf, { amount: formatDollars(worthOf(sums), context) })}</strong>
          {sums.creditMicros > 0 && (
            <>
              {', '}
              <strong className="paid-figure">
                {say(words.creditsPaid, { amount: formatDollars(sums.creditMicros, context) })}
              </strong>
            </>
          )}
          {sums.unclearMicros > 0 &&
            `, ${say(words.unclearAmount, { amount: formatDollars(sums.unclearMicros, context) })}`}
        </p>
        <p className="window-detail-note">
          {say(words.tokensEstimated, { tokens: tokensWords(sums, context) })}
        </p>
        {boundary !== '' && <p>{boundary}</p>}
      </div>
      <PastRoad window={window} context={context} />
    </div>
  );
}

function PastRoad({
  window,
  context,
}: {
  readonly window: HistoryWindow;
  readonly context: FormatContext;
}) {
  const { say } = useSay();
  const holder = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(holder, 480);
  const prefix = useId();
  const { startsAtMs, resetsAtMs, road, peakPercent } = window;
  const x = (atMs: number) =>
    Math.min(1, Math.max(0, (atMs - startsAtMs) / (resetsAtMs - startsAtMs))) * widthPx;
  const y = (percent: number) => (1 - percent / 100) * HEIGHT_PX;
  const points = [{ atMs: startsAtMs, usedPercent: 0 }, ...road].map(
    ({ atMs, usedPercent }) => `${x(atMs).toFixed(1)},${y(usedPercent).toFixed(1)}`,
  );
  const lastX = x(road.at(-1)?.atMs ?? startsAtMs).toFixed(1);
  const full = road.find(({ usedPercent }) => usedPercent >= 100);
  const isPaid = window.sums.creditMicros > 0 && full !== undefined;
  return (
    <div ref={holder} className="past-road">
      <svg
        role="img"
        aria-label={roadLabel(window, context)}
        width={widthPx}
        height={TOP_PX + HEIGHT_PX + AXIS_PX}
        viewBox={`0 ${-TOP_PX} ${widthPx} ${TOP_PX + HEIGHT_PX + AXIS_PX}`}
      >
        <Hatches prefix={prefix} />
        <rect className="road-plot" width={widthPx} height={HEIGHT_PX} />
        {isPaid && (
          <rect
            x={x(full.atMs)}
            width={widthPx - x(full.atMs)}
            height={HEIGHT_PX}
            fill={`url(#${prefix}-paid)`}
          />
        )}
        <line
          className="road-gate-level"
          x1={0}
          x2={widthPx}
          y1={y(GATE_PERCENT)}
          y2={y(GATE_PERCENT)}
        />
        <line className="road-axis" x1={0} x2={widthPx} y1={HEIGHT_PX} y2={HEIGHT_PX} />
        {road.length > 0 && (
          <>
            <polygon
              className="road-area"
              points={`${points.join(' ')} ${lastX},${HEIGHT_PX} 0,${HEIGHT_PX}`}
            />
            <polyline className="road-used" points={points.join(' ')} />
          </>
        )}
        <polyline className="road-even" points={`0,${HEIGHT_PX} ${widthPx},0`} />
        {isPaid && (
          <text className="road-text road-text-paid" x={widthPx} y={-6} textAnchor="end">
            {say(words.creditsPaid, { amount: formatDollars(window.sums.creditMicros, context) })}
          </text>
        )}
        <text className="road-text" x={0} y={-6}>
          {peakPercent === null
            ? say(words.useNotReportedShort)
            : say(words.peakOf, { percent: formatPercent(peakPercent, context) })}
        </text>
        <text className="road-text" x={0} y={HEIGHT_PX + 15}>
          {formatClock(startsAtMs, context)}
        </text>
        <text className="road-text" x={widthPx} y={HEIGHT_PX + 15} textAnchor="end">
          {say(window.isReported ? words.resetAt : words.resetAtEstimated, {
            time: formatClock(resetsAtMs, context),
          })}
        </text>
      </svg>
    </div>
  );
}

function roadLabel(window: HistoryWindow, context: FormatContext): string {
  const peak =
    window.peakPercent === null
      ? sayIn(context, words.useNotReportedShort)
      : sayIn(context, words.peakOfRoad, { percent: formatPercent(window.peakPercent, context) });
  return sayIn(context, words.road, { span: spanWords(window, context), peak });
}
