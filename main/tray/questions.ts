/** Between the engine's questions and the prompt: when it opens, and where its answer goes. */
import type { PromptAnswer, PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';
import { shownText } from '../../preload/contract/promptWording.ts';
import type { PromptWindow } from './promptWindow.ts';

export type QuestionsOptions = {
  readonly prompt: () => PromptWindow;
  /** Records an answer; the first one to a question counts. */
  readonly record: (answer: PromptAnswer) => Promise<PromptReceipt>;
  /** An answer could not be recorded: the user must know, since the gate may not hold. */
  readonly onLost: (message: string) => void;
};

export function createQuestions({ prompt, record, onLost }: QuestionsOptions) {
  let latest: PromptView | null = null;
  /** Came up by itself already: a question does so once for as long as it is there. */
  let shownId: string | null = null;

  async function stop(view: PromptView): Promise<void> {
    const choice = { kind: 'stop', askAgainAtMs: null } as const;
    try {
      await record({ question: view.question, choice, shownText: shownText(view) });
    } catch (error) {
      onLost(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    /**
     * The engine's question as it stands now; null: there is none any more.
     * @param isCalledFor the user is about to open or to answer it, so that it need not come up by itself
     */
    follow(view: PromptView | null, isCalledFor = false): void {
      latest = view;
      if (view !== null && isCalledFor) shownId = view.question;
      if (view === null) {
        shownId = null;
        prompt().close();
      } else if (view.question !== shownId) {
        shownId = view.question;
        prompt().ask(view, false);
      } else if (prompt().isOpen()) {
        prompt().ask(view, false);
      }
    },
    /** The user asks for it: a notification was clicked, or the menu's entry. @returns whether there is one */
    open(): boolean {
      if (latest === null) return false;
      shownId = latest.question;
      prompt().ask(latest, true);
      return true;
    },
    async answer(answer: PromptAnswer): Promise<PromptReceipt> {
      const receipt = await record(answer);
      // The page shows what became of any other answer.
      if (receipt.kind === 'recorded') setImmediate(() => prompt().close());
      return receipt;
    },
    /** The window went without an answer: that means stop. */
    async fallSilent(question: string): Promise<void> {
      if (latest?.question === question) await stop(latest);
    },
    /** Stops until the reset. @returns whether there was a question to answer so */
    stop(): boolean {
      if (latest === null) return false;
      void stop(latest);
      prompt().close();
      return true;
    },
  };
}
