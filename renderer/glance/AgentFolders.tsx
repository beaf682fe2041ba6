import { isFound } from '../../preload/contract/agentWording.ts';
import type { AgentView } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

/** Every folder by its path, and whether it is there. Agents that are not here at all are few words until asked. */
export function AgentFolders({ agents }: { readonly agents: readonly AgentView[] }) {
  const { say } = useSay();
  const missing = agents.filter((agent) => !isFound(agent));
  const found = agents.filter(isFound);
  return (
    <>
      {found.length > 0 && <Folders agents={found} />}
      {missing.length > 0 && (
        <details className="silent-agent">
          <summary className="row">
            <span className="aside">
              {say(messages.notFound, { agents: missing.map(({ name }) => name).join(', ') })}
            </span>
          </summary>
          <Folders agents={missing} />
        </details>
      )}
    </>
  );
}

function Folders({ agents }: { readonly agents: readonly AgentView[] }) {
  const { say } = useSay();
  return (
    <ul className="agents">
      {agents.map((agent) => (
        <li key={agent.id}>
          <h3 className="agent-name">{agent.name}</h3>
          <ul>
            {agent.folders.map(({ path, exists }) => (
              <li key={path} className="row">
                <bdi className="path">{path}</bdi>
                <span className="aside">{say(stateOf(agent, exists))}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function stateOf({ keepsNoUsage }: AgentView, exists: boolean) {
  if (!exists) return messages.folderMissing;
  return keepsNoUsage === null ? messages.folderFound : messages.folderWithoutUsage;
}
