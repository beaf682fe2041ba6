import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { planChange } from '../store/requests.ts';
import { foldersToOffer, type BridgeFolder } from './bridgeFolders.ts';

/** Offers the bridge quietly. */
export function BridgeOffer({ snapshot }: { readonly snapshot: Snapshot }) {
  const offers = foldersToOffer(snapshot);
  return offers.length > 0 && <Offers offers={offers} />;
}

function Offers({ offers }: { readonly offers: readonly BridgeFolder[] }) {
  const { say } = useSay();
  const agents = [...new Set(offers.map(({ agent }) => agent))];
  return (
    <Section heading={say(messages.bridgeHeading)} isHeadingHidden>
      {agents.map((agent) => (
        <p key={agent} className="note note-plain">
          {say(messages.bridgeOffer, { agent: AGENT_NAMES[agent] })}
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
  const { say } = useSay();
  return (
    <p className="row offer">
      <button
        type="button"
        className="button"
        onClick={() => void planChange('bridge', { ...offer, change: 'install' })}
      >
        {say(messages.bridgeShow)}
      </button>
      {isFolderNamed && <bdi className="path">{offer.folder}</bdi>}
    </p>
  );
}
