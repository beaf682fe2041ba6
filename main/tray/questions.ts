/**
 * Between the engine's questions and the prompt: when it opens, which of several it asks, and where its answer
 * goes. A question that stands there is never exchanged for another one: the user may be about to click.
 */
import { formatInstant } from '../../preload/contract/formatting.ts';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';
import { shownText } from '../../preload/contract/promptWording.ts';
import type { Hold } from '../gate/holdWithoutEngine.ts';
import { noticeLate } from './late.ts';
import type { PromptWindow } from './promptWindow.ts';

export type QuestionsOptions = {
  readonly prompt: () => PromptWindow;
  /** Records an answer; the first one to a question counts. */
  readonly record: (answer: PromptAnswer) => Promise<PromptReceipt>;
  /** An answer could not be recorded: the user must know, since the gate may not hold. */
  readonly onLost: (message: string) => void;
  /** An answer takes so long that it may never be saved, and why; null: now it is. */
  readonly onLate: (message: string | null) => void;
  /** Closes the gate where the late answer is a stop; null: it is none, or the gate cannot be closed. */
  readonly hold: (answer: PromptAnswer) => Promise<Hold | null>;
  /** A button's answer that does not count, because another came first or the window has ended. */
  readonly onRefused: (message: string) => void;
};

const NOT_SAVED_YET = {
  kind: 'not-saved-yet',
  message: inEnglish(
    'Your answer is not saved yet, and does not hold before it is: Tollgate waits for something that does not answer.',
  ),
} as const satisfies PromptReceipt;

export type Questions = ReturnType<typeof createQuestions>;

export function createQuestions(options: QuestionsOptions) {
  const { prompt, onLost, onLate, onRefused } = options;
  let latest: readonly PromptView[] = [];
  /** Came up already: a question does so by itself once for as long as it is there. */
  const shown = new Set<string>();

  const find = (question: string | undefined): PromptView | null =>
    latest.find((view) => view.question === question) ?? null;

  /** The question that stands in the prompt. */
  const standing = (): string | undefined => prompt().view()?.question;

  function ask(view: PromptView, isCalledFor: boolean): void {
    shown.add(view.question);
    prompt().ask(view, isCalledFor);
  }

  /** Whoever waits for a late answer hears that it is late; what comes of it then is told beside. */
  function record(answer: PromptAnswer): Promise<PromptReceipt> {
    let late: Promise<Hold | null> | null = null;
    return new Promise((resolve, reject) => {
      const saving = noticeLate(options.record(answer), () => {
        late = holdWhileLate(answer).then(({ receipt, hold }) => {
          onLate(receipt.message);
          resolve(receipt);
          return hold;
        });
      });
      saving.then(
        (receipt) => {
          if (late) void late.then((hold) => savedLate(receipt, hold));
          else resolve(receipt);
        },
        (error: unknown) => {
          // What holds goes on holding: the stop was meant, and nobody else keeps it.
          if (late) void late.then(() => onLost(messageOf(error)));
          else reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  /** A stop holds at once, whatever it is that does not answer. */
  async function holdWhileLate(answer: PromptAnswer) {
    const hold = await options.hold(answer);
    const view = find(answer.question) ?? prompt().view();
    if (hold === null || view === null) return { receipt: NOT_SAVED_YET, hold };
    const message = inEnglish(
      'The gate is closed until {time}. Your answer is not in the ledger yet: Tollgate waits for something that does not answer.',
      { time: formatInstant(hold.untilMs, Date.now(), view) },
    );
    return { receipt: { ...NOT_SAVED_YET, message }, hold };
  }

  async function savedLate(receipt: PromptReceipt, hold: Hold | null): Promise<void> {
    onLate(null);
    if (receipt.kind !== 'recorded') onRefused(receipt.message);
    // Where this fails, it ends by itself at the reset, and can be opened from the tray.
    await hold?.release().catch(() => undefined);
  }

  /** @returns what became of it; null when that is not known */
  async function stop(view: PromptView): Promise<PromptReceipt | null> {
    const choice = { kind: 'stop', askAgainAtMs: null } as const;
    try {
      return await record({ question: view.question, choice, shownText: shownText(view) });
    } catch (error) {
      onLost(messageOf(error));
      return null;
    }
  }

  return {
    /** The engine's questions as they stand now, the most pressing first. */
    follow(views: readonly PromptView[]): void {
      latest = views;
      for (const question of shown) if (!find(question)) shown.delete(question);
      const open = standing();
      const same = find(open);
      if (same) return prompt().ask(same, false);
      if (open !== undefined || views.length === 0) prompt().close();
      const next = views.find(({ question }) => !shown.has(question));
      if (next) ask(next, false);
    },
    /** The user asks for it in the menu. @returns whether there is one */
    open(): boolean {
      const [first] = latest;
      if (first) ask(first, true);
      return first !== undefined;
    },
    /** The user asks for this one: its notification was clicked. */
    callUp(view: PromptView): void {
      latest = [...latest.filter(({ question }) => question !== view.question), view];
      ask(view, true);
    },
    async answer(answer: PromptAnswer): Promise<PromptReceipt> {
      const receipt = await record(answer);
      // The page shows what became of any other answer.
      if (receipt.kind === 'recorded') {
        setImmediate(() => {
          if (standing() === answer.question) prompt().close();
        });
      }
      return receipt;
    },
    /** The window went without an answer: that means stop. */
    async fallSilent(question: string): Promise<void> {
      const view = find(question);
      if (view) await stop(view);
    },
    /** The stop button of a notification: stops until the reset. */
    async stop(view: PromptView): Promise<void> {
      if (standing() === view.question) prompt().close();
      shown.add(view.question);
      const receipt = await stop(view);
      if (receipt && receipt.kind !== 'recorded') onRefused(receipt.message);
    },
  };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
