/** A month of paid use: what was paid for, and where it leads by its end. Pure. */
import type {
  MonthView,
  SpendShare,
  UnclearUse,
} from '../../../preload/contract/review/credits.ts';
import { DAY_MS } from '../calendar.ts';
import type { Span } from '../credits/periods.ts';
import {
  attributeSpend,
  isComplete,
  spendOf,
  type PaidEvent,
  type SpendDimension,
} from '../ledger/spend.ts';

/** Earlier in a month its pace says nothing. */
const LEAST_DAYS = 3;
const LATELY_DAYS = 7;
const MOST_SHARES = 50;

/** @param events paid events of one account, by time, at least from the month or the last seven days on */
export function monthView(
  events: readonly PaidEvent[],
  month: Span,
  nowMs: number,
  elsewhere: MonthView['elsewhere'],
): MonthView {
  const inside = events.filter(({ atMs }) => atMs >= month.fromMs && atMs < month.untilMs);
  const sums = spendOf(inside)(month.fromMs, month.untilMs);
  const lately = spendOf(events)(nowMs - LATELY_DAYS * DAY_MS, nowMs + 1);
  const shares = (dimension: SpendDimension) => sharesOf(inside, dimension);
  return {
    ...month,
    paidMicros: sums.creditMicros,
    isAtLeast: !isComplete(sums),
    projection: projectMonth(sums.creditMicros, lately.creditMicros, month, nowMs),
    byProject: shares('project'),
    byModel: shares('model'),
    bySession: shares('session'),
    unclear: unclearOf(inside),
    elsewhere,
  };
}

/** What may have been paid for or not is in no share: a line of nothing paid would say that it cost nothing. */
function sharesOf(events: readonly PaidEvent[], dimension: SpendDimension): SpendShare[] {
  return attributeSpend(events, dimension)
    .filter(({ creditEvents }) => creditEvents > 0)
    .slice(0, MOST_SHARES)
    .map(({ name, creditMicros, creditEvents, unpricedEvents }) => ({
      name,
      creditMicros: creditEvents === unpricedEvents ? null : creditMicros,
      answers: creditEvents,
      unpricedAnswers: unpricedEvents,
    }));
}

function unclearOf(events: readonly PaidEvent[]): UnclearUse | null {
  const unclear = events.filter(({ side }) => side === 'unknown');
  if (unclear.length === 0) return null;
  const prices = unclear.flatMap(({ costMicros }) => costMicros ?? []);
  const micros = prices.length === 0 ? null : prices.reduce((sum, price) => sum + price, 0);
  return { answers: unclear.length, micros };
}

/**
 * Where a month's spend leads: on at the pace of the month so far, and at that of the last seven days; micro-dollars.
 * Null in its first days, and where nothing was paid lately and nothing in it.
 */
export function projectMonth(
  paidMicros: number,
  latelyMicros: number,
  month: Span,
  nowMs: number,
): { leastMicros: number; mostMicros: number } | null {
  const passedMs = nowMs - month.fromMs;
  const leftMs = month.untilMs - nowMs;
  if (passedMs < LEAST_DAYS * DAY_MS || leftMs <= 0) return null;
  if (paidMicros + latelyMicros === 0) return null;
  const onwards = (micros: number, spanMs: number) =>
    paidMicros + Math.round((micros * leftMs) / spanMs);
  const ends = [onwards(paidMicros, passedMs), onwards(latelyMicros, LATELY_DAYS * DAY_MS)];
  return { leastMicros: Math.min(...ends), mostMicros: Math.max(...ends) };
}
