import { useEffect, useState } from 'react';
import type { RetentionView } from '../../preload/contract/dataCare.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import { answersWords, sessionsWords } from '../../preload/contract/dataCareWording.ts';
import { localDay, type FormatContext } from '../../preload/contract/formatting.ts';
import { speech, useSay, type Speech } from '../store/display.ts';
import { useSettings } from '../store/settingsStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useFormat } from '../store/useFormat.ts';
import { careMessages as words } from './careMessages.ts';
import { SaidLine } from './SaidLine.tsx';
import { SureChoice } from './SureChoice.tsx';
import { useCare, type Said } from './useCare.ts';

/** How much is older than the user keeps detail, and removing it in two steps. */
export function OldDetail({ onCopy }: { readonly onCopy: () => void }) {
  const { say } = useSay();
  const format = useFormat();
  const days = useSettings((state) => state.parsed?.settings.data.retentionDays ?? null);
  const [view, setView] = useState<RetentionView | null>(null);
  /** The days that were on screen when the user chose to remove. */
  const [chosenDays, setChosenDays] = useState<number | null>(null);
  const isChosen = chosenDays !== null && chosenDays === days && view?.days === days;
  const { said, isBusy, carryOut } = useCare();
  const [failure, setFailure] = useState<Said | null>(null);
  const take = (outcome: Outcome<RetentionView>) => {
    if (outcome.ok) setView(outcome.value);
    else setFailure({ isGood: false, text: outcome.message });
  };
  useEffect(() => {
    tollgate()
      .request('retention:get')
      .then(take, () => undefined);
  }, [days]);
  const remove = async (): Promise<Said> => {
    const outcome = await tollgate().request('retention:remove', chosenDays ?? 0);
    setChosenDays(null);
    await tollgate().request('retention:get').then(take);
    onCopy();
    if (!outcome.ok) return { isGood: false, text: outcome.message };
    const { answers, copy } = outcome.value;
    const text = speech().say(words.removed, { answers: answersWords(answers, format), copy });
    return { isGood: true, text };
  };
  const answers = view?.goes?.answers ?? 0;
  const count = answersWords(answers, format);
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(words.retention)}</h3>
      <div className="settings-fact">
        <span>{view === null ? '' : whatGoes(view, format, say)}</span>
        {answers > 0 && !isChosen && (
          <button type="button" className="button" onClick={() => setChosenDays(days)}>
            {say(words.remove)}
          </button>
        )}
      </div>
      {isChosen && (
        <div className="section data-means">
          <p>{say(words.stays)}</p>
          <p>{say(words.goesToo)}</p>
          <p>{say(words.copyFirst)}</p>
          <SureChoice
            keep={say(words.keep)}
            sure={isBusy ? say(words.removing) : say(words.removeSure, { answers: count })}
            isBusy={isBusy}
            onKeep={() => setChosenDays(null)}
            onSure={() => void carryOut(remove)}
          />
        </div>
      )}
      <SaidLine said={said ?? failure} />
    </div>
  );
}

function whatGoes(
  { keptFromDay, goes, isAgreed }: RetentionView,
  format: FormatContext,
  say: Speech['say'],
): string {
  if (keptFromDay === null || goes === null) return say(words.forEver);
  const consequence = say(isAgreed ? words.agreed : words.notYet);
  if (goes.firstAtMs === null)
    return `${say(words.nothingOlder, { day: keptFromDay })} ${consequence}`;
  const [answers, sessions] = [
    answersWords(goes.answers, format),
    sessionsWords(goes.sessions, format),
  ];
  const first = localDay(goes.firstAtMs, format.timeZone);
  return `${say(words.goes, { answers, sessions, day: keptFromDay, first })} ${consequence}`;
}
