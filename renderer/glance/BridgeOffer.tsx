import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { bridgeMessages, messages } from '../messages.ts';
import { useGlance } from '../store/glanceStore.ts';
import { planBridge } from '../store/requests.ts';
import { foldersToOffer, type BridgeFolder } from './bridgeFolders.ts';
import { BridgePanel } from './BridgePanel.tsx';

/** Offers the bridge quietly; the change itself, either way, is always shown before it is made. */
export function BridgeOffer({ snapshot }: { readonly snapshot: Snapshot }) {
  const plan = useGlance((state) => state.plan);
  const doneChange = useGlance((state) => state.doneChange);
  const offers = foldersToOffer(snapshot);
  return (
    <>
      {plan !== null && <BridgePanel plan={plan} />}
      <p role="status" className={doneChange === null ? 'visually-hidden' : 'section note'}>
        {doneChange !== null && bridgeMessages[doneChange].done}
      </p>
      {/* Kept while the change is shown, so that the keyboard can return to its button. */}
      <div hidden={plan !== null}>
        {offers.length > 0 && doneChange === null && <Offers offers={offers} />}
      </div>
    </>
  );
}

function Offers({ offers }: { readonly offers: readonly BridgeFolder[] }) {
  const agents = [...new Set(offers.map(({ agent }) => agent))];
  return (
    <Section heading={messages.bridgeHeading} isHeadingHidden>
      {agents.map((agent) => (
        <p key={agent} className="note note-plain">
          {messages.bridgeOffer(AGENT_NAMES[agent])}
        </p>
      ))}
      {offers.map((offer) => (
        <OfferButton key={offer.folder} offer={offer} isFolderNamed={offers.length > 1} />
      ))}
    </Section>
  );
}

type OfferButtonProps = { readonly offer: BridgeFolder; readonly isFolderNamed: boolean };

function OfferButton({ offer, isFolderNamed }: OfferButtonProps) {
  return (
    <p className="row offer">
      <button
        type="button"
        className="button"
        onClick={() => void planBridge({ ...offer, change: 'install' })}
      >
        {messages.bridgeShow}
      </button>
      {isFolderNamed && <bdi className="path">{offer.folder}</bdi>}
    </p>
  );
}
