/** Which recorded answer holds for a request, and until when. */
import { coversRequest, type RequestScope } from '../credits/types.ts';
import { RESET_TOLERANCE_MS } from '../limits.ts';
import type { Answer, BoundaryWindow } from './types.ts';

/**
 * When a consent ends by the clock: its own expiry or its window's reset, whichever comes first. A stop
 * holds until its own expiry, whatever the windows do.
 */
export function answerEndMs(answer: Answer): number {
  if (answer.kind === 'stop' || answer.window === null) return answer.endsAtMs;
  return Math.min(answer.endsAtMs, answer.window.resetsAtMs);
}

/**
 * Whether an answer holds. A consent also ends when its cap is spent, and when its window was followed by
 * another earlier than planned. One that lies in the future (the clock was set back) does not open anything;
 * a stop from the future still stops.
 */
export function isInForce(
  answer: Answer,
  windows: readonly BoundaryWindow[],
  nowMs: number,
): boolean {
  if (answer.isRevoked || nowMs >= answerEndMs(answer)) return false;
  if (answer.kind === 'stop') return true;
  if (nowMs < answer.givenAtMs - RESET_TOLERANCE_MS) return false;
  return !isCapSpent(answer) && !wasFollowed(answer, windows);
}

/** Spent what the user allowed. */
export function isCapSpent({ capMicros, spentMicros }: Answer): boolean {
  return capMicros !== null && spentMicros !== null && spentMicros >= capMicros;
}

/** A later window of the same limit is reported: the one that was answered for is over. */
function wasFollowed({ window }: Answer, windows: readonly BoundaryWindow[]): boolean {
  if (window === null) return false;
  return windows.some(
    (one) =>
      one.kind === window.kind &&
      one.modelName === window.modelName &&
      one.resetsAtMs !== null &&
      one.resetsAtMs - window.resetsAtMs > RESET_TOLERANCE_MS,
  );
}

/**
 * The newest answer in force that covers a request; of two given at once, the stop. A consent does not come
 * back when a later word for everything has ended: who stops until two o'clock is asked again at two.
 */
export function answerFor(
  answers: readonly Answer[],
  windows: readonly BoundaryWindow[],
  request: RequestScope,
  nowMs: number,
): Answer | null {
  const holding = answers.filter(
    (answer) =>
      coversRequest(answer.scope, request) &&
      isInForce(answer, windows, nowMs) &&
      !isOverruled(answer, answers),
  );
  return holding.reduce<Answer | null>(
    (newest, answer) => (newest === null || isLater(answer, newest) ? answer : newest),
    null,
  );
}

function isOverruled(answer: Answer, answers: readonly Answer[]): boolean {
  if (answer.kind === 'stop') return false;
  return answers.some(
    (other) => other.scope.kind === 'everything' && !other.isRevoked && isLater(other, answer),
  );
}

/** Order by time, then stop over continue, then id: the result never depends on the order of the list. */
export function isLater(answer: Answer, than: Answer): boolean {
  if (answer.givenAtMs !== than.givenAtMs) return answer.givenAtMs > than.givenAtMs;
  if (answer.kind !== than.kind) return answer.kind === 'stop';
  return answer.id > than.id;
}
