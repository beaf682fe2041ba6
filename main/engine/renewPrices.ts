/** A new price table for what was counted before it. */
import type { PricingPort } from '../prices/pricing.ts';
import type { Tables } from './database.ts';

/** Events keep their facts, so a new price table prices them without reading a log again. */
export async function renewPrices(
  { reader, writing }: Tables,
  pricing: PricingPort,
): Promise<void> {
  const version = reader.priceVersion();
  if (!writing || version === pricing.version) return;
  if (version === null) return writing.settings.setPriceVersion(pricing.version);
  await pricing.prepare(reader.models());
  writing.settings.reprice(pricing.version, pricing.price);
}
