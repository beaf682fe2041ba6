/**
 * List prices of plans for a month, in micro-dollars, billed by the month in the United States and without tax.
 * Source: the vendor's pricing page (https://claude.com/pricing). Where a price depends on the seat or on a
 * contract there is none here: unknown is not zero.
 */
import type { PlanId } from '../../../preload/contract/credits.ts';

const MONTHLY_MICROS: Readonly<Partial<Record<PlanId, number>>> = {
  pro: 20_000_000,
  'max-5x': 100_000_000,
  'max-20x': 200_000_000,
  free: 0,
};

/** What a month of a plan costs by its list price; null where that is not known. */
export function monthlyPlanMicros(plan: PlanId | null): number | null {
  return plan === null ? null : (MONTHLY_MICROS[plan] ?? null);
}
