import { useId, useState } from 'react';
import type { Provenance, Snapshot } from '../../preload/contract/snapshot.ts';
import { provenanceWords } from '../../preload/contract/wording.ts';
import { adjustMessages, messages } from '../messages.ts';
import { toggleAdjustments } from '../store/adjustments.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { openWindow } from '../store/requests.ts';
import { ADJUST_ID } from './Adjust.tsx';
import { FooterMore } from './FooterMore.tsx';
import { GateLine } from './GateLine.tsx';
import { RefreshButton } from './RefreshButton.tsx';

/** Where the leading figure comes from, how old it is, and the few things to do. */
export function Footer({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  const isAdjusting = useGlance((state) => state.isAdjusting);
  const moreId = useId();
  const figure = leadingFigure(snapshot);
  return (
    <footer className="footer">
      <div className="footer-standing">
        <Source figure={figure} />
        <GateLine snapshot={snapshot} onOpen={() => setIsMoreOpen(true)} />
      </div>
      <div className="footer-actions">
        {snapshot.phase === 'ready' && <RefreshButton />}
        <button type="button" className="quiet-button" onClick={() => openWindow('history')}>
          {say(messages.pageNames.history)}
        </button>
        {snapshot.phase === 'ready' && (
          <button
            type="button"
            className="quiet-button"
            aria-expanded={isAdjusting}
            aria-controls={ADJUST_ID}
            onClick={() => void toggleAdjustments()}
          >
            {say(adjustMessages.open)}
          </button>
        )}
        <button
          type="button"
          className="quiet-button"
          aria-expanded={isMoreOpen}
          aria-controls={moreId}
          onClick={() => setIsMoreOpen(!isMoreOpen)}
        >
          {say(messages.more)}
        </button>
      </div>
      <div id={moreId} className="footer-more">
        {isMoreOpen && <FooterMore snapshot={snapshot} />}
      </div>
    </footer>
  );
}

/** The figure that the verdict stands on; none where nothing was ever logged. */
function leadingFigure({ windows, totals, verdict: { kind } }: Snapshot): Provenance | null {
  if (kind === 'no-agent' || kind === 'no-sessions') return null;
  return windows[0] ?? totals?.today ?? null;
}

function Source({ figure }: { readonly figure: Provenance | null }) {
  const nowMs = useGlance((state) => state.nowMs);
  const snapshot = useGlance((state) => state.snapshot);
  return (
    <p className="footer-source">
      {figure && snapshot && provenanceWords(figure, nowMs, snapshot)}
    </p>
  );
}
