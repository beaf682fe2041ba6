/** Prices as the user has them: their own before those of the table. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { PriceableFact, Pricing } from '../domain/pricing.ts';
import { createPricing } from '../prices/pricing.ts';

/** Models that neither names have no price here: the library for those is too large to load for a page. */
export function pricesOf({ prices }: Settings): (fact: PriceableFact) => Pricing {
  const pricing = createPricing();
  pricing.use(prices);
  return pricing.price;
}
