import { answersInForce, type AnswerInForce } from '../../preload/contract/boundaryWording.ts';
import type { BoundaryView, Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { revokeAnswer } from '../store/requests.ts';

/** The way back from each answer that holds now; it stands under the verdict, which says what it was. */
export function AnswersInForce({ snapshot }: { readonly snapshot: Snapshot }) {
  const answered = snapshot.boundaries.flatMap((boundary) =>
    answersInForce(boundary).map((answer) => ({ boundary, answer })),
  );
  if (answered.length === 0) return null;
  return (
    <div className="answers-in-force">
      {answered.map(({ boundary, answer }) => (
        <TakeBack
          key={`${boundary.agent} ${boundary.account} ${answer.modelName}`}
          boundary={boundary}
          answer={answer}
          isAlone={snapshot.boundaries.length === 1}
        />
      ))}
    </div>
  );
}

type TakeBackProps = {
  readonly boundary: BoundaryView;
  readonly answer: AnswerInForce;
  readonly isAlone: boolean;
};

function TakeBack({ boundary: { agent, account }, answer, isAlone }: TakeBackProps) {
  const { say } = useSay();
  const { answerId, isStop, modelName: model } = answer;
  const words =
    model === null
      ? say(isStop ? messages.takeStopBack : messages.takeConsentBack)
      : say(messages.takeModelStopBack, { model });
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
