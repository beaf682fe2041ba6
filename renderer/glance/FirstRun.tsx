import type { AgentView } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { beginReading, closeGlance } from '../store/requests.ts';
import { AgentFolders } from './AgentFolders.tsx';

/** Nothing is read before the user has seen what, path by path, and agreed. */
export function FirstRun({ agents }: { readonly agents: readonly AgentView[] }) {
  const { say } = useSay();
  const isBusy = useGlance((state) => state.busy === 'begin');
  return (
    <Section heading={say(messages.willRead)}>
      <AgentFolders agents={agents} />
      <p className="note">{say(messages.willReadNote)}</p>
      <div className="actions">
        <button
          type="button"
          className="button button-strong"
          autoFocus
          aria-disabled={isBusy}
          onClick={() => void beginReading()}
        >
          {say(messages.begin)}
        </button>
        <button type="button" className="button" onClick={closeGlance}>
          {say(messages.notNow)}
        </button>
      </div>
    </Section>
  );
}
