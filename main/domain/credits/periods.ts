/** Where a budget's day and month begin and end on the user's own clock. */
import type { Zone } from '../calendar.ts';
import { addDays } from '../calendar.ts';

/** From inclusive, until exclusive; epoch milliseconds. */
export type Span = { readonly fromMs: number; readonly untilMs: number };

/** The local day of an instant; 23 or 25 hours long where clocks change. */
export function dayOf(atMs: number, zone: Zone): Span {
  const day = zone.dayOf(atMs);
  return { fromMs: zone.startOfDay(day), untilMs: zone.startOfDay(addDays(day, 1)) };
}

/** The local calendar month of an instant. */
export function monthOf(atMs: number, zone: Zone): Span {
  const first = `${zone.dayOf(atMs).slice(0, 7)}-01`;
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  return { fromMs: zone.startOfDay(first), untilMs: zone.startOfDay(next) };
}
