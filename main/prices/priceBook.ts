/** All prices in force, as people read them: the user's own, then the table of this version with its sources. */
import document from '../../resources/prices.json' with { type: 'json' };
import type { PriceBook, PriceView } from '../../preload/contract/settingsFacts.ts';
import { isoDay, parseInstant } from '../domain/calendar.ts';
import { ownRows, type OwnPrices } from '../domain/ownPrices.ts';
import type { PriceRow } from '../domain/pricing.ts';
import { PRICE_TABLE } from './priceTable.ts';

export function priceBook(
  own: OwnPrices,
  models: Pick<PriceBook, 'modelsInUse' | 'modelsUnpriced'>,
): PriceBook {
  return {
    tableDay: document.version,
    tableAtMs: parseInstant(`${document.version}T00:00:00Z`) ?? 0,
    sources: document.sources,
    rows: [
      ...ownRows(own, PRICE_TABLE).map((row) => viewOf(row, 'own')),
      ...PRICE_TABLE.rows.map((row) => viewOf(row, 'table')),
    ],
    ...models,
  };
}

function viewOf(row: PriceRow, origin: PriceView['origin']): PriceView {
  const { model, mode, upToPromptTokens, prices } = row;
  const fromDay = row.fromMs === null ? null : isoDay(row.fromMs);
  const untilDay = row.untilMs === null ? null : isoDay(row.untilMs);
  return { model, mode, fromDay, untilDay, upToPromptTokens, ...prices, origin };
}
