import { useId, useRef } from 'react';
import type { PromptView } from '../../preload/contract/prompt.ts';
import { promptWords, waitingWords } from '../../preload/contract/promptWording.ts';
import { useContentHeight } from '../components/useContentHeight.ts';
import { promptMessages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { reportPromptHeight, usePrompt } from '../store/promptStore.ts';
import { AskAgain } from './AskAgain.tsx';
import { ContinueForm } from './ContinueForm.tsx';
import { StopButton } from './StopButton.tsx';
import { useEscape } from './useEscape.ts';

/** One question; *Stop* first. */
export function Prompt() {
  const { say } = useSay();
  const view = usePrompt((state) => state.view);
  const isKnown = usePrompt((state) => state.isKnown);
  const content = useRef<HTMLDivElement>(null);
  useContentHeight(content, reportPromptHeight);
  useEscape();
  return (
    <div className="prompt" ref={content}>
      {view !== null && <Question key={view.question} view={view} />}
      {view === null && isKnown && (
        <main>
          <h1 className="prompt-headline">{say(promptMessages.noQuestion)}</h1>
          <Refusal />
        </main>
      )}
    </div>
  );
}

/** An alert dialog, so that those who listen hear the question and the cost before the first button. */
function Question({ view }: { readonly view: PromptView }) {
  const { say } = useSay();
  const headlineId = useId();
  const detailId = useId();
  const { headline, details } = promptWords(view);
  const waiting = waitingWords(view);
  return (
    <main>
      <div role="alertdialog" aria-labelledby={headlineId} aria-describedby={detailId}>
        <header>
          <h1 className="prompt-headline" id={headlineId}>
            {headline}
          </h1>
          <p className="prompt-detail" id={detailId}>
            {details.map(({ text, isPaid }) => (
              <span key={text} className={isPaid ? 'prompt-cost' : undefined}>
                {text}
              </span>
            ))}
          </p>
        </header>
        <Refusal />
        <div className="prompt-choices">
          <StopButton view={view} />
          <ContinueForm view={view} />
          <AskAgain view={view} />
        </div>
        <footer className="prompt-footer">
          <span>{waiting}</span>
          <span>{say(promptMessages.escapeMeansStop)}</span>
        </footer>
      </div>
    </main>
  );
}

/** Always there, so that it is heard when it gets its words. */
function Refusal() {
  const { sayAgain } = useSay();
  const refusal = usePrompt((state) => state.refusal);
  return (
    <p className="prompt-refusal" role="alert">
      {refusal && sayAgain(refusal)}
    </p>
  );
}
