/** Bars of a chart: stretches of local time, and which of them holds an instant. */
import type { HistoryStep } from '../../../preload/contract/review/history.ts';
import { addDays, HOUR_MS, parseInstant, type Zone } from '../calendar.ts';

export type Bucket = {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Local day on which it begins. */
  readonly day: string;
};

/** When local days begin; the same as `Zone.startOfDay`, for thousands of days at once. */
export function dayStart(zone: Zone, day: string): number {
  const nominalMs = parseInstant(`${day}T00:00:00Z`);
  if (nominalMs === null) throw new RangeError(`Not a day: ${day}`);
  const guessMs = nominalMs - zone.offsetAtMs(nominalMs - zone.offsetAtMs(nominalMs));
  const isStart = zone.dayOf(guessMs) === day && zone.dayOf(guessMs - 1) < day;
  // A clock change at midnight: rare enough to be looked for.
  return isStart ? guessMs : zone.startOfDay(day);
}

/**
 * The bars of a range, without gaps. The first and the last are cut to the range, so that bars and totals
 * always agree.
 * @param weekStartsOn 0 for Sunday, 1 for Monday, 6 for Saturday
 */
export function bucketsOf(
  { sinceDay, untilDay }: { readonly sinceDay: string; readonly untilDay: string },
  step: HistoryStep,
  zone: Zone,
  weekStartsOn: number,
): Bucket[] {
  const endMs = dayStart(zone, addDays(untilDay, 1));
  const starts: { startsAtMs: number; day: string }[] = [];
  for (let day = sinceDay; day <= untilDay; day = addDays(day, 1)) {
    const isFirst = day === sinceDay;
    if (!isFirst && step === 'week' && weekdayOf(day) !== weekStartsOn) continue;
    if (!isFirst && step === 'month' && !day.endsWith('-01')) continue;
    const startsAtMs = dayStart(zone, day);
    starts.push({ startsAtMs, day });
    if (step !== 'hour') continue;
    const nextMs = dayStart(zone, addDays(day, 1));
    for (let hourMs = startsAtMs + HOUR_MS; hourMs < nextMs; hourMs += HOUR_MS) {
      starts.push({ startsAtMs: hourMs, day });
    }
  }
  return starts.map((start, index) => ({
    ...start,
    endsAtMs: starts[index + 1]?.startsAtMs ?? endMs,
  }));
}

/** 0 for Sunday to 6 for Saturday. */
function weekdayOf(day: string): number {
  const atMs = parseInstant(`${day}T00:00:00Z`) ?? 0;
  return (Math.floor(atMs / (24 * HOUR_MS)) + 4) % 7;
}

/** Index of the bar that holds an instant; -1 when none does. */
export function bucketIndex(buckets: readonly Bucket[], atMs: number): number {
  let low = 0;
  let high = buckets.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const bucket = buckets[middle] as Bucket;
    if (atMs < bucket.startsAtMs) high = middle - 1;
    else if (atMs >= bucket.endsAtMs) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** Number of days of a range, both ends included. */
export function daysIn(sinceDay: string, untilDay: string): number {
  const ms = (day: string) => parseInstant(`${day}T00:00:00Z`) ?? 0;
  return Math.round((ms(untilDay) - ms(sinceDay)) / (24 * HOUR_MS)) + 1;
}

type Days = { readonly sinceDay: string; readonly untilDay: string };

/**
 * The days to compare a range with: the calendar month before a calendar month, else as many days before. A
 * range that is not over yet is compared with as much of the one before.
 */
export function daysBefore({ sinceDay, untilDay }: Days, today: string): Days {
  const isMonth = sinceDay.endsWith('-01') && addDays(untilDay, 1).endsWith('-01');
  const isOneMonth = isMonth && sinceDay.slice(0, 7) === untilDay.slice(0, 7);
  const lastDay = addDays(sinceDay, -1);
  const firstDay = isOneMonth
    ? `${lastDay.slice(0, 7)}-01`
    : addDays(sinceDay, -daysIn(sinceDay, untilDay));
  if (untilDay <= today || today < sinceDay) return { sinceDay: firstDay, untilDay: lastDay };
  const asFar = addDays(firstDay, daysIn(sinceDay, today) - 1);
  return { sinceDay: firstDay, untilDay: asFar < lastDay ? asFar : lastDay };
}
