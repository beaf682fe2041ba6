import { gateWords } from '../../preload/contract/gateWording.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';
import { gateChange, gateFolders } from '../glance/gateFolders.ts';
import { messages } from '../messages.ts';
import { useDisplay, useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { ChangeButton } from './ChangeButton.tsx';

/** How the gate of each folder stands, with its installation. */
export function GateLines() {
  const { say } = useSay();
  const display = useDisplay();
  const snapshot = useReview((state) => state.snapshot);
  const folders = snapshot === null ? [] : gateFolders(snapshot);
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(messages.gateInstalled)}</h3>
      {folders.map((one) => {
        const change = gateChange(one);
        const { agent, folder } = one;
        return (
          <div key={`${agent}|${folder}`} className="settings-fact">
            <span>
              {AGENT_NAMES[agent]}: {gateWords(one, display)} <bdi className="path">{folder}</bdi>
            </span>
            {change !== null && (
              <ChangeButton
                subject="gate"
                request={{ agent, folder, change }}
                name={`${AGENT_NAMES[agent]}, ${folder}`}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
