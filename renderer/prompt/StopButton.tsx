import { useEffect, useRef } from 'react';
import type { PromptView } from '../../preload/contract/prompt.ts';
import { stopWords } from '../../preload/contract/promptWording.ts';
import { promptMessages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { stopUntilReset, usePrompt } from '../store/promptStore.ts';

/** The default: first, strongest, and where the keyboard is. */
export function StopButton({ view }: { readonly view: PromptView }) {
  const { say } = useSay();
  const isAnswering = usePrompt((state) => state.isAnswering);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button
      type="button"
      ref={button}
      className="button button-strong prompt-stop"
      aria-disabled={isAnswering}
      onClick={() => void stopUntilReset()}
    >
      <span>{stopWords(view)}</span>
      <kbd className="prompt-key" aria-hidden="true">
        {say(promptMessages.enterKey)}
      </kbd>
    </button>
  );
}
