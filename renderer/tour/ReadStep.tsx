import { AgentFolders } from '../glance/AgentFolders.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { beginReading } from '../store/requests.ts';
import { useReview } from '../store/reviewStore.ts';
import type { StepProps } from './Tour.tsx';

/** Path by path what will be read, before anything is. */
export function ReadStep({ onNext }: StepProps) {
  const { say, sayAgain } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const failure = useGlance((state) => state.failure);
  const isBusy = useGlance((state) => state.busy === 'begin');
  const isAllowed = snapshot !== null && snapshot.phase !== 'first-run';
  const begin = async () => {
    await beginReading();
    if (useGlance.getState().failure === null) onNext();
  };
  return (
    <>
      <p className="tour-text">
        {isAllowed ? say(messages.tourReadDone) : say(messages.tourReadText)}
      </p>
      <AgentFolders agents={snapshot?.agents ?? []} />
      {failure !== null && (
        <p role="alert" className="page-failure">
          {sayAgain(failure)}
        </p>
      )}
      <div className="tour-choice">
        <button
          type="button"
          className="button button-strong"
          aria-disabled={isBusy}
          onClick={isAllowed ? onNext : () => void begin()}
        >
          {isAllowed ? say(messages.tourNext) : say(messages.begin)}
        </button>
        {!isAllowed && (
          <button type="button" className="button" onClick={onNext}>
            {say(messages.tourSkipStep)}
          </button>
        )}
      </div>
    </>
  );
}
