import type { AgentView } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useGlance } from '../store/glanceStore.ts';
import { beginReading, closeGlance } from '../store/requests.ts';
import { AgentFolders } from './AgentFolders.tsx';

/** Nothing is read before the user has seen what, path by path, and agreed. */
export function FirstRun({ agents }: { readonly agents: readonly AgentView[] }) {
  const isBusy = useGlance((state) => state.busy === 'begin');
  return (
    <Section heading={messages.willRead}>
      <AgentFolders agents={agents} />
      <p className="note">{messages.willReadNote}</p>
      <div className="actions">
        <button
          type="button"
          className="button button-strong"
          autoFocus
          aria-disabled={isBusy}
          onClick={() => void beginReading()}
        >
          {messages.begin}
        </button>
        <button type="button" className="button" onClick={closeGlance}>
          {messages.notNow}
        </button>
      </div>
    </Section>
  );
}
