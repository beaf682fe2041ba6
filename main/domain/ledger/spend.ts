/** Sums of what was paid, and to whom it is put down. Estimated in dollars from local events. */
import type { DrawnEvent } from './split.ts';

/** Sums over drawn events. Where something is left open, `creditMicros` is "at least". */
export type SpendSums = {
  /** Micro-dollars of priced events on the credits side. */
  readonly creditMicros: number;
  readonly creditEvents: number;
  /** Events on the credits side without a price. */
  readonly unpricedEvents: number;
  /** Micro-dollars of priced events whose side is unknown: perhaps paid, perhaps not. */
  readonly unclearMicros: number;
  readonly unclearEvents: number;
};

export const NOTHING_SPENT: SpendSums = {
  creditMicros: 0,
  creditEvents: 0,
  unpricedEvents: 0,
  unclearMicros: 0,
  unclearEvents: 0,
};

/** Sums of one account's events with `fromMs <= atMs < untilMs`. */
export type SpendBetween = (fromMs: number, untilMs: number) => SpendSums;

/** An event that is, or may be, paid with credits. */
export type PaidEvent = Pick<
  DrawnEvent,
  'key' | 'sessionId' | 'project' | 'model' | 'atMs' | 'costMicros' | 'because'
> & { readonly side: 'credits' | 'unknown' };

/** Whether an event belongs into the sums of spend. */
export function isPaidEvent(event: DrawnEvent): event is DrawnEvent & PaidEvent {
  return event.side === 'credits' || event.side === 'unknown';
}

/** Whether nothing is missing: every paid event has a price, and no event's side is unknown. */
export function isComplete(sums: SpendSums): boolean {
  return sums.unpricedEvents === 0 && sums.unclearEvents === 0;
}

/** Micro-dollars that were paid at least; null where there were paid or unclear events and none of the paid has a price. */
export function leastSpent(sums: SpendSums): number | null {
  const priced = sums.creditEvents - sums.unpricedEvents;
  const isUnknown = priced === 0 && sums.unpricedEvents + sums.unclearEvents > 0;
  return isUnknown ? null : sums.creditMicros;
}

/** One more event in the sums. */
export function addEvent(sums: SpendSums, { side, costMicros }: PaidEvent): SpendSums {
  if (side === 'unknown') {
    return {
      ...sums,
      unclearMicros: sums.unclearMicros + (costMicros ?? 0),
      unclearEvents: sums.unclearEvents + 1,
    };
  }
  return {
    ...sums,
    creditMicros: sums.creditMicros + (costMicros ?? 0),
    creditEvents: sums.creditEvents + 1,
    unpricedEvents: sums.unpricedEvents + Number(costMicros === null),
  };
}

/** The sums of two stretches of time together. */
export function addSums(one: SpendSums, other: SpendSums): SpendSums {
  return {
    creditMicros: one.creditMicros + other.creditMicros,
    creditEvents: one.creditEvents + other.creditEvents,
    unpricedEvents: one.unpricedEvents + other.unpricedEvents,
    unclearMicros: one.unclearMicros + other.unclearMicros,
    unclearEvents: one.unclearEvents + other.unclearEvents,
  };
}

/** Sums over events in memory; the store has the same over its table. */
export function spendOf(events: readonly PaidEvent[]): SpendBetween {
  return (fromMs, untilMs) => {
    let sums = NOTHING_SPENT;
    for (const event of events) {
      if (event.atMs >= fromMs && event.atMs < untilMs) sums = addEvent(sums, event);
    }
    return sums;
  };
}

export type SpendDimension = 'project' | 'session' | 'model';

/** What one project, session or model spent. `name` null: the log names none. */
export type AttributedSpend = SpendSums & { readonly name: string | null };

/**
 * Puts spend down to what caused it, the largest first.
 *
 * The agent is not among the dimensions, because events come an agent and account at a time: it is known.
 */
export function attributeSpend(
  events: Iterable<PaidEvent>,
  dimension: SpendDimension,
): AttributedSpend[] {
  const byName = new Map<string | null, SpendSums>();
  for (const event of events) {
    const name = nameOf(event, dimension);
    byName.set(name, addEvent(byName.get(name) ?? NOTHING_SPENT, event));
  }
  return [...byName]
    .map(([name, sums]) => ({ name, ...sums }))
    .sort(
      (a, b) =>
        b.creditMicros - a.creditMicros ||
        b.unclearMicros - a.unclearMicros ||
        compareNames(a.name, b.name),
    );
}

function nameOf(event: PaidEvent, dimension: SpendDimension): string | null {
  if (dimension === 'project') return event.project;
  return dimension === 'session' ? event.sessionId : event.model;
}

function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
