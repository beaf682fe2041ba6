/** Which statements about limits can still be about the present; all others are history. */
import type { WindowKind } from '../../preload/contract/snapshot.ts';
import { accountText } from './figures.ts';
import { DAY_MS, futureFromMs } from './calendar.ts';
import { windowLengthMs, type LimitReading } from './limits.ts';
import { SAME_MOMENT_MS } from './readings.ts';

/** So long even short windows are remembered: that one of them has not started is known from its last word. */
const LEAST_REMEMBERED_MS = 8 * DAY_MS;

/** What was said of a window of a kind before this says nothing about the present: it has ended, with a day to spare. */
export function rememberedFromMs(kind: WindowKind, nowMs: number): number {
  return nowMs - Math.max(LEAST_REMEMBERED_MS, windowLengthMs(kind) + DAY_MS);
}

/**
 * Those that are remembered. A month is long enough for a change of plan: its window is gone once its provider has
 * spoken of the account's other windows without it.
 * @param readings in any order
 */
export function presentReadings(readings: readonly LimitReading[], nowMs: number): LimitReading[] {
  const latest = latestWords(readings, nowMs);
  return readings.filter((reading) => {
    if (reading.observedAtMs < rememberedFromMs(reading.kind, nowMs)) return false;
    if (reading.kind !== 'monthly' || reading.source === 'user') return true;
    const { monthMs, othersMs } = latest.get(wordsOf(reading)) ?? NO_WORDS;
    return othersMs <= monthMs + SAME_MOMENT_MS;
  });
}

type LatestWords = { readonly monthMs: number; readonly othersMs: number };
const NO_WORDS: LatestWords = { monthMs: -Infinity, othersMs: -Infinity };

/** When a provider last spoke of a month's window, and when of others, where it speaks of any month's at all. */
function latestWords(
  readings: readonly LimitReading[],
  nowMs: number,
): ReadonlyMap<string, LatestWords> {
  const latest = new Map<string, LatestWords>();
  const months = readings.filter(({ kind }) => kind === 'monthly');
  for (const month of months) latest.set(wordsOf(month), NO_WORDS);
  if (latest.size === 0) return latest;
  for (const { observedAtMs, source, kind, ...of } of readings) {
    const known = latest.get(wordsOf(of));
    if (!known || source === 'user' || observedAtMs >= futureFromMs(nowMs)) continue;
    const { monthMs, othersMs } = known;
    latest.set(
      wordsOf(of),
      kind === 'monthly'
        ? { othersMs, monthMs: Math.max(monthMs, observedAtMs) }
        : { monthMs, othersMs: Math.max(othersMs, observedAtMs) },
    );
  }
  return latest;
}

/** What one statement speaks of: all windows of an account, or those of one of its models. */
function wordsOf(of: Pick<LimitReading, 'agent' | 'account' | 'modelName'>): string {
  return `${accountText(of)}|${of.modelName ?? ''}`;
}
