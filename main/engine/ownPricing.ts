/** The user's own prices in the engine: taken before anything is priced, and history made to follow them. */
import type { PricingPort } from '../prices/pricing.ts';
import type { Tables } from './database.ts';

/** Takes what is saved, without the settings' library where nobody has set a price. */
export async function takeSavedPrices({ reader }: Tables, pricing: PricingPort): Promise<void> {
  const saved = reader.savedSettings();
  if (!saved.document?.includes('"prices"')) return;
  const { readSettings } = await import('./settings.ts');
  pricing.use(readSettings(saved).settings.prices);
}

/** Events keep their facts, so other prices price them without reading a log again. */
export async function renewPrices(
  { reader, writing }: Tables,
  pricing: PricingPort,
): Promise<void> {
  const version = reader.priceVersion();
  const wanted = pricing.version();
  if (!writing || version === wanted) return;
  if (version === null) return writing.settings.setPriceVersion(wanted);
  await priceAgain({ reader, writing }, pricing);
}

/** Prices everything by what holds here, also what came with other prices. */
export async function priceAgain(
  { reader, writing }: Pick<Tables, 'reader' | 'writing'>,
  pricing: PricingPort,
): Promise<void> {
  if (!writing) return;
  await pricing.prepare(reader.models());
  writing.settings.reprice(pricing.version(), pricing.price);
}
