/** Sums over paid events that are asked for again and again: running totals, so that a stretch costs two look-ups. */
import {
  addEvent,
  NOTHING_SPENT,
  type PaidEvent,
  type SpendBetween,
  type SpendSums,
} from '../ledger/spend.ts';

/**
 * @param events by time, all of the account from `fromMs` on
 * @param before answers what begins earlier
 */
export function indexSpend(
  events: readonly PaidEvent[],
  fromMs: number,
  before: SpendBetween,
): SpendBetween {
  const totals: SpendSums[] = [NOTHING_SPENT];
  for (const event of events) totals.push(addEvent(totals.at(-1) ?? NOTHING_SPENT, event));
  const upTo = (atMs: number) => totals[countBefore(events, atMs)] ?? NOTHING_SPENT;
  return (spanFromMs, untilMs) => {
    if (spanFromMs < fromMs) return before(spanFromMs, untilMs);
    return untilMs <= spanFromMs ? NOTHING_SPENT : difference(upTo(untilMs), upTo(spanFromMs));
  };
}

function countBefore(events: readonly PaidEvent[], atMs: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.atMs ?? Infinity) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function difference(all: SpendSums, part: SpendSums): SpendSums {
  return {
    creditMicros: all.creditMicros - part.creditMicros,
    creditEvents: all.creditEvents - part.creditEvents,
    unpricedEvents: all.unpricedEvents - part.unpricedEvents,
    unclearMicros: all.unclearMicros - part.unclearMicros,
    unclearEvents: all.unclearEvents - part.unclearEvents,
  };
}
