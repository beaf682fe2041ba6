/**
 * Whether the plan still had something left at an instant, told by the readings around it.
 *
 * Percent grows within a window, so a reading below 100 vouches for every moment before it in that window,
 * and one at 100 speaks for every moment after it until the reset. Nothing here looks at tokens: a percent
 * is never made from them. Each judgement depends on the readings next to the instant only, so a late
 * reading changes what lies between its neighbours and nothing else.
 */
import type { WindowKind } from '../../../preload/contract/snapshot.ts';
import { MINUTE_MS } from '../calendar.ts';
import { windowLengthMs, type LimitReading } from '../limits.ts';

/**
 * - `used-up`: the limit had been reached.
 * - `left`: the plan was still in use later on in the same window, or moments before.
 * - `admitted`: the first request after the last reading below 100, the one that crossed in flight.
 * - `unclear`: somewhere around here the limit was reached.
 * - `silent`: nothing was said.
 */
export type PlanState = 'used-up' | 'left' | 'admitted' | 'unclear' | 'silent';

/** A reading below 100 vouches this long for requests after it: older is stale (design, "Words"). */
export const VOUCHING_MS = 15 * MINUTE_MS;
const USED_UP_PERCENT = 100;
/** A limit last seen below this casts no doubt by falling silent. */
const NEAR_PERCENT = 90;

type Said = {
  readonly atMs: number;
  readonly percent: number;
  readonly resetsAtMs: number | null;
  /** Until when this and all earlier readings say that the limit is reached. */
  readonly usedUpUntilMs: number;
};

/** All readings of one limit of one account, oldest first. */
export type LimitRecord = {
  readonly kind: WindowKind;
  readonly modelName: string | null;
  readonly said: readonly Said[];
  /** When the user saw the limit reached, until its reset; a percent that lags behind changes nothing then. */
  readonly seenByUser: readonly { readonly fromMs: number; readonly untilMs: number }[];
};

/** Whether an answer of the account, other than the one in question, ended in `(afterMs, untilMs]`. */
export type HasAnswerBetween = (afterMs: number, untilMs: number) => boolean;

/** Sorts one account's readings by limit. Readings without a percent say nothing about use. */
export function limitRecords(readings: readonly LimitReading[]): LimitRecord[] {
  const byLimit = new Map<string, LimitReading[]>();
  for (const reading of readings) {
    if (reading.usedPercent === null) continue;
    const key = `${reading.kind}|${reading.modelName ?? ''}`;
    const known = byLimit.get(key);
    if (known) known.push(reading);
    else byLimit.set(key, [reading]);
  }
  return [...byLimit.values()].map((members) => {
    const { kind, modelName } = members[0] as LimitReading;
    return { kind, modelName, said: inOrder(members), seenByUser: seenByUser(members) };
  });
}

function seenByUser(readings: readonly LimitReading[]): LimitRecord['seenByUser'] {
  return readings.flatMap(({ source, usedPercent, observedAtMs: fromMs, resetsAtMs: untilMs }) =>
    source === 'user' && (usedPercent ?? 0) >= USED_UP_PERCENT && untilMs !== null
      ? [{ fromMs, untilMs }]
      : [],
  );
}

/** At one instant the higher percent comes last: it is the one that use only can have led to. */
function inOrder(readings: readonly LimitReading[]): Said[] {
  const ordered = readings
    .map(({ observedAtMs, usedPercent, resetsAtMs }) => ({
      atMs: observedAtMs,
      percent: usedPercent as number,
      resetsAtMs,
    }))
    .sort(
      (a, b) =>
        a.atMs - b.atMs ||
        a.percent - b.percent ||
        (a.resetsAtMs ?? -Infinity) - (b.resetsAtMs ?? -Infinity) ||
        0,
    );
  let usedUpUntilMs = -Infinity;
  return ordered.map((one) => {
    if (one.percent >= USED_UP_PERCENT) {
      usedUpUntilMs = Math.max(usedUpUntilMs, one.resetsAtMs ?? one.atMs + VOUCHING_MS + 1);
    }
    return { ...one, usedUpUntilMs };
  });
}

/** State of one limit at the instant at which a request was sent. */
export function planStateAt(
  { kind, said, seenByUser }: LimitRecord,
  sentAtMs: number,
  hasAnswerBetween: HasAnswerBetween,
): PlanState {
  if (seenByUser.some(({ fromMs, untilMs }) => fromMs <= sentAtMs && sentAtMs < untilMs)) {
    return 'used-up';
  }
  const nextIndex = firstAfter(said, sentAtMs);
  const last = said[nextIndex - 1] ?? null;
  const before = last && standing(last, sentAtMs);
  const after = nextOfWindow(said[nextIndex], kind, sentAtMs);
  const wasUsedUp = last !== null && last.usedUpUntilMs > sentAtMs;
  if (after && after.percent < USED_UP_PERCENT) return wasUsedUp ? 'unclear' : 'left';
  if (wasUsedUp) {
    return after || (before?.percent ?? 0) >= USED_UP_PERCENT ? 'used-up' : 'unclear';
  }
  if (!before) return after ? 'unclear' : 'silent';
  const isFresh = sentAtMs - before.atMs <= VOUCHING_MS;
  if (after) {
    return isFresh && !hasAnswerBetween(before.atMs, sentAtMs) ? 'admitted' : 'unclear';
  }
  if (isFresh) return 'left';
  return before.percent >= NEAR_PERCENT ? 'unclear' : 'silent';
}

/** Index of the first reading after an instant. */
function firstAfter(said: readonly Said[], atMs: number): number {
  let low = 0;
  let high = said.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((said[middle] as Said).atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the last reading still says at an instant. A reset that has passed means zero use at the reset. */
function standing(last: Said, atMs: number): { atMs: number; percent: number } | null {
  if (last.resetsAtMs === null) return atMs - last.atMs <= VOUCHING_MS ? last : null;
  return atMs < last.resetsAtMs ? last : { atMs: last.resetsAtMs, percent: 0 };
}

/** The next reading, if its window had begun at the instant. */
function nextOfWindow(next: Said | undefined, kind: WindowKind, atMs: number): Said | null {
  return next !== undefined && atMs >= speaksFromMs(next, kind) ? next : null;
}

/** The earliest instant that a reading can say anything about. */
function speaksFromMs(said: Pick<Said, 'atMs' | 'resetsAtMs'>, kind: WindowKind): number {
  if (said.resetsAtMs === null) return said.atMs - VOUCHING_MS;
  return Math.min(said.atMs, said.resetsAtMs - windowLengthMs(kind));
}

/**
 * The earliest instant whose judgement a new reading can change: no event that ended before it needs another
 * look. That is the reading before it, or, without one, the beginning of the windows that it and the readings
 * after it speak of.
 *
 * @param known readings of the same account, with or without the new one
 */
export function touchedFromMs(known: readonly LimitReading[], added: LimitReading): number {
  let previousMs = -Infinity;
  let speaksMs = speaksFromMs(
    { atMs: added.observedAtMs, resetsAtMs: added.resetsAtMs },
    added.kind,
  );
  for (const { kind, modelName, observedAtMs, usedPercent, resetsAtMs } of known) {
    if (kind !== added.kind || modelName !== added.modelName || usedPercent === null) continue;
    if (observedAtMs < added.observedAtMs) previousMs = Math.max(previousMs, observedAtMs);
    else speaksMs = Math.min(speaksMs, speaksFromMs({ atMs: observedAtMs, resetsAtMs }, kind));
  }
  return Math.max(previousMs, speaksMs);
}
