import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { askSessions, useSessions } from '../store/sessionsStore.ts';
import { words } from './words.ts';

/** Only where there is more than one agent to choose from. */
export function AgentFilter() {
  const { say } = useSay();
  const agent = useSessions((state) => state.question.agent);
  const agents = useReview((state) => state.snapshot?.agents);
  const present = (agents ?? []).filter(({ folders }) => folders.some(({ exists }) => exists));
  if (present.length < 2) return null;
  return (
    <select
      className="field"
      aria-label={say(words.agent)}
      value={agent ?? ''}
      onChange={(event) =>
        askSessions({ agent: event.target.value === '' ? null : (event.target.value as AgentId) })
      }
    >
      <option value="">{say(words.everyAgent)}</option>
      {present.map(({ id }) => (
        <option key={id} value={id}>
          {AGENT_NAMES[id]}
        </option>
      ))}
    </select>
  );
}
