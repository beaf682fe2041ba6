/** Every instant at which the engine's answer may change without anything new being known. */
import { RESET_TOLERANCE_MS } from '../limits.ts';
import { answerEndMs } from './answers.ts';
import type { BoundaryInput } from './types.ts';

/**
 * Instants after now, ascending, without repetition. Each rule that looks at the clock has its line here; a
 * test samples between them to prove that none is missing.
 */
export function laterInstants(input: BoundaryInput, nowMs: number): number[] {
  const all = [
    ...ofWindows(input),
    ...ofActivity(input),
    ...ofAnswers(input),
    ...ofPaidUse(input),
    ...ofCredits(input),
  ];
  const later = all.filter((atMs) => Number.isFinite(atMs) && atMs > nowMs);
  return [...new Set(later)].sort((one, other) => one - other);
}

function ofWindows({ windows, settings }: BoundaryInput): number[] {
  return windows.flatMap(({ resetsAtMs, forecastEndsAtMs, asOfMs }) => [
    ...(resetsAtMs === null ? [] : [resetsAtMs]),
    ...(forecastEndsAtMs === null ? [] : [forecastEndsAtMs - settings.nearForecastMs]),
    asOfMs + settings.staleAfterMs + 1,
  ]);
}

/** Sessions and readings stop being live one millisecond after the span in which they still are. */
function ofActivity({ sessions, lastActivityAtMs, settings }: BoundaryInput): number[] {
  const last = lastActivityAtMs === null ? [] : [lastActivityAtMs];
  return [...last, ...sessions.map((session) => session.lastActivityAtMs)].map(
    (atMs) => atMs + settings.liveWithinMs + 1,
  );
}

function ofAnswers({ answers }: BoundaryInput): number[] {
  return answers.flatMap((answer) => [answerEndMs(answer), answer.givenAtMs - RESET_TOLERANCE_MS]);
}

/** A sign of paid use ends with windows, those of now among them, or grows stale. */
function ofPaidUse({ paidUse, settings }: BoundaryInput): number[] {
  if (paidUse === null) return [];
  const resets = (paidUse.usedUp ?? []).map(({ resetsAtMs }) => resetsAtMs);
  return [paidUse.asOfMs + settings.staleAfterMs, ...resets];
}

function ofCredits(input: BoundaryInput): number[] {
  const { credits } = input;
  const ends = [
    credits.monthEndsAtMs,
    credits.daily?.dayEndsAtMs ?? null,
    ...credits.memberLimits.map(({ periodEndsAtMs }) => periodEndsAtMs),
    ...credits.budgets.map(({ endsAtMs }) => endsAtMs),
  ];
  return ends.filter((atMs) => atMs !== null);
}
