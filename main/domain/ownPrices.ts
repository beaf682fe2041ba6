/** The user's own prices as rows of a price table: each holds from its day until the model's next one. */
import { readPriceKey } from '../../preload/contract/priceKeys.ts';
import type { OwnPrice } from '../../preload/contract/settingsOfPrices.ts';
import { parseInstant } from './calendar.ts';
import { canonicalModel, type PriceRow, type PriceTable } from './pricing.ts';

/** By the key that the settings give them: `MODEL` or `MODEL@YYYY-MM-DD`. */
export type OwnPrices = { readonly [key: string]: OwnPrice };

type Dated = { readonly model: string; readonly fromMs: number | null; readonly prices: OwnPrice };

/**
 * Rows for ordinary requests. Days begin at midnight UTC, as in the table; what a key with no day says holds
 * always. The factor for inference inside one country is the table's own: it is no price.
 */
export function ownRows(own: OwnPrices, table: Pick<PriceTable, 'rows'>): PriceRow[] {
  const dated = Object.entries(own).flatMap(([key, prices]): Dated[] => {
    const read = readPriceKey(key);
    if (read === null) return [];
    const { model, fromDay } = read;
    const fromMs = fromDay === null ? null : parseInstant(`${fromDay}T00:00:00Z`);
    return [{ model, fromMs, prices }];
  });
  return dated
    .toSorted((a, b) => (a.fromMs ?? -Infinity) - (b.fromMs ?? -Infinity))
    .map(({ model, fromMs, prices }, index, all) => ({
      model,
      fromMs,
      untilMs: all.find((later, at) => at > index && later.model === model)?.fromMs ?? null,
      mode: 'standard',
      upToPromptTokens: null,
      usOnlyPercent: factorOf(model, table),
      prices,
    }));
}

function factorOf(model: string, { rows }: Pick<PriceTable, 'rows'>): number | null {
  const names = new Set([model, canonicalModel(model)]);
  return rows.find((row) => names.has(row.model))?.usOnlyPercent ?? null;
}

/** A name for a table with own prices; the same prices have the same name whatever their order. */
export function versionWith(version: string, own: OwnPrices): string {
  const entries = Object.entries(own)
    .map(([key, { input, output, cacheWrite5m, cacheWrite1h, cacheRead }]) =>
      [key, input, output, cacheWrite5m, cacheWrite1h, cacheRead].join(' '),
    )
    .toSorted();
  return entries.length === 0 ? version : `${version} with ${entries.join(', ')}`;
}
