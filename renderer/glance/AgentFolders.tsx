import type { AgentView } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';

/** Every folder by its path, and whether it is there. */
export function AgentFolders({ agents }: { readonly agents: readonly AgentView[] }) {
  return (
    <ul className="agents">
      {agents.map((agent) => (
        <li key={agent.id}>
          <h3 className="agent-name">{agent.name}</h3>
          <ul>
            {agent.folders.map(({ path, exists }) => (
              <li key={path} className="row">
                <bdi className="path">{path}</bdi>
                <span className="aside">
                  {exists ? messages.folderFound : messages.folderMissing}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
