/** What the entries of the tray's menu do. */
import type { GateOrderRequest, Outcome } from '../../preload/contract/channels.ts';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { ProblemKind, Snapshot } from '../../preload/contract/snapshot.ts';
import type { EngineHost } from '../platform/engineHost.ts';
import { NOT_DONE_YET, noticeLate } from './late.ts';
import type { TrayAction } from './trayMenu.ts';

export type TrayActionsOptions = {
  readonly engine: Pick<EngineHost, 'call'>;
  readonly snapshot: () => Pick<Snapshot, 'preferences'>;
  readonly toggleGlance: () => void;
  readonly openWindow: () => void;
  readonly openQuestion: () => void;
  readonly quit: () => void;
  /** Says what could not be done, where it is seen at once; null: it was done. */
  readonly report: (kind: ProblemKind, message: string | null) => void;
};

export function createTrayActions(options: TrayActionsOptions): (action: TrayAction) => void {
  const { engine, report } = options;

  /** What came of it must be seen, since nothing else on screen changes at once. */
  async function order(request: GateOrderRequest): Promise<void> {
    const ordered = engine.call('gateOrder', request);
    const outcome = await noticeLate(ordered, () => report('gate-unwritable', NOT_DONE_YET));
    report('gate-unwritable', refusalOf(outcome));
  }

  async function takeBack(answerId: string): Promise<void> {
    const taken = engine.call('revokeConsent', answerId);
    const late = () => report('answer-lost', NOT_DONE_YET);
    const message = refusalOf(await noticeLate(taken, late));
    report(
      'answer-lost',
      message === null
        ? null
        : inEnglish('The answer could not be taken back: {message}', { message }),
    );
  }

  function toggleResetDisplay(): Promise<unknown> {
    const isClock = options.snapshot().preferences.resetDisplay === 'clock';
    return engine.call('setPreferences', { resetDisplay: isClock ? 'countdown' : 'clock' });
  }

  return (action) => {
    if (typeof action === 'object') {
      const done = action.kind === 'revoke-answer' ? takeBack(action.answerId) : order(action);
      return void done.catch(ignore);
    }
    switch (action) {
      case 'open-glance':
        return options.toggleGlance();
      case 'open-window':
        return options.openWindow();
      case 'open-question':
        return options.openQuestion();
      case 'refresh':
        return void engine.call('refresh').catch(ignore);
      case 'toggle-reset-display':
        return void toggleResetDisplay().catch(ignore);
      case 'quit':
        return options.quit();
      default:
        return action satisfies never;
    }
  };
}

function refusalOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.message;
}

/** A call to an engine that has died is seen in the snapshot's problems; there is nobody else to tell. */
function ignore(): void {
  return undefined;
}
