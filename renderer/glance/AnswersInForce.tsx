import type { BoundaryView, Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { revokeAnswer } from '../store/requests.ts';

/** The way back from each answer that holds now; it stands under the verdict, which says what it was. */
export function AnswersInForce({ snapshot }: { readonly snapshot: Snapshot }) {
  const answered = snapshot.boundaries.filter(({ answerId }) => answerId !== null);
  if (answered.length === 0) return null;
  return (
    <div className="answers-in-force">
      {answered.map((boundary) => (
        <TakeBack
          key={`${boundary.agent} ${boundary.account}`}
          boundary={boundary}
          isAlone={snapshot.boundaries.length === 1}
        />
      ))}
    </div>
  );
}

type TakeBackProps = { readonly boundary: BoundaryView; readonly isAlone: boolean };

function TakeBack({ boundary: { state, answerId, agent, account }, isAlone }: TakeBackProps) {
  const { say } = useSay();
  if (answerId === null) return null;
  const words = say(state === 'stopped' ? messages.takeStopBack : messages.takeConsentBack);
  return (
    <button
      type="button"
      className="button button-small"
      title={account ?? undefined}
      onClick={() => void revokeAnswer(answerId)}
    >
      {isAlone || agent === null ? words : `${AGENT_NAMES[agent]}: ${words}`}
    </button>
  );
}
