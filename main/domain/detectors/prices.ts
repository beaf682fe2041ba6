/** Models in use that the price table is too old for. */
import { DAY_MS } from '../calendar.ts';

/** A model that was used lately, and how it is priced. */
export type ModelInUse = {
  readonly model: string;
  readonly lastUsedAtMs: number;
  /** `table`: a dated row. `fallback`: a general library guessed. `none`: no price at all. */
  readonly pricedBy: 'table' | 'fallback' | 'none';
};

export type OutdatedPrices = {
  readonly kind: 'prices-outdated';
  readonly key: string;
  readonly model: string;
  readonly why: 'no-price' | 'table-old';
  readonly tableVersion: string;
  readonly atMs: number;
};

/** Prices change about this often; an older table may name an old price for a model that it knows. */
export const TABLE_OLD_AFTER_MS = 120 * DAY_MS;

/**
 * One finding a model: without a price, or used long after the table was made. What the general library prices is
 * none: most agents' models are priced by it, and the table is not too old for what it never named.
 *
 * @param tableAsOfMs when the table was last checked against its sources
 */
export function outdatedPrices(
  models: readonly ModelInUse[],
  tableVersion: string,
  tableAsOfMs: number,
): OutdatedPrices[] {
  return models.flatMap(({ model, lastUsedAtMs, pricedBy }) => {
    const why = reasonFor(pricedBy, lastUsedAtMs - tableAsOfMs);
    if (why === null) return [];
    const key = `prices-outdated|${tableVersion}|${why}|${model}`;
    return [
      { kind: 'prices-outdated' as const, key, model, why, tableVersion, atMs: lastUsedAtMs },
    ];
  });
}

function reasonFor(pricedBy: ModelInUse['pricedBy'], ageMs: number): OutdatedPrices['why'] | null {
  if (pricedBy === 'none') return 'no-price';
  if (pricedBy === 'fallback') return null;
  return ageMs > TABLE_OLD_AFTER_MS ? 'table-old' : null;
}
