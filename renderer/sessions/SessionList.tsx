import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent } from 'react';
import { formatCount } from '../../preload/contract/formatting.ts';
import type { SessionRow, SessionsView } from '../../preload/contract/review/sessions.ts';
import { useSay } from '../store/display.ts';
import { openSession, useSessions } from '../store/sessionsStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { SessionLine } from './SessionLine.tsx';
import { counts, words } from './words.ts';

const ROW_PX = 54;

type Shown = Pick<SessionRow, 'agent' | 'sessionId'> | null;

type SessionListProps = {
  readonly view: SessionsView | null;
  readonly isAsking: boolean;
  /** The session beside the list. */
  readonly shown: Shown;
};

/** Draws only the rows in sight, however many there are. Up and Down walk, Home and End leap. */
export function SessionList({ view, isAsking, shown }: SessionListProps) {
  const { say } = useSay();
  const search = useSessions((state) => state.question.search);
  if (view === null) return <p className="page-note">{isAsking ? say(words.reading) : null}</p>;
  if (view.rows.length === 0) {
    const isSearch = search.trim() !== '' && view.total > 0;
    return (
      <div className="sessions-list page-note">
        <p>{isSearch ? say(words.nothingFound) : say(words.empty)}</p>
        {!isSearch && <p>{say(words.emptyHint)}</p>}
      </div>
    );
  }
  return <Rows view={view} shown={shown} />;
}

function Rows({
  view: { rows, total },
  shown,
}: {
  readonly view: SessionsView;
  readonly shown: Shown;
}) {
  const { say, sayCount } = useSay();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  // The compiler's rules cannot see into it; nothing here is memoised by hand.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  const openIndex = rows.findIndex(
    (row) => row.sessionId === shown?.sessionId && row.agent === shown.agent,
  );
  const goTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    openSession(row);
    virtualizer.scrollToIndex(rows.indexOf(row));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, openIndex, rows.length);
    if (step === null) return;
    event.preventDefault();
    goTo(step);
  };
  return (
    <section className="sessions-list" aria-label={say(words.list)}>
      <p className="sessions-count" role="status">
        {rows.length === total
          ? sayCount(total, counts.sessions)
          : sayCount(total, counts.sessionsOf, { shown: formatCount(rows.length, format) })}
      </p>
      <div
        ref={frame}
        className="sessions-frame"
        role="listbox"
        aria-label={say(words.list)}
        aria-activedescendant={openIndex < 0 ? undefined : lineId(rows[openIndex])}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="sessions-rows" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index] as SessionRow;
            return (
              <SessionLine
                key={item.key}
                id={lineId(row)}
                row={row}
                isOpen={item.index === openIndex}
                position={item.index + 1}
                total={rows.length}
                topPx={item.start}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

function lineId(row: SessionRow | undefined): string {
  return `session-${row?.agent ?? ''}-${row?.sessionId ?? ''}`;
}

/** The index a key leads to; null: not a key of the list. */
function stepOf(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'PageDown':
      return from + 8;
    case 'PageUp':
      return from - 8;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
