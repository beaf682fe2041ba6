import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { openWindow, planChange, quit } from '../store/requests.ts';
import { foldersWithBridge } from './bridgeFolders.ts';
import { GateStates } from './GateStates.tsx';

/** What is rarely wanted, out of the way of the glance. */
export function FooterMore({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const bridges = foldersWithBridge(snapshot);
  return (
    <>
      <GateStates snapshot={snapshot} />
      {bridges.map((bridge) => (
        <button
          key={bridge.folder}
          type="button"
          className="quiet-button"
          title={bridge.folder}
          onClick={() => void planChange('bridge', { ...bridge, change: 'remove' })}
        >
          {say(messages.bridgeRemove)}
          {bridges.length > 1 && <bdi className="path"> {bridge.folder}</bdi>}
        </button>
      ))}
      <button type="button" className="quiet-button" onClick={() => openWindow('settings')}>
        {say(messages.pageNames.settings)}
      </button>
      <button type="button" className="quiet-button" onClick={quit}>
        {say(messages.quit)}
      </button>
    </>
  );
}
