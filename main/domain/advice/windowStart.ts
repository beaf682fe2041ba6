/** Whether an earlier first message would have moved the reset before the paid hours. Pure. */
import type { WindowStartSavings } from '../../../preload/contract/review/advice.ts';
import { MINUTE_MS } from '../calendar.ts';
import { SESSION_WINDOW_MS } from '../limits.ts';
import { LEAST_ADVICE_MICROS, type AdviceAnswer } from './answers.ts';

/** A five-hour window of one account; `fullAtMs` null: it never came to its limit. */
export type DrivenWindow = {
  readonly startsAtMs: number;
  readonly resetsAtMs: number;
  readonly fullAtMs: number | null;
};

const LEAD_STEP_MINUTES = 30;
const MOST_LEAD_MINUTES = 240;
/** One day is no habit. */
const LEAST_WINDOWS = 2;
const DAY_MINUTES = 1440;

type Use = Pick<AdviceAnswer, 'startedAtMs' | 'costMicros' | 'isCredits'>;

/**
 * For the account whose answers these are: the lead, in steps of half an hour up to four hours, with which the
 * windows that filled up would have saved most; null where none would have saved enough.
 *
 * A window counts with what credits paid between the earlier reset (or the moment it was full, if that is later)
 * and its own reset. It counts only where nobody worked in the time of the lead, no other window was open then,
 * and what follows the earlier reset would have been no more, at API prices, than what this window held before it
 * was full: that much is known to fit. So no percentage is made from tokens.
 *
 * @param minuteOf minute of the local day of an instant
 */
export function windowStartSavings(
  windows: readonly DrivenWindow[],
  uses: readonly Use[],
  accountLabel: string,
  minuteOf: (atMs: number) => number,
): WindowStartSavings | null {
  const full = windows.filter(({ fullAtMs }) => fullAtMs !== null);
  let best: { lead: number; saved: number; starts: number[] } | null = null;
  for (let lead = LEAD_STEP_MINUTES; lead <= MOST_LEAD_MINUTES; lead += LEAD_STEP_MINUTES) {
    const savings = full.map((window) => savedBy(window, lead * MINUTE_MS, windows, uses));
    const saved = savings.reduce((sum, one) => sum + one, 0);
    const starts = full.flatMap(({ startsAtMs }, index) =>
      (savings[index] ?? 0) > 0 ? [startsAtMs] : [],
    );
    // The shortest lead of those that save alike.
    if (starts.length >= LEAST_WINDOWS && saved > (best?.saved ?? 0))
      best = { lead, saved, starts };
  }
  if (best === null || best.saved < LEAST_ADVICE_MICROS) return null;
  const usualMinute = median(best.starts.map(minuteOf));
  return {
    kind: 'window-start',
    accountLabel,
    usualMinute,
    betterMinute: (usualMinute - best.lead + DAY_MINUTES) % DAY_MINUTES,
    windows: best.starts.length,
    savingMicros: best.saved,
    creditSavingMicros: best.saved,
  };
}

/** Micro-dollars of credits that one window would have saved with a lead. */
function savedBy(
  { startsAtMs, resetsAtMs, fullAtMs }: DrivenWindow,
  leadMs: number,
  windows: readonly DrivenWindow[],
  uses: readonly Use[],
): number {
  if (fullAtMs === null) return 0;
  const earlyMs = startsAtMs - leadMs;
  const resetMs = resetsAtMs - leadMs;
  const isTaken = windows.some(
    (other) =>
      other.startsAtMs < startsAtMs &&
      other.resetsAtMs > earlyMs &&
      other.startsAtMs < earlyMs + leadMs,
  );
  const wasAtWork = uses.some(
    ({ startedAtMs }) => startedAtMs >= earlyMs && startedAtMs < startsAtMs,
  );
  if (isTaken || wasAtWork) return 0;
  const held = worthBetween(uses, startsAtMs, fullAtMs);
  if (worthBetween(uses, resetMs, resetMs + SESSION_WINDOW_MS) > held) return 0;
  const paid = uses.filter(({ isCredits }) => isCredits);
  return worthBetween(paid, Math.max(fullAtMs, resetMs), resetsAtMs);
}

function worthBetween(uses: readonly Use[], fromMs: number, untilMs: number): number {
  let sum = 0;
  for (const { startedAtMs, costMicros } of uses) {
    if (startedAtMs >= fromMs && startedAtMs < untilMs) sum += costMicros ?? 0;
  }
  return sum;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
