import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { formatPercent, type FormatContext } from '../../preload/contract/formatting.ts';
import type { HistoryWindow } from '../../preload/contract/review/history.ts';
import { useSay } from '../store/display.ts';
import { moneyCell } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';
import { idOf } from './WindowSection.tsx';
import { boundaryWords, projectWords, spanWords } from './windowWords.ts';

const ROW_PX = 34;
/** Longer lists scroll in a frame of their own, and only what is in sight is drawn. */
const MOST_ROWS_OPEN = 14;

export type WindowTableProps = {
  readonly windows: readonly HistoryWindow[];
  readonly context: FormatContext;
  /** `idOf` the window that is shown in detail; null: none can be. */
  readonly chosen: string | null;
  readonly onChoose: ((window: HistoryWindow) => void) | null;
};

const COLUMNS = [
  words.window,
  words.whatRan,
  words.peak,
  words.onPlan,
  words.onCredits,
  words.atBoundary,
] as const;

/** Windows in rows, newest first. */
export function WindowTable({ windows, context, chosen, onChoose }: WindowTableProps) {
  const { say } = useSay();
  const frame = useRef<HTMLDivElement>(null);
  const isLong = windows.length > MOST_ROWS_OPEN;
  // The library's functions must not be memoised; nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: windows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    enabled: isLong,
  });
  const rows = isLong
    ? virtual.getVirtualItems().map(({ index, start }) => ({ index, top: start }))
    : windows.map((_, index) => ({ index, top: null }));
  return (
    <div
      ref={frame}
      className={isLong ? 'window-frame window-frame-long' : 'window-frame'}
      role="table"
      aria-label={say(words.windows)}
      aria-rowcount={windows.length + 1}
      tabIndex={0}
    >
      <div role="rowgroup" className="window-head">
        <div role="row" aria-rowindex={1} className="window-row">
          {COLUMNS.map((name, column) => (
            <span
              key={name}
              role="columnheader"
              className={isFigure(column) ? 'number' : undefined}
            >
              {say(name)}
            </span>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className="window-rows"
        style={isLong ? { height: windows.length * ROW_PX } : undefined}
      >
        {rows.map(({ index, top }) => {
          const window = windows[index];
          if (!window) return null;
          return (
            <WindowRow
              key={idOf(window)}
              window={window}
              index={index}
              top={top}
              context={context}
              isChosen={idOf(window) === chosen}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </div>
  );
}

function isFigure(column: number): boolean {
  return column >= 2 && column <= 4;
}

function WindowRow({
  window,
  index,
  top,
  context,
  isChosen,
  onChoose,
}: {
  readonly window: HistoryWindow;
  readonly index: number;
  /** Where it stands in a long list; null: below the one before. */
  readonly top: number | null;
  readonly context: FormatContext;
  readonly isChosen: boolean;
  readonly onChoose: ((window: HistoryWindow) => void) | null;
}) {
  const { say } = useSay();
  const { peakPercent, sums } = window;
  const boundary = boundaryWords(window, context);
  const span = spanWords(window, context);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={isChosen ? 'window-row window-row-chosen' : 'window-row'}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
    >
      <span role="cell">
        {onChoose ? (
          <button
            type="button"
            className="row-button"
            aria-pressed={isChosen}
            onClick={() => onChoose(window)}
          >
            {span}
          </button>
        ) : (
          span
        )}
      </span>
      <span role="cell" className="window-what" title={projectWords(window, context)}>
        <span className="window-account">{window.accountLabel} · </span>
        <bdi>{projectWords(window, context)}</bdi>
      </span>
      <span role="cell" className="number">
        {peakPercent === null ? say(words.notReported) : formatPercent(peakPercent, context)}
      </span>
      <span role="cell" className="number">
        {moneyCell(sums.planMicros + sums.unclearMicros, sums, context)}
        {sums.unclearMicros !== 0 && <span title={say(words.unclearWho)}> ?</span>}
      </span>
      <span role="cell" className={sums.creditMicros > 0 ? 'number paid-figure' : 'number'}>
        {moneyCell(sums.creditMicros, sums, context)}
      </span>
      <span role="cell" className="window-boundary" title={boundary}>
        {boundary}
      </span>
    </div>
  );
}
