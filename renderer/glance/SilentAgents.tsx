import {
  KEEPS_NO_USAGE,
  silentAgentNote,
  silentAgents,
} from '../../preload/contract/agentWording.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';

/** Agents that are here and leave nothing to count: one line each, what to do about it on demand. */
export function SilentAgents({ snapshot }: { readonly snapshot: Snapshot }) {
  const agents = silentAgents(snapshot);
  if (agents.length === 0) return null;
  return (
    <Section heading={messages.otherAgents} isHeadingHidden>
      {agents.map((agent) => (
        <details key={agent.id} className="silent-agent">
          <summary className="row">
            <span>{agent.name}</span>
            <span className="aside">{KEEPS_NO_USAGE}</span>
          </summary>
          <p className="note">{silentAgentNote(agent, snapshot)}</p>
        </details>
      ))}
    </Section>
  );
}
