/** Answers to the question of a session window that resets two hours after `NOW`. */
import { questionId, type Consent } from '../../../main/domain/consents.ts';
import { ACCOUNT, NOW, RESET } from './windowView.ts';

export const ASKED_ABOUT = {
  agent: 'claude-code',
  account: ACCOUNT,
  windowKind: 'session',
  modelName: null,
  resetsAtMs: RESET,
} as const;

/**
 * To go on until the reset, without a cap; tests say what was answered otherwise.
 * @param round how often the window had been asked about before
 */
export function consentOf(changes: Partial<Consent> = {}, round = 0): Consent {
  return {
    ...ASKED_ABOUT,
    id: questionId(ASKED_ABOUT, round),
    kind: 'continue',
    capMicros: null,
    scope: { kind: 'everything' },
    endsAtMs: RESET,
    askAgainAtMs: null,
    shownText: 'Go on?',
    atMs: NOW,
    ...changes,
  };
}
