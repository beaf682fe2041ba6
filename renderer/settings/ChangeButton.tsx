import type { BridgeRequest } from '../../preload/contract/channels.ts';
import { ChangePanel } from '../glance/ChangePanel.tsx';
import { changeMessages, messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance, type PlanSubject } from '../store/glanceStore.ts';
import { planChange } from '../store/requests.ts';

type ChangeButtonProps = {
  readonly subject: PlanSubject;
  readonly request: BridgeRequest;
  /** The agent's. */
  readonly name: string;
};

/** Shows what a change to an agent's settings file would be; only the panel's own button carries it out. */
export function ChangeButton({ subject, request, name }: ChangeButtonProps) {
  const { say } = useSay();
  const plan = useGlance((state) => state.plan);
  const planSubject = useGlance((state) => state.planSubject);
  const isOurs =
    plan !== null &&
    planSubject === subject &&
    plan.folder === request.folder &&
    plan.agent === request.agent;
  const words = changeMessages[subject][request.change];
  return (
    <>
      <button
        type="button"
        className="button"
        hidden={isOurs}
        onClick={() => void planChange(subject, request)}
      >
        {request.change === 'install' ? say(messages.installShow) : say(messages.removeShow)}
        <span className="visually-hidden">{`: ${say(words.title)}, ${name}`}</span>
      </button>
      {isOurs && <ChangePanel plan={plan} />}
    </>
  );
}
