/** Whether a sign of paid use still says something about now. */
import type { BoundaryInput } from './types.ts';

/**
 * When a sign of paid use ends: with the last reset of the windows that were used up when it was seen, since
 * the plan is back then; where none was, after the time in which a reading grows stale.
 *
 * @returns null without a sign, Infinity where a used-up window names no reset
 */
export function paidUseEndMs(
  input: Pick<BoundaryInput, 'paidUse' | 'windows' | 'settings'>,
): number | null {
  const { paidUse, windows, settings } = input;
  if (paidUse === null) return null;
  const usedUp = windows.filter(
    ({ usedPercent, resetsAtMs }) =>
      usedPercent !== null &&
      usedPercent >= 100 &&
      (resetsAtMs === null || paidUse.asOfMs < resetsAtMs),
  );
  if (usedUp.length === 0) return paidUse.asOfMs + settings.staleAfterMs;
  return Math.max(...usedUp.map(({ resetsAtMs }) => resetsAtMs ?? Infinity));
}

/** Whether requests are paid now, as far as the newest sign tells. */
export function isPayingNow(
  input: Pick<BoundaryInput, 'paidUse' | 'windows' | 'settings'>,
  nowMs: number,
): boolean {
  const endMs = paidUseEndMs(input);
  return endMs !== null && nowMs < endMs;
}
