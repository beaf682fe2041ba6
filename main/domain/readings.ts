/**
 * Which statement about a limit to believe when several sources made one, and where they disagree. The rule
 * in words: docs/sources.md.
 */
import { SOURCE_RANKS } from '../../preload/contract/sources.ts';
import { MINUTE_MS } from './calendar.ts';
import { clampPercent, isSameReset, limitKey, type LimitReading } from './limits.ts';

/** Readings this close together are of the same moment; then the better source is believed. */
export const SAME_MOMENT_MS = 2 * MINUTE_MS;
/** Sources that differ by more contradict each other; less is rounding and the work in between. */
export const AGREEMENT_PERCENT = 5;

export type ChosenReading = {
  /** The reading that is believed, as it was made. */
  readonly reading: LimitReading;
  /** Use now, 0 to 100: zero after the reset, null when nobody stated it. */
  readonly usedPercent: number | null;
  /** null when not stated, and after the reset has passed. */
  readonly resetsAtMs: number | null;
  readonly hasReset: boolean;
};

/**
 * The reading to believe among those of one limit, in any order; null when there is none.
 *
 * The newest decides, but of those made within `SAME_MOMENT_MS` of it the one from the best source; then the
 * newer, then the higher; one whose window had ended by then only where all had. A reading from the future (the clock was set back) counts only where there is no
 * other. A reading without a percent counts only where none has one.
 */
export function chooseReading(
  readings: readonly LimitReading[],
  nowMs: number,
): ChosenReading | null {
  const reading = believedReading(preferred(withoutFuture(readings, nowMs), hasPercent), nowMs);
  if (!reading) return null;
  const hasReset = reading.resetsAtMs !== null && reading.resetsAtMs <= nowMs;
  const percent = reading.usedPercent === null ? null : clampPercent(reading.usedPercent);
  return {
    reading,
    usedPercent: hasReset ? 0 : percent,
    resetsAtMs: hasReset ? null : reading.resetsAtMs,
    hasReset,
  };
}

/**
 * The same choice whether or not a percent is stated: which window is the present one is also known from a
 * statement that names only its reset. null when there is no reading.
 */
export function believedReading(
  readings: readonly LimitReading[],
  nowMs: number,
): LimitReading | null {
  const stated = withoutFuture(readings, nowMs);
  const own = stated
    .filter(({ source, resetsAtMs }) => source === 'user' && (resetsAtMs ?? Infinity) > nowMs)
    .toSorted(
      (a, b) => b.observedAtMs - a.observedAtMs || (b.resetsAtMs ?? -1) - (a.resetsAtMs ?? -1),
    )[0];
  // What the user saw holds until its reset, whatever a percent that lags behind says.
  if (own) return own;
  // A loop: the readings of a week can be more than a call takes arguments.
  let newestMs = -Infinity;
  for (const { observedAtMs } of stated) newestMs = Math.max(newestMs, observedAtMs);
  const sameMoment = stated.filter(({ observedAtMs }) => newestMs - observedAtMs <= SAME_MOMENT_MS);
  // A window that had ended by then is not the one that the newest speaks of, however good its source.
  const [reading] = preferred(
    sameMoment,
    (one) => (one.resetsAtMs ?? Infinity) > newestMs,
  ).toSorted(
    (a, b) =>
      SOURCE_RANKS[a.source] - SOURCE_RANKS[b.source] ||
      b.observedAtMs - a.observedAtMs ||
      (b.usedPercent ?? -1) - (a.usedPercent ?? -1) ||
      (b.resetsAtMs ?? -1) - (a.resetsAtMs ?? -1),
  );
  return reading ?? null;
}

function withoutFuture(readings: readonly LimitReading[], nowMs: number): readonly LimitReading[] {
  const past = readings.filter(({ observedAtMs }) => observedAtMs <= nowMs + SAME_MOMENT_MS);
  return past.length > 0 ? past : readings;
}

/** One choice for each limit of each account, in the order in which the limits first appear. */
export function chooseReadings(readings: readonly LimitReading[], nowMs: number): ChosenReading[] {
  return groupsOf(readings, limitKey).flatMap((group) => chooseReading(group, nowMs) ?? []);
}

function hasPercent({ usedPercent }: LimitReading): boolean {
  return usedPercent !== null;
}

function preferred(
  readings: readonly LimitReading[],
  isBetter: (reading: LimitReading) => boolean,
): readonly LimitReading[] {
  return readings.some(isBetter) ? readings.filter(isBetter) : readings;
}

/** Two sources that cannot both be right. */
export type ReadingConflict = {
  readonly believed: LimitReading;
  readonly other: LimitReading;
  /**
   * `use`: at the same moment they state different percents. `fell`: within one window the newer is lower,
   * and use does not fall. `reset`: they name different ends of the window.
   */
  readonly about: 'use' | 'fell' | 'reset';
};

/** What `doctor` shows: for each limit, the sources that contradict the one that is believed. */
export function readingConflicts(
  readings: readonly LimitReading[],
  nowMs: number,
): ReadingConflict[] {
  return groupsOf(readings, limitKey).flatMap((group) => {
    const believed = chooseReading(group, nowMs)?.reading;
    if (!believed) return [];
    return groupsOf(group, ({ source }) => source).flatMap((ofSource) => {
      const other = chooseReading(ofSource, nowMs)?.reading;
      if (!other || other.source === believed.source) return [];
      const about = contradiction(believed, other, nowMs);
      return about ? [{ believed, other, about }] : [];
    });
  });
}

function contradiction(
  believed: LimitReading,
  other: LimitReading,
  nowMs: number,
): ReadingConflict['about'] | null {
  const [older, newer] =
    believed.observedAtMs <= other.observedAtMs ? [believed, other] : [other, believed];
  // A window that ended before the newer statement is not its window: nothing to compare.
  const endedMs = older.resetsAtMs ?? Infinity;
  if (endedMs <= newer.observedAtMs || endedMs <= nowMs) return null;
  if (older.resetsAtMs !== null && newer.resetsAtMs !== null) {
    if (!isSameReset(older.resetsAtMs, newer.resetsAtMs)) return 'reset';
  }
  if (older.usedPercent === null || newer.usedPercent === null) return null;
  const grew = clampPercent(newer.usedPercent) - clampPercent(older.usedPercent);
  if (newer.observedAtMs - older.observedAtMs <= SAME_MOMENT_MS) {
    return Math.abs(grew) > AGREEMENT_PERCENT ? 'use' : null;
  }
  return grew < -AGREEMENT_PERCENT ? 'fell' : null;
}

function groupsOf(
  readings: readonly LimitReading[],
  keyOf: (reading: LimitReading) => string,
): LimitReading[][] {
  const groups = new Map<string, LimitReading[]>();
  for (const reading of readings) {
    const key = keyOf(reading);
    const known = groups.get(key);
    if (known) known.push(reading);
    else groups.set(key, [reading]);
  }
  return [...groups.values()];
}
