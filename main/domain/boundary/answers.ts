/** Which recorded answer holds for a request, and until when. */
import { coversRequest } from '../credits/types.ts';
import { RESET_TOLERANCE_MS } from '../limits.ts';
import { concernsModel } from '../models.ts';
import { outlives, type Word } from '../modelStops.ts';
import type { Answer, BoundaryWindow, RequestContext } from './types.ts';

/**
 * When a consent ends by the clock: its own expiry or its window's reset, whichever comes first. A stop
 * holds until its own expiry, whatever the windows do.
 */
export function answerEndMs(answer: Answer): number {
  const resetsAtMs = answer.window?.resetsAtMs ?? null;
  if (answer.kind === 'stop' || resetsAtMs === null) return answer.endsAtMs;
  return Math.min(answer.endsAtMs, resetsAtMs);
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
  const isFollowed = answer.window !== null && wasFollowed(answer.window, windows);
  return !isCapSpent(answer) && !isFollowed;
}

/** Spent what the user allowed. */
export function isCapSpent({ capMicros, spentMicros }: Answer): boolean {
  return capMicros !== null && spentMicros !== null && spentMicros >= capMicros;
}

/** A later window of the same limit is reported: that one is over. */
export function wasFollowed(
  window: NonNullable<Answer['window']>,
  windows: readonly BoundaryWindow[],
): boolean {
  const { resetsAtMs } = window;
  if (resetsAtMs === null) return false;
  return windows.some(
    (one) =>
      one.kind === window.kind &&
      one.modelName === window.modelName &&
      one.resetsAtMs !== null &&
      one.resetsAtMs - resetsAtMs > RESET_TOLERANCE_MS,
  );
}

/**
 * The newest answer in force that covers a request; of two given at once, or of which nobody can say which was the
 * later one, the stop. A consent does not come back when a later word for everything has ended: who stops until two
 * o'clock is asked again at two. A stop of one model is not lifted by going on at another limit.
 */
export function answerFor(
  answers: readonly Answer[],
  windows: readonly BoundaryWindow[],
  request: RequestContext,
  nowMs: number,
): Answer | null {
  const about = answers.filter((answer) => isAbout(answer, request));
  const holding = about.filter(
    (answer) => isInForce(answer, windows, nowMs) && !isOverruled(answer, about),
  );
  const said = holding.filter(
    (answer) => !holding.some((stop) => outlives(wordOf(stop), wordOf(answer))),
  );
  const stops = said.filter(({ kind }) => kind === 'stop');
  const consents = said.filter(
    (answer) => answer.kind === 'continue' && stops.every((stop) => leads(answer, stop)),
  );
  return newestOf(consents) ?? newestOf(stops);
}

function newestOf(answers: readonly Answer[]): Answer | null {
  return answers.reduce<Answer | null>(
    (newest, answer) => (newest === null || isLater(answer, newest) ? answer : newest),
    null,
  );
}

/** Whether an answer says anything about such a request: its scope covers it, and its model if it names one. */
export function isAbout(answer: Answer, request: RequestContext): boolean {
  return (
    coversRequest(answer.scope, request) &&
    concernsModel(answer.window?.modelName ?? null, request.model)
  );
}

function wordOf({ kind, window, isOrder }: Answer): Word {
  return { kind, modelName: window?.modelName ?? null, isOrder: isOrder === true };
}

function isOverruled(answer: Answer, answers: readonly Answer[]): boolean {
  if (answer.kind === 'stop') return false;
  return answers.some(
    (other) =>
      other.scope.kind === 'everything' &&
      !other.isRevoked &&
      !isOfAnotherLimit(other, answer) &&
      leads(other, answer),
  );
}

/** Who goes on at another limit has not taken back what was said at one model's. */
function isOfAnotherLimit(other: Answer, answer: Answer): boolean {
  const own = wordOf(answer).modelName;
  const { kind, modelName, isOrder } = wordOf(other);
  return kind === 'continue' && !isOrder && own !== null && modelName !== own;
}

/**
 * Whether an answer counts before another that is in force as well. A consent leads a stop only where clock and
 * ledger agree that it was given later: the clock may have been set back between them, and entries of a copy may have
 * been joined since.
 */
export function leads(answer: Answer, than: Answer): boolean {
  if (answer.kind === than.kind) return isLater(answer, than);
  if (answer.kind === 'stop') return !leads(than, answer);
  const isPlacedBefore =
    answer.sequence !== undefined && than.sequence !== undefined && answer.sequence < than.sequence;
  return isLater(answer, than) && !isPlacedBefore;
}

/** Order by time, then stop over continue, then id: the result never depends on the order of the list. */
export function isLater(answer: Answer, than: Answer): boolean {
  if (answer.givenAtMs !== than.givenAtMs) return answer.givenAtMs > than.givenAtMs;
  if (answer.kind !== than.kind) return answer.kind === 'stop';
  return answer.id > than.id;
}
