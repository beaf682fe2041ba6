import { projectWords } from '../../preload/contract/projectWording.ts';
import type { SessionRow } from '../../preload/contract/review/sessions.ts';
import { formatDollars, formatInstant } from '../../preload/contract/formatting.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { middleEllipsis } from '../components/middleEllipsis.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { openSession } from '../store/sessionsStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { words } from './words.ts';

const LONGEST_PROJECT = 24;

type SessionLineProps = {
  readonly id: string;
  readonly row: SessionRow;
  readonly isOpen: boolean;
  readonly position: number;
  readonly total: number;
  readonly topPx: number;
};

export function SessionLine({ id, row, isOpen, position, total, topPx }: SessionLineProps) {
  const { say } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const worth =
    row.costMicros === null ? say(words.noPrice) : formatDollars(row.costMicros, format);
  const facts = [
    ...(row.host === null ? [] : [row.host]),
    AGENT_NAMES[row.agent],
    ...row.models.slice(0, 1),
  ];
  const isNamed = row.title !== null;
  return (
    <div
      id={id}
      className="session-line"
      role="option"
      aria-selected={isOpen}
      aria-posinset={position}
      aria-setsize={total}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={() => openSession(row)}
    >
      <p className="session-title">
        <bdi title={row.project ?? undefined}>
          {row.title ?? projectWords(row.projectName, format)}
        </bdi>
      </p>
      <p className="session-cost">
        {row.creditAnswers > 0 && (
          <>
            <span className="paid-figure">
              <span aria-hidden="true" className="swatch swatch-paid swatch-inline" />
              {formatDollars(row.creditMicros, format)}
            </span>
            {say(words.ofWorth, { worth })}
          </>
        )}
        {row.creditAnswers === 0 && worth}
      </p>
      <p className="session-facts">
        {isNamed && (
          <>
            <bdi className="session-project" title={row.project ?? undefined}>
              {middleEllipsis(projectWords(row.projectName, format), LONGEST_PROJECT)}
            </bdi>
            {' · '}
          </>
        )}
        {facts.join(' · ')}
      </p>
      <p className="session-when">
        {row.isLive ? (
          <span className="session-live">{say(words.live)}</span>
        ) : (
          formatInstant(row.lastAtMs, nowMs, format)
        )}
      </p>
    </div>
  );
}
