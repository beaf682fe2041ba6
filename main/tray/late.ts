/** What is asked of the engine is done within milliseconds, unless it waits for something that may never answer. */
import { inEnglish } from '../../preload/contract/languages/say.ts';

const LATE_MS = 10_000;

/** Said of an order to hold or to let through. */
export const NOT_DONE_YET = inEnglish(
  'What you chose may not be done yet: Tollgate waits for something that does not answer.',
);

/**
 * Calls `onLate` once when an answer takes long. The answer may still come: what was asked is not taken back.
 * @returns the answer itself
 */
export function noticeLate<T>(answer: Promise<T>, onLate: () => void): Promise<T> {
  const timer = setTimeout(onLate, LATE_MS);
  return answer.finally(() => clearTimeout(timer));
}
