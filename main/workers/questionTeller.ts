/** Tells the questions that stand open: after each picture, and when a hook waits for an answer. */
import type { PromptView } from '../../preload/contract/prompt.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';

export type QuestionTellerOptions = {
  /** The questions as they stand; asked as well about accounts where a hook waits. */
  readonly ask: (waiting: readonly AccountKey[]) => Promise<readonly PromptView[]>;
  readonly tell: (views: readonly PromptView[]) => void;
};

export function createQuestionTeller({ ask, tell }: QuestionTellerOptions) {
  const waiting = new Map<string, AccountKey>();
  let isAsking = false;
  /** Something came while the engine was being asked, and may not be in its answer. */
  let isDue = false;
  let wasAsked = false;

  async function run(): Promise<void> {
    isDue = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isDue) {
        isDue = false;
        const accounts = [...waiting.values()];
        waiting.clear();
        const views = await ask(accounts);
        if (views.length > 0 || wasAsked) tell(views);
        wasAsked = views.length > 0;
      }
    } finally {
      isAsking = false;
    }
  }

  return {
    run,
    /** A hook waits for seconds only: its account is asked about although nobody works there. */
    async hookWaits(account: AccountKey): Promise<void> {
      waiting.set(accountText(account), account);
      await run();
    },
    /** Asked beside; it goes like any other question: when the engine has it no more, that is told. */
    alsoAsked(): void {
      wasAsked = true;
    },
  };
}
