/** What a notification's click and its buttons lead to: its own question, never another account's or window's. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type {
  AlertAction,
  AlertQuestion,
  AskedAbout,
  NotificationRequest,
} from '../../preload/contract/alerts.ts';
import { noticeLate } from './late.ts';
import type { Questions } from './questions.ts';

const IT_WAITS = inEnglish('Tollgate waits for something that does not answer.');

export type NoticeAnswersOptions = {
  readonly questions: Pick<Questions, 'open' | 'callUp' | 'stop'>;
  /** Asks the engine what has become of the question. */
  readonly askAbout: (about: AlertQuestion) => Promise<AskedAbout>;
  readonly openGlance: () => void;
  /** A stop that could not be given: the user must know, since nothing holds. */
  readonly onLost: (message: string) => void;
  /** A stop that does not count, and why. */
  readonly onRefused: (message: string) => void;
};

export function createNoticeAnswers(options: NoticeAnswersOptions) {
  const { questions, askAbout, openGlance, onLost, onRefused } = options;

  function openWhatThereIs(): void {
    if (!questions.open()) openGlance();
  }

  async function answer(about: AlertQuestion, action: AlertAction): Promise<void> {
    // Nothing happens later that the user does not expect any more.
    const asked = await new Promise<AskedAbout>((resolve, reject) => {
      const late = () => reject(new Error(IT_WAITS));
      noticeLate(askAbout(about), late).then(resolve, reject);
    });
    if (asked.kind !== 'open') {
      if (action === 'stop') onRefused(asked.message);
      else openGlance();
    } else if (action === 'stop' && asked.isSameWindow) await questions.stop(asked.view);
    // A stop said of one window is none of another, longer one: that is for the user to see.
    else questions.callUp(asked.view);
  }

  return async ({ about }: NotificationRequest, action: AlertAction): Promise<void> => {
    if (about === null) return openWhatThereIs();
    try {
      await answer(about, action);
    } catch (error) {
      if (action === 'stop') onLost(error instanceof Error ? error.message : String(error));
      else openWhatThereIs();
    }
  };
}
