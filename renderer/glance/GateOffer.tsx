import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { planChange } from '../store/requests.ts';
import { gatesToOffer } from './gateFolders.ts';

/** Offers the gate where the next request may soon be paid and nothing would stop it. */
export function GateOffer({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const offers = gatesToOffer(snapshot);
  if (offers.length === 0) return null;
  return (
    <Section heading={say(messages.gateHeading)} isHeadingHidden>
      {offers.map(({ agent, folder }) => (
        <div key={folder}>
          <p className="note note-plain">
            {say(messages.gateOffer, { agent: AGENT_NAMES[agent] })}
          </p>
          <p className="row offer">
            <button
              type="button"
              className="button"
              onClick={() => void planChange('gate', { agent, folder, change: 'install' })}
            >
              {say(messages.bridgeShow)}
            </button>
            {offers.length > 1 && <bdi className="path">{folder}</bdi>}
          </p>
        </div>
      ))}
    </Section>
  );
}
