import {
  resetWords,
  usedWords,
  verdictWords,
  windowNameWithAgent,
} from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { beginReading, openGlance } from '../store/requests.ts';
import { useReview } from '../store/reviewStore.ts';
import type { StepProps } from './Tour.tsx';

/** The same verdict that glance and tray show, alive. */
export function DoneStep({ onNext }: StepProps) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const nowMs = useReview((state) => state.nowMs);
  if (snapshot === null) return <p className="tour-text">{say(messages.tourDoneWaiting)}</p>;
  const isRead = snapshot.phase !== 'first-run';
  const { headline, detail } = verdictWords(snapshot);
  return (
    <>
      {isRead ? (
        <div className="tour-verdict" aria-live="polite">
          <p className="tour-headline">{headline}</p>
          {detail !== null && <p className="tour-text">{detail}</p>}
          {snapshot.windows.map((window) => (
            <p key={window.id} className="settings-fact">
              <span>{windowNameWithAgent(window, snapshot)}</span>
              <span>
                {usedWords(window, snapshot)},{' '}
                {resetWords(window.resetsAtMs, nowMs, snapshot.preferences, snapshot, window.basis)}
              </span>
            </p>
          ))}
        </div>
      ) : (
        <>
          <p className="tour-text">{say(messages.tourDoneNothing)}</p>
          <button type="button" className="button" onClick={() => void beginReading()}>
            {say(messages.begin)}
          </button>
        </>
      )}
      <p className="tour-text tour-where">{say(messages.tourDoneWhere)}</p>
      <div className="tour-choice">
        <button type="button" className="button button-strong" onClick={onNext}>
          {say(messages.tourFinish)}
        </button>
        <button type="button" className="button" onClick={openGlance}>
          {say(messages.tourOpenGlance)}
        </button>
      </div>
    </>
  );
}
