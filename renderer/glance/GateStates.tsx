import { gateBadge, gateWords } from '../../preload/contract/gateWording.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { planChange } from '../store/requests.ts';
import { gateChange, gateFolders } from './gateFolders.ts';

/** How the gate of each agent stands, and the way to change it. */
export function GateStates({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const folders = gateFolders(snapshot);
  if (folders.length === 0) return null;
  const isShared = (agent: string) => folders.filter((one) => one.agent === agent).length > 1;
  return (
    <div className="gate-states">
      <h2 className="agent-name">{say(messages.gateStates)}</h2>
      <ul>
        {folders.map(({ agent, folder, ...standing }) => (
          <li
            key={`${agent} ${folder}`}
            className="row"
            title={`${folder}: ${gateWords(standing, snapshot)}`}
          >
            <span>
              {AGENT_NAMES[agent]}
              {isShared(agent) && <bdi className="path"> {folder}</bdi>}
            </span>
            <span className="aside">{gateBadge(standing, snapshot)}</span>
          </li>
        ))}
      </ul>
      {folders.map((one) => {
        const change = gateChange(one);
        if (change === null) return null;
        const { agent, folder } = one;
        const words = change === 'install' ? messages.gateInstall : messages.gateRemove;
        return (
          <button
            key={`${agent} ${folder}`}
            type="button"
            className="quiet-button"
            title={folder}
            onClick={() => void planChange('gate', { agent, folder, change })}
          >
            {say(words, { agent: AGENT_NAMES[agent] })}
            {isShared(agent) && <bdi className="path"> {folder}</bdi>}
          </button>
        );
      })}
    </div>
  );
}
