import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { showPage } from '../store/reviewStore.ts';
import { useSettings } from '../store/settingsStore.ts';

export function CreditsPageLink() {
  const { say } = useSay();
  return (
    <p className="settings-fact">
      <span>{say(messages.anchorsNote)}</span>
      <button type="button" className="button" onClick={() => showPage('credits')}>
        {say(messages.openCredits)}
      </button>
    </p>
  );
}

/** Where the address and token for Claude Code stand. */
export function ReceiverNote() {
  const { say } = useSay();
  const file = useSettings((state) => state.facts?.receiverFile ?? null);
  if (file === null) return null;
  return (
    <p className="settings-note">
      {say(messages.receiverNote)} <bdi className="path">{file}</bdi>
    </p>
  );
}
