import { useId, useState } from 'react';
import type { PromptView } from '../../preload/contract/prompt.ts';
import { instant } from '../../preload/contract/promptWording.ts';
import { promptMessages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { answerPrompt } from '../store/promptStore.ts';

/** Stopping for a while: the question comes back at a chosen time. */
export function AskAgain({ view }: { readonly view: PromptView }) {
  const { say } = useSay();
  const [first] = view.askAgainChoicesMs;
  const [chosenMs, setChosenMs] = useState<number | null>(null);
  const buttonId = useId();
  const timeId = useId();
  if (first === undefined) return null;
  // A choice that has passed meanwhile is not offered any more.
  const atMs = chosenMs !== null && view.askAgainChoicesMs.includes(chosenMs) ? chosenMs : first;
  return (
    <div className="prompt-later">
      <button
        type="button"
        id={buttonId}
        aria-labelledby={`${buttonId} ${timeId}`}
        className="button"
        onClick={() => void answerPrompt({ kind: 'stop', askAgainAtMs: atMs })}
      >
        {say(promptMessages.stopAndAsk)}
      </button>
      <span id={timeId} className="visually-hidden">
        {instant(atMs, view)}
      </span>
      <select
        className="field"
        aria-label={say(promptMessages.askAgainAt)}
        value={atMs}
        onChange={(event) => setChosenMs(Number(event.target.value))}
      >
        {view.askAgainChoicesMs.map((choiceMs) => (
          <option key={choiceMs} value={choiceMs}>
            {instant(choiceMs, view)}
          </option>
        ))}
      </select>
    </div>
  );
}
