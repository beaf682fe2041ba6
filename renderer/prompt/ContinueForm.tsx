import { useId, useRef, useState, type FormEvent } from 'react';
import type { ConsentEnd, PromptView } from '../../preload/contract/prompt.ts';
import {
  capText,
  ceilingWords,
  endWords,
  parseCap,
  scopeWords,
} from '../../preload/contract/promptWording.ts';
import { promptMessages } from '../messages.ts';
import { useSay, type Speech } from '../store/display.ts';
import { answerPrompt } from '../store/promptStore.ts';

/** Going on, in one sentence whose parts can be changed: amount, end, scope. */
export function ContinueForm({ view }: { readonly view: PromptView }) {
  const { say } = useSay();
  const [cap, setCap] = useState(() => capText(view.suggestedCapMicros, view));
  const [isWrong, setIsWrong] = useState(false);
  const [endIndex, setEndIndex] = useState(0);
  const [scopeIndex, setScopeIndex] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const ends = endsOf(view);
  const capMicros = parseCap(cap);
  const goOn = () => {
    const end = ends[endIndex];
    const { scope } = view.scopes[scopeIndex] ?? view.scopes[0];
    if (capMicros === null || end === undefined) {
      setIsWrong(true);
      field.current?.focus();
      return;
    }
    void answerPrompt({ kind: 'continue', capMicros, scope, end });
  };
  return (
    <form className="prompt-continue" onSubmit={moveToButton}>
      <button type="button" className="button prompt-go" onClick={goOn}>
        <span>{say(promptMessages.continueTitle)}</span>
        <span className="prompt-sign" aria-hidden="true">
          $
        </span>
      </button>
      <div className="prompt-sentence">
        <span aria-hidden="true">{say(promptMessages.atMost)}</span>
        <span
          className={isSignLast(view) ? 'prompt-amount prompt-amount-sign-last' : 'prompt-amount'}
        >
          <span aria-hidden="true">$</span>
          <input
            ref={field}
            className="field prompt-cap"
            aria-label={say(promptMessages.cap)}
            aria-describedby={noteId}
            aria-invalid={isWrong && capMicros === null}
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
            value={cap}
            onChange={(event) => setCap(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
        </span>
        <Choice label={say(promptMessages.until)} value={endIndex} onChange={setEndIndex}>
          {ends.map((end) => endWords(end, view))}
        </Choice>
        <Choice label={say(promptMessages.for)} value={scopeIndex} onChange={setScopeIndex}>
          {view.scopes.map((scope) => scopeWords(scope, view))}
        </Choice>
      </div>
      <p className="prompt-note" id={noteId} aria-live="polite">
        {noteWords(view, capMicros, isWrong, say)}
      </p>
    </form>
  );
}

/** Whether the dollar sign stands behind its amount in the reader's language. */
function isSignLast({ locale }: PromptView): boolean {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
  return format.formatToParts(1).at(-1)?.type === 'currency';
}

/** Enter in the amount goes to the button instead of paying: the next one is a decision. */
function moveToButton(event: FormEvent<HTMLFormElement>): void {
  event.preventDefault();
  event.currentTarget.querySelector('button')?.focus();
}

function endsOf(view: PromptView): ConsentEnd[] {
  const times = view.endChoicesMs.map((atMs) => ({ kind: 'time' as const, atMs }));
  // Nothing is reset: the user names the time.
  if (view.window === null) return times;
  return [{ kind: 'reset' }, ...times, { kind: 'amount' }];
}

function noteWords(
  view: PromptView,
  capMicros: number | null,
  isWrong: boolean,
  say: Speech['say'],
): string {
  if (isWrong && capMicros === null) return say(promptMessages.capWrong);
  const isAbove = capMicros !== null && view.ceiling !== null && capMicros > view.ceiling.micros;
  return isAbove ? `${ceilingWords(view)} ${say(promptMessages.capAbove)}` : ceilingWords(view);
}

type ChoiceProps = {
  /** Stands before the list and names it. */
  readonly label: string;
  readonly value: number;
  readonly onChange: (index: number) => void;
  readonly children: readonly string[];
};

/** A word and the list that completes it. */
function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  if (children.length === 1) {
    return (
      <>
        <span>{label}</span>
        <span className="prompt-only">{children[0]}</span>
      </>
    );
  }
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {children.map((text, index) => (
          <option key={text} value={index}>
            {text}
          </option>
        ))}
      </select>
    </>
  );
}
