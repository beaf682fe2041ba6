import { useEffect, useState } from 'react';
import type { BackupView } from '../../preload/contract/backups.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { formatBytes } from '../../preload/contract/formatting.ts';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { messages } from '../messages.ts';
import { speech, useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { dataMessages as words } from './dataMessages.ts';
import { Leaving } from './Leaving.tsx';
import { OldDetail } from './OldDetail.tsx';
import { SaidLine } from './SaidLine.tsx';
import { SureChoice } from './SureChoice.tsx';
import { TakeIn } from './TakeIn.tsx';
import type { Said } from './useCare.ts';

/** Taking history out, copies of it, and leaving. */
export function DataTools() {
  const { say } = useSay();
  /** Counts the copies that were made elsewhere on the page, so that the list is asked for again. */
  const [copies, setCopies] = useState(0);
  return (
    <>
      <div className="settings-fact">
        <span>{say(words.exportNote)}</span>
        <ExportMenu kinds={['usage', 'ledger', 'answers', 'events']} />
      </div>
      <OldDetail onCopy={() => setCopies((count) => count + 1)} />
      <Backups key={copies} />
      <TakeIn />
      <Leaving />
    </>
  );
}

/** The copies there are; one more now, or one of them in the place of the database. */
function Backups() {
  const { say } = useSay();
  const [backups, setBackups] = useState<readonly BackupView[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const take = (outcome: Outcome<readonly BackupView[]>) => {
    if (outcome.ok) setBackups(outcome.value);
    else setSaid({ isGood: false, text: outcome.message });
  };
  const fail = () => setSaid({ isGood: false, text: speech().say(messages.noAnswer) });
  useEffect(() => {
    tollgate().request('backups:list').then(take, fail);
  }, []);
  const carryOut = async (work: () => Promise<Said>) => {
    if (isBusy) return;
    setIsBusy(true);
    setSaid(null);
    await work().then(setSaid, fail);
    await tollgate().request('backups:list').then(take, fail);
    setChosen(null);
    setIsBusy(false);
  };
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(words.copies)}</h3>
      <div className="settings-fact">
        <span>{backups.length === 0 ? say(words.noCopies) : say(words.copiesNote)}</span>
        <button
          type="button"
          className="button"
          aria-disabled={isBusy}
          onClick={() => void carryOut(makeCopy)}
        >
          {say(words.copyNow)}
        </button>
      </div>
      {backups.map((backup) => (
        <Copy
          key={backup.name}
          backup={backup}
          isChosen={chosen === backup.name}
          isBusy={isBusy}
          onChoose={setChosen}
          onRestore={() => void carryOut(() => restore(backup))}
        />
      ))}
      <SaidLine said={said} />
    </div>
  );
}

async function makeCopy(): Promise<Said> {
  const made = await tollgate().request('backups:make');
  return made.ok
    ? { isGood: true, text: speech().say(words.copied, { day: made.value.day }) }
    : { isGood: false, text: made.message };
}

async function restore({ name, day }: BackupView): Promise<Said> {
  const outcome = await tollgate().request('backups:restore', name);
  if (!outcome.ok) return { isGood: false, text: outcome.message };
  const { former } = outcome.value;
  const { say } = speech();
  const text =
    former === null ? say(words.restored, { day }) : say(words.restoredBeside, { day, former });
  return { isGood: true, text };
}

type CopyProps = {
  readonly backup: BackupView;
  readonly isChosen: boolean;
  readonly isBusy: boolean;
  readonly onChoose: (name: string | null) => void;
  readonly onRestore: () => void;
};

/** Says first what putting it back means, and asks. */
function Copy({ backup, isChosen, isBusy, onChoose, onRestore }: CopyProps) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const { name, bytes, isBeforeRemoval } = backup;
  const day = isBeforeRemoval ? say(words.beforeRemoval, { day: backup.day }) : backup.day;
  return (
    <div className="settings-fact">
      <span>
        {day}
        {snapshot && <span className="aside"> {formatBytes(bytes, snapshot)}</span>}
      </span>
      {!isChosen && (
        <button
          type="button"
          className="button"
          aria-label={say(words.restoreOf, { day })}
          onClick={() => onChoose(name)}
        >
          {say(words.restore)}
        </button>
      )}
      {isChosen && (
        <div className="section">
          <p>{say(words.restoreMeans, { day })}</p>
          <SureChoice
            keep={say(words.keep)}
            sure={isBusy ? say(words.restoring) : say(words.restoreSure, { day })}
            isBusy={isBusy}
            onKeep={() => onChoose(null)}
            onSure={onRestore}
          />
        </div>
      )}
    </div>
  );
}
