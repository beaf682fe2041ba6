import {
  KEEPS_NO_USAGE,
  silentAgentNote,
  silentAgents,
} from '../../preload/contract/agentWording.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

/** Agents that are here and leave nothing to count: one line each, what to do about it on demand. */
export function SilentAgents({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const agents = silentAgents(snapshot);
  if (agents.length === 0) return null;
  return (
    <Section heading={say(messages.otherAgents)} isHeadingHidden>
      {agents.map((agent) => (
        <details key={agent.id} className="silent-agent">
          <summary className="row">
            <span>{agent.name}</span>
            <span className="aside">{say(KEEPS_NO_USAGE)}</span>
          </summary>
          <p className="note">{silentAgentNote(agent, snapshot)}</p>
        </details>
      ))}
    </Section>
  );
}
