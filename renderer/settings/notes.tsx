import { formatBytes } from '../../preload/contract/formatting.ts';
import { DataTools } from './DataTools.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { openTour } from '../store/reviewStore.ts';
import { revealData, useSettings } from '../store/settingsStore.ts';

/** Where the data is, and what can be done with it. */
export function DataNotes() {
  const { say } = useSay();
  const facts = useSettings((state) => state.facts);
  const snapshot = useReview((state) => state.snapshot);
  if (facts === null || snapshot === null) return null;
  const size = facts.databaseBytes;
  return (
    <>
      <div className="settings-fact">
        <span>
          {say(messages.dataFolder)} <bdi className="path">{facts.dataFolder}</bdi>
          {size !== null && <span className="aside"> {formatBytes(size, snapshot)}</span>}
        </span>
        <button type="button" className="button" onClick={revealData}>
          {say(messages.showFolder)}
        </button>
      </div>
      <DataTools />
    </>
  );
}

export function StartNote() {
  const { say } = useSay();
  const version = useSettings((state) => state.facts?.version ?? null);
  return (
    <>
      <div className="settings-fact">
        <span>{say(messages.tourNote)}</span>
        <button type="button" className="button" onClick={openTour}>
          {say(messages.showTour)}
        </button>
      </div>
      <p className="settings-note">{say(messages.updatesNote, { version: version ?? '' })}</p>
    </>
  );
}
