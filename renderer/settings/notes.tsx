import { formatBytes } from '../../preload/contract/formatting.ts';
import { DataTools } from './DataTools.tsx';
import { messages } from '../messages.ts';
import { useReview } from '../store/reviewStore.ts';
import { openTour } from '../store/reviewStore.ts';
import { revealData, useSettings } from '../store/settingsStore.ts';

/** Where the data is, and what can be done with it. */
export function DataNotes() {
  const facts = useSettings((state) => state.facts);
  const snapshot = useReview((state) => state.snapshot);
  if (facts === null || snapshot === null) return null;
  const size = facts.databaseBytes;
  return (
    <>
      <div className="settings-fact">
        <span>
          {messages.dataFolder} <bdi className="path">{facts.dataFolder}</bdi>
          {size !== null && <span className="aside"> {formatBytes(size, snapshot)}</span>}
        </span>
        <button type="button" className="button" onClick={revealData}>
          {messages.showFolder}
        </button>
      </div>
      <DataTools />
    </>
  );
}

export function StartNote() {
  const version = useSettings((state) => state.facts?.version ?? null);
  return (
    <>
      <div className="settings-fact">
        <span>{messages.tourNote}</span>
        <button type="button" className="button" onClick={openTour}>
          {messages.showTour}
        </button>
      </div>
      <p className="settings-note">{messages.updatesNote(version ?? '')}</p>
    </>
  );
}
