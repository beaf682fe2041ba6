import { gateSummary } from '../../preload/contract/gateWording.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';

type GateLineProps = {
  readonly snapshot: Snapshot;
  /** Shows how every gate stands. */
  readonly onOpen: () => void;
};

/** Whether anything would hold the agent that the verdict is about. */
export function GateLine({ snapshot, onOpen }: GateLineProps) {
  const gate = snapshot.phase === 'ready' ? gateSummary(snapshot) : null;
  if (gate === null) return null;
  return (
    <button type="button" className="gate-line" title={gate.title} onClick={onOpen}>
      <GateGlyph isClosed={gate.isClosed} />
      {gate.words}
    </button>
  );
}

/** A post with its arm: up where agents may pass, level where they are held, none where nothing holds. */
function GateGlyph({ isClosed }: { readonly isClosed: boolean | null }) {
  return (
    <svg className="gate-glyph" width={12} height={12} aria-hidden="true">
      <line x1={2.5} x2={2.5} y1={2} y2={11} />
      {isClosed === true && <line x1={2.5} x2={11} y1={5} y2={5} />}
      {isClosed === false && <line x1={2.5} x2={8.5} y1={5} y2={1} />}
    </svg>
  );
}
