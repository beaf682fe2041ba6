import { useState } from 'react';
import { speech, useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { careMessages as words } from './careMessages.ts';
import { SaidLine } from './SaidLine.tsx';
import { SureChoice } from './SureChoice.tsx';
import { useCare, type Said } from './useCare.ts';

/** Everything of Tollgate goes, after it was said what that is. */
export function Leaving() {
  const { say, sayAgain } = useSay();
  const [goes, setGoes] = useState<readonly string[] | null>(null);
  const { said, isBusy, carryOut } = useCare();
  const look = async (): Promise<Said | null> => {
    const outcome = await tollgate().request('everything:list');
    if (outcome.ok) setGoes(outcome.value);
    return outcome.ok ? null : { isGood: false, text: outcome.message };
  };
  const remove = async (): Promise<Said> => {
    const outcome = await tollgate().request('everything:remove');
    setGoes(null);
    if (!outcome.ok) return { isGood: false, text: outcome.message };
    tollgate()
      .request('app:quit')
      .catch(() => undefined);
    return { isGood: true, text: speech().say(words.deleted) };
  };
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(words.leaving)}</h3>
      <div className="settings-fact">
        <span className="settings-note">{say(words.leavingNote)}</span>
        {goes === null && (
          <button
            type="button"
            className="button"
            aria-disabled={isBusy}
            onClick={() => void carryOut(look)}
          >
            {say(words.leave)}
          </button>
        )}
      </div>
      {goes !== null && (
        <div className="section data-means">
          <p>{say(words.goesAll)}</p>
          <ul className="settings-sources">
            {goes.map((one) => (
              <li key={one}>{sayAgain(one)}</li>
            ))}
          </ul>
          <SureChoice
            keep={say(words.leaveKeep)}
            sure={isBusy ? say(words.deleting) : say(words.leaveSure)}
            isBusy={isBusy}
            isFinal
            onKeep={() => setGoes(null)}
            onSure={() => void carryOut(remove)}
          />
        </div>
      )}
      <SaidLine said={said} />
    </div>
  );
}
