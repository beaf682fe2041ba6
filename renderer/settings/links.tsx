import { messages } from '../messages.ts';
import { showPage } from '../store/reviewStore.ts';
import { useSettings } from '../store/settingsStore.ts';

export function CreditsPageLink() {
  return (
    <p className="settings-fact">
      <span>{messages.anchorsNote}</span>
      <button type="button" className="button" onClick={() => showPage('credits')}>
        {messages.openCredits}
      </button>
    </p>
  );
}

/** Where the address and token for Claude Code stand. */
export function ReceiverNote() {
  const file = useSettings((state) => state.facts?.receiverFile ?? null);
  if (file === null) return null;
  return (
    <p className="settings-note">
      {messages.receiverNote} <bdi className="path">{file}</bdi>
    </p>
  );
}
