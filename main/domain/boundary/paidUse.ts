/** Whether a sign of paid use still says something about now, and whether it was agreed to. */
import { concernsModel } from '../models.ts';
import { answerEndMs, isAbout, leads, wasFollowed } from './answers.ts';
import type { Answer, BoundaryInput, RequestContext, UsedUpWindow } from './types.ts';

type PaidUseInput = Pick<BoundaryInput, 'paidUse' | 'windows' | 'settings'>;

/**
 * When a sign of paid use ends for requests to a model: with the last reset of the windows that were used up when
 * it was seen, since the plan is back then, or as soon as later windows are reported; where none was used up, after
 * the time in which a reading grows stale.
 *
 * @param model null: not known, so limits of single models are left aside
 * @returns null where no sign says anything about such requests, Infinity where a used-up window names no reset
 */
function paidUseEndMs(input: PaidUseInput, model: string | null): number | null {
  const { paidUse, settings } = input;
  if (paidUse === null) return null;
  const counts = ({ modelName }: Pick<UsedUpWindow, 'modelName'>) =>
    concernsModel(modelName, model);
  if (paidUse.usedUp !== undefined && paidUse.usedUp.length > 0) {
    const ends = paidUse.usedUp
      .filter((window) => counts(window) && !isOver(window, input))
      .map(({ resetsAtMs }) => resetsAtMs);
    // One that names no reset is used up now: nobody can say when what is paid because of it ends.
    const isEndless = input.windows.some(
      (window) => counts(window) && window.resetsAtMs === null && (window.usedPercent ?? 0) >= 100,
    );
    if (isEndless) return Infinity;
    return ends.length === 0 ? null : Math.max(...ends);
  }
  const usedUp = input.windows.filter(
    (window) =>
      counts(window) &&
      window.usedPercent !== null &&
      window.usedPercent >= 100 &&
      (window.resetsAtMs === null || paidUse.asOfMs < window.resetsAtMs),
  );
  if (usedUp.length === 0) return paidUse.asOfMs + settings.staleAfterMs;
  return Math.max(...usedUp.map(({ resetsAtMs }) => resetsAtMs ?? Infinity));
}

/**
 * A later window of the same limit is reported: this one was reset ahead of its time. Or it is said since then that it
 * has plan left: the plan has grown, or its use was forgiven.
 */
function isOver(window: UsedUpWindow, { paidUse, windows }: PaidUseInput): boolean {
  const hasPlanAgain = windows.some(
    ({ kind, modelName, usedPercent, asOfMs }) =>
      kind === window.kind &&
      modelName === window.modelName &&
      usedPercent !== null &&
      usedPercent < 100 &&
      asOfMs > (paidUse?.asOfMs ?? Infinity),
  );
  return hasPlanAgain || wasFollowed(window, windows);
}

/** Whether requests to a model are paid now, as far as the newest sign tells. */
export function isPayingNow(input: PaidUseInput, model: string | null, nowMs: number): boolean {
  const endMs = paidUseEndMs(input, model);
  return endMs !== null && nowMs < endMs;
}

/**
 * Whether the newest sign of paid use is of a request that the user had agreed to. What it allowed may be spent or
 * over by now: the next request must be asked for, but nobody was charged unasked.
 */
export function wasAgreedTo(
  { paidUse, answers }: Pick<BoundaryInput, 'paidUse' | 'answers'>,
  request: RequestContext,
): boolean {
  if (paidUse === null) return false;
  const { asOfMs } = paidUse;
  const given = answers.filter((answer) => isAbout(answer, request) && answer.givenAtMs <= asOfMs);
  const newest = given.reduce<Answer | null>(
    (latest, answer) => (latest === null || leads(answer, latest) ? answer : latest),
    null,
  );
  if (newest === null || newest.kind === 'stop' || asOfMs >= answerEndMs(newest)) return false;
  return newest.endedAtMs === undefined ? !newest.isRevoked : asOfMs <= newest.endedAtMs;
}
