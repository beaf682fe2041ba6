import { useEffect, useState } from 'react';
import type { TakeInView, TakenIn } from '../../preload/contract/dataCare.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { answersWords } from '../../preload/contract/dataCareWording.ts';
import { localDay } from '../../preload/contract/formatting.ts';
import { foundSentences, hasNews } from '../../preload/contract/takeInWording.ts';
import { speech, useSay } from '../store/display.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useFormat } from '../store/useFormat.ts';
import { AddField, AddForm } from './AddForm.tsx';
import { careMessages as words } from './careMessages.ts';
import { SaidLine } from './SaidLine.tsx';
import { useCare, type Said } from './useCare.ts';

/** A copy of history, another computer's or one's own: looked into, taken in, taken out again. */
export function TakeIn() {
  const { say } = useSay();
  const format = useFormat();
  const [host, setHost] = useState('');
  const [file, setFile] = useState('');
  const [view, setView] = useState<TakeInView | null>(null);
  const [taken, setTaken] = useState<readonly TakenIn[]>([]);
  const { said, isBusy, carryOut } = useCare();
  const nameOf = (name: string | null) => name ?? speech().say(words.ownHistory);
  const keep = (outcome: Outcome<readonly TakenIn[]>) => {
    if (outcome.ok) setTaken(outcome.value);
  };
  const list = () => tollgate().request('take-in:list').then(keep);
  useEffect(() => {
    tollgate()
      .request('take-in:list')
      .then(keep, () => undefined);
  }, []);
  const isReady = file.trim() !== '';
  const computer = host.trim() === '' ? null : host.trim();
  const look = async (): Promise<Said | null> => {
    const outcome = await tollgate().request('take-in:preview', file.trim(), computer);
    if (outcome.ok) setView(outcome.value);
    return outcome.ok ? null : { isGood: false, text: outcome.message };
  };
  const take = async (): Promise<Said> => {
    const outcome = await tollgate().request('take-in:take', file.trim(), computer);
    setView(null);
    await list();
    if (!outcome.ok) return { isGood: false, text: outcome.message };
    const { newAnswers } = outcome.value;
    setFile('');
    const fresh = answersWords(newAnswers, format);
    return { isGood: true, text: takenWords(computer, fresh) };
  };
  const takeOut = async (one: TakenIn): Promise<Said> => {
    const outcome = await tollgate().request('take-in:undo', one.id);
    await list();
    return outcome.ok
      ? { isGood: true, text: takenOutWords(one.host) }
      : { isGood: false, text: outcome.message };
  };
  const choose = () => {
    tollgate()
      .request('take-in:choose')
      .then((chosen) => chosen !== null && setFile(chosen))
      .catch(() => undefined);
  };
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(words.takeIn)}</h3>
      <p className="settings-note">{say(words.takeInNote)}</p>
      {taken.map((one) => (
        <div key={one.id} className="settings-fact">
          <span>
            {say(words.takenOne, {
              host: nameOf(one.host),
              answers: answersWords(one.answers, format),
              when: localDay(one.takenAtMs, format.timeZone),
            })}
          </span>
          <button
            type="button"
            className="button"
            aria-label={say(words.takeOutOf, {
              host: nameOf(one.host),
              when: localDay(one.takenAtMs, format.timeZone),
            })}
            aria-disabled={isBusy}
            onClick={() => void carryOut(() => takeOut(one))}
          >
            {say(words.takeOut)}
          </button>
        </div>
      ))}
      <AddForm
        onSubmit={() => {
          if (isReady) void carryOut(look);
        }}
      >
        <AddField
          label={say(words.host)}
          value={host}
          example={say(words.hostExample)}
          onChange={(typed) => {
            setHost(typed);
            setView(null);
          }}
        />
        <AddField
          label={say(words.file)}
          value={file}
          example={say(words.fileExample)}
          isWide
          isPath
          onChange={(typed) => {
            setFile(typed);
            setView(null);
          }}
        />
        <button type="button" className="button" onClick={choose}>
          {say(words.choose)}
        </button>
        <button type="submit" className="button" aria-disabled={!isReady || isBusy}>
          {isBusy ? say(words.looking) : say(words.look)}
        </button>
      </AddForm>
      {view !== null && (
        <Found
          view={view}
          isBusy={isBusy}
          onLeave={() => setView(null)}
          onTake={() => void carryOut(take)}
        />
      )}
      <SaidLine said={said} />
    </div>
  );
}

/** What was done, of another computer or of one's own (null). */
function takenWords(host: string | null, fresh: string): string {
  const { say } = speech();
  return host === null ? say(words.takenOwn, { fresh }) : say(words.taken, { fresh, host });
}

function takenOutWords(host: string | null): string {
  const { say } = speech();
  return host === null ? say(words.takenOutOwn) : say(words.takenOut, { host });
}

type FoundProps = {
  readonly view: TakeInView;
  readonly isBusy: boolean;
  readonly onLeave: () => void;
  readonly onTake: () => void;
};

/** What is in the copy, before anything is taken. */
function Found({ view, isBusy, onLeave, onTake }: FoundProps) {
  const { say } = useSay();
  const format = useFormat();
  const isNews = hasNews(view);
  return (
    <div className="section data-means" role="status">
      <p>{foundSentences(view, format).join(' ')}</p>
      {!isNews && <p>{say(words.nothingNew)}</p>}
      <p className="provider-buttons data-choice">
        <button type="button" className="button" onClick={onLeave}>
          {say(words.leaveIt)}
        </button>
        {isNews && (
          <button type="button" className="button" aria-disabled={isBusy} onClick={onTake}>
            {view.newAnswers > 0
              ? say(words.take, { fresh: answersWords(view.newAnswers, format) })
              : say(words.takeRest)}
          </button>
        )}
      </p>
    </div>
  );
}
