import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { changeMessages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { BridgeOffer } from './BridgeOffer.tsx';
import { ChangePanel } from './ChangePanel.tsx';
import { GateOffer } from './GateOffer.tsx';

/** What may be put into an agent's settings; the change itself, either way, is always shown before it is made. */
export function Offers({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const plan = useGlance((state) => state.plan);
  const subject = useGlance((state) => state.planSubject);
  const doneChange = useGlance((state) => state.doneChange);
  return (
    <>
      {plan !== null && <ChangePanel plan={plan} />}
      <p role="status" className={doneChange === null ? 'visually-hidden' : 'section note'}>
        {doneChange !== null && say(changeMessages[subject][doneChange].done)}
      </p>
      {/* Kept while the change is shown, so that the keyboard can return to its button. */}
      <div hidden={plan !== null}>
        {doneChange === null && (
          <>
            <GateOffer snapshot={snapshot} />
            <BridgeOffer snapshot={snapshot} />
          </>
        )}
      </div>
    </>
  );
}
