import { useState } from 'react';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { SessionRow } from './SessionRow.tsx';

const SHOWN_AT_FIRST = 5;

/** Who is working now, and at what rate. */
export function Sessions({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say, sayCount } = useSay();
  const [isExpanded, setIsExpanded] = useState(false);
  const { sessions } = snapshot;
  if (sessions.length === 0) return null;
  const hiddenCount = sessions.length - SHOWN_AT_FIRST;
  const shown = isExpanded ? sessions : sessions.slice(0, SHOWN_AT_FIRST);
  return (
    <Section heading={say(messages.workingNow)} note={say(messages.workingNote)}>
      <ul className="sessions">
        {shown.map((session) => (
          <SessionRow key={session.id} session={session} context={snapshot} />
        ))}
      </ul>
      {hiddenCount > 0 && (
        <button
          type="button"
          className="quiet-button"
          aria-expanded={isExpanded}
          onClick={() => setIsExpanded(!isExpanded)}
        >
          {isExpanded ? say(messages.showFewer) : sayCount(hiddenCount, messages.moreSessions)}
        </button>
      )}
    </Section>
  );
}
