/** What the prompt draws, and the one answer it gives. */
import { create } from 'zustand';
import type { PromptChoice, PromptView } from '../../preload/contract/prompt.ts';
import { shownText } from '../../preload/contract/promptWording.ts';
import { messages } from '../messages.ts';
import { speakAs, speech } from './display.ts';
import { tollgate } from './tollgateApi.ts';

export type PromptState = {
  readonly view: PromptView | null;
  /** Main has answered at least once. */
  readonly isKnown: boolean;
  readonly isAnswering: boolean;
  /** Why the last answer did not count, in words. */
  readonly refusal: string | null;
};

export const usePrompt = create<PromptState>()(() => ({
  view: null,
  isKnown: false,
  isAnswering: false,
  refusal: null,
}));

/**
 * Follows main's question for as long as the page lives; the pushed one wins over an answer that was under way.
 * @returns resolves, and never rejects, when there is something to draw: a question, none, or why it is not known
 */
export async function followPrompt(): Promise<void> {
  const take = (view: PromptView | null) => {
    if (view !== null) speakAs(view);
    usePrompt.setState({ view, isKnown: true });
  };
  tollgate().onPrompt(take);
  try {
    const view = await tollgate().request('prompt:get');
    if (!usePrompt.getState().isKnown) take(view);
  } catch {
    usePrompt.setState({ isKnown: true, refusal: speech().say(messages.noAnswer) });
  }
}

/** Sends an answer. Where it counts, main takes the window away; where not, the page says why. */
export async function answerPrompt(choice: PromptChoice): Promise<void> {
  const { view, isAnswering } = usePrompt.getState();
  if (view === null || isAnswering) return;
  usePrompt.setState({ isAnswering: true, refusal: null });
  const answer = { question: view.question, choice, shownText: shownText(view) };
  try {
    const receipt = await tollgate().request('prompt:answer', answer);
    if (receipt.kind !== 'recorded') usePrompt.setState({ refusal: receipt.message });
  } catch {
    usePrompt.setState({ refusal: speech().say(messages.noAnswer) });
  } finally {
    usePrompt.setState({ isAnswering: false });
  }
}

/** Escape, and leaving any other way. */
export function stopUntilReset(): Promise<void> {
  return answerPrompt({ kind: 'stop', askAgainAtMs: null });
}

export function reportPromptHeight(heightPx: number): void {
  tollgate()
    .request('prompt:height', heightPx)
    .catch(() => {
      usePrompt.setState({ refusal: speech().say(messages.noAnswer) });
    });
}
