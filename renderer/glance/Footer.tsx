import { useId, useState } from 'react';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { provenanceWords } from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useGlance } from '../store/glanceStore.ts';
import { FooterMore } from './FooterMore.tsx';
import { RefreshButton } from './RefreshButton.tsx';

/** Where the leading figure comes from, how old it is, and the few things to do. */
export function Footer({ snapshot }: { readonly snapshot: Snapshot }) {
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  const moreId = useId();
  const hasFigures = snapshot.windows.length > 0 || snapshot.totals !== null;
  return (
    <footer className="footer">
      <LeadingSource snapshot={snapshot} />
      {hasFigures && <RefreshButton />}
      <button
        type="button"
        className="quiet-button"
        aria-expanded={isMoreOpen}
        aria-controls={moreId}
        onClick={() => setIsMoreOpen(!isMoreOpen)}
      >
        {messages.more}
      </button>
      <div id={moreId} className="footer-more">
        {isMoreOpen && <FooterMore snapshot={snapshot} />}
      </div>
    </footer>
  );
}

function LeadingSource({ snapshot }: { readonly snapshot: Snapshot }) {
  const nowMs = useGlance((state) => state.nowMs);
  const figure = snapshot.windows[0] ?? snapshot.totals?.today;
  return <p className="footer-source">{figure && provenanceWords(figure, nowMs)}</p>;
}
