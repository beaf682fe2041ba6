import type { AgentView } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { refresh } from '../store/requests.ts';
import { AgentFolders } from './AgentFolders.tsx';

/** Why there are no figures: the places that hold none. */
export function FoldersLookedIn({ agents }: { readonly agents: readonly AgentView[] }) {
  const { say } = useSay();
  return (
    <Section heading={say(messages.lookedIn)}>
      <AgentFolders agents={agents} />
      <div className="actions">
        <button type="button" className="button" onClick={() => void refresh()}>
          {say(messages.lookAgain)}
        </button>
      </div>
    </Section>
  );
}
