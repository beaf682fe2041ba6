import { useEffect, useRef } from 'react';
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentId, Snapshot } from '../../preload/contract/snapshot.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { adjustMessages } from '../messages.ts';
import { undoAdjustment } from '../store/adjustments.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { AdjustAccount } from './AdjustAccount.tsx';
import { AdjustSources } from './AdjustSources.tsx';

/** The few things that only the user knows, for each account that there is. */
export function Adjust({ snapshot }: { readonly snapshot: Snapshot }) {
  const isAdjusting = useGlance((state) => state.isAdjusting);
  const settings = useGlance((state) => state.settings);
  const panel = useRef<HTMLDivElement>(null);
  const isShown = isAdjusting && settings !== null;
  useEffect(() => {
    if (isShown) panel.current?.scrollIntoView({ block: 'start' });
  }, [isShown]);
  return (
    <div id={ADJUST_ID} ref={panel}>
      {isShown && <Panel snapshot={snapshot} settings={settings} />}
    </div>
  );
}

/** Names the panel for the button that opens it. */
export const ADJUST_ID = 'adjust';

type PanelProps = { readonly snapshot: Snapshot; readonly settings: Settings };

function Panel({ snapshot, settings }: PanelProps) {
  const { say } = useSay();
  const accounts = accountsOf(snapshot);
  return (
    <Section heading={say(adjustMessages.heading)} className="adjust">
      {accounts.map((account) => (
        <AdjustAccount
          key={account.key}
          account={account}
          isNamed={accounts.length > 1}
          settings={settings}
          snapshot={snapshot}
        />
      ))}
      <AdjustSources settings={settings} />
      <Done />
    </Section>
  );
}

/** An account that can be adjusted. */
export type AdjustableAccount = {
  readonly agent: AgentId;
  readonly account: string;
  /** As the settings name it. */
  readonly key: string;
  readonly name: string;
};

/** Every account with a window or with logs; named by its folder where its agent has several. */
function accountsOf({ windows, boundaries, credits }: Snapshot): AdjustableAccount[] {
  const found = new Map<string, { agent: AgentId; account: string }>();
  for (const { agent, account } of [...windows, ...boundaries, ...(credits?.accounts ?? [])]) {
    if (agent !== null && account !== null) found.set(`${agent}|${account}`, { agent, account });
  }
  return [...found].map(([key, { agent, account }]) => {
    const siblings = [...found.values()].filter((one) => one.agent === agent).length;
    const name = siblings > 1 ? `${AGENT_NAMES[agent]}, ${account}` : AGENT_NAMES[agent];
    return { agent, account, key, name };
  });
}

/** What the last adjustment did; it can be taken back as long as it is shown. */
function Done() {
  const { say } = useSay();
  const adjusted = useGlance((state) => state.adjusted);
  return (
    <p role="status" className="adjust-done">
      {adjusted?.words}
      {adjusted?.undo && (
        <button type="button" className="quiet-button" onClick={() => void undoAdjustment()}>
          {say(adjustMessages.undo)}
        </button>
      )}
    </p>
  );
}
