/** Local days as arithmetic and as words. A day is a calendar date, so UTC stands in for every zone here. */
import type { HistoryRange, HistoryStep } from '../../preload/contract/review/history.ts';

const DAY_MS = 86_400_000;

export type Scale = 'day' | 'week' | 'month' | 'windows';

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return dayOf(msOf(day) + count * DAY_MS);
}

/** Both ends included. */
export function countDays({ sinceDay, untilDay }: HistoryRange): number {
  return Math.round((msOf(untilDay) - msOf(sinceDay)) / DAY_MS) + 1;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: string): number {
  return new Date(msOf(day)).getUTCDay();
}

/** The first day of the week that a day lies in. */
export function weekStart(day: string, weekStartsOn: number): string {
  return addDays(day, -((weekdayOf(day) - weekStartsOn + 7) % 7));
}

/** The period of a scale that a day lies in; windows are looked at a month at a time. */
export function periodOf(scale: Scale, day: string, weekStartsOn: number): HistoryRange {
  if (scale === 'day') return { sinceDay: day, untilDay: day };
  if (scale === 'week') {
    const sinceDay = weekStart(day, weekStartsOn);
    return { sinceDay, untilDay: addDays(sinceDay, 6) };
  }
  const sinceDay = `${day.slice(0, 7)}-01`;
  return { sinceDay, untilDay: addDays(nextMonth(sinceDay), -1) };
}

function nextMonth(day: string): string {
  const at = new Date(msOf(day));
  return dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
}

/** A day of the next period, or of the one before. */
export function shifted(range: HistoryRange, direction: 1 | -1): string {
  return direction === 1 ? addDays(range.untilDay, 1) : addDays(range.sinceDay, -1);
}

/** Bars that can still be told apart. */
export function stepOf(range: HistoryRange): HistoryStep {
  const days = countDays(range);
  if (days === 1) return 'hour';
  if (days <= 62) return 'day';
  return days <= 430 ? 'week' : 'month';
}

/** A calendar date in words. */
export function dayWords(
  day: string,
  locale: string,
  options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' },
): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(msOf(day));
}

/** `November 2026`, `16 – 22 Nov 2026`, `Sunday, 22 November 2026`. */
export function rangeWords(range: HistoryRange, locale: string): string {
  const { sinceDay, untilDay } = range;
  if (sinceDay === untilDay) {
    return dayWords(sinceDay, locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
  }
  const isMonth = sinceDay.endsWith('-01') && untilDay === periodOf('month', sinceDay, 1).untilDay;
  if (isMonth) return dayWords(sinceDay, locale, { month: 'long', year: 'numeric' });
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatRange(msOf(sinceDay), msOf(untilDay));
}
