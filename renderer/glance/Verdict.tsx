import type { Problem, Snapshot } from '../../preload/contract/snapshot.ts';
import { figuresStoppedBy, stoppedWords } from '../../preload/contract/stoppedFigures.ts';
import { staleWords, verdictWords } from '../../preload/contract/wording.ts';
import { useGlance } from '../store/glanceStore.ts';
import { AnswersInForce } from './AnswersInForce.tsx';

/** The answer. Only the headline is announced, and only when it becomes another one. */
export function Verdict({ snapshot }: { readonly snapshot: Snapshot }) {
  const { headline, detail } = verdictWords(snapshot);
  const { kind } = snapshot.verdict;
  const fault = figuresStoppedBy(snapshot.problems);
  // Where there are no figures, the headline says so itself.
  const isStill = fault !== null && snapshot.phase === 'ready' && kind !== 'unavailable';
  const isPaid = kind === 'at-boundary' || kind === 'on-credits';
  return (
    <header className="verdict">
      <h1
        className={isStill ? 'verdict-headline is-doubtful' : 'verdict-headline'}
        aria-live="polite"
      >
        {isPaid && (
          <span className="verdict-paid" aria-hidden="true">
            $
          </span>
        )}
        {headline}
      </h1>
      {detail !== null && <p className="verdict-detail">{detail}</p>}
      {isStill ? (
        <StillNote fault={fault} snapshot={snapshot} />
      ) : (
        <StaleNote snapshot={snapshot} />
      )}
      <AnswersInForce snapshot={snapshot} />
    </header>
  );
}

type StillNoteProps = { readonly fault: Problem; readonly snapshot: Snapshot };

function StillNote({ fault, snapshot }: StillNoteProps) {
  const nowMs = useGlance((state) => state.nowMs);
  return <p className="verdict-stale">{stoppedWords(fault, nowMs, snapshot)}</p>;
}

function StaleNote({ snapshot }: { readonly snapshot: Snapshot }) {
  const nowMs = useGlance((state) => state.nowMs);
  const leading = snapshot.windows.find(({ kind }) => kind === 'session');
  if (!leading?.isStale) return null;
  return <p className="verdict-stale">{staleWords(leading, nowMs, snapshot)}</p>;
}
