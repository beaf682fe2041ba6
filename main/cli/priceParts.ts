/** A price said by input and output alone: what the cache costs is the shipped table's, never a guess. */
import { parseDollars, writeDollars } from '../../preload/contract/amount.ts';
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { readPriceKey } from '../../preload/contract/priceKeys.ts';
import { parseInstant } from '../domain/calendar.ts';
import { canonicalModel, isRowInForce, type TokenPrices } from '../domain/pricing.ts';
import { PRICE_TABLE } from '../prices/priceTable.ts';
import { terminalContext } from './terminal.ts';

type Completed =
  | {
      readonly ok: true;
      /** As the settings read it. */
      readonly value: string;
      /** Says what the parts that were left out became; null: none was. */
      readonly note: string | null;
    }
  | { readonly ok: false; readonly message: string };

/** Completes what was typed as the price of a model; what cannot be read is left for the settings to refuse. */
export function completePrice(key: string, typed: string, nowMs: number): Completed {
  const parts = typed.split('/');
  const read = readPriceKey(key);
  if (read === null || parts.length !== 2 || !parts.every((part) => parseDollars(part).ok))
    return { ok: true, value: typed, note: null };
  const dayMs = read.fromDay === null ? null : parseInstant(`${read.fromDay}T00:00:00Z`);
  const prices = tablePrices(read.model, dayMs ?? nowMs);
  if (!prices) {
    return {
      ok: false,
      message: inEnglish(
        'The price table does not know {model}, so say what its cache costs too: INPUT/OUTPUT/CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ.',
        { model: read.model },
      ),
    };
  }
  const taken = [prices.cacheWrite5m, prices.cacheWrite1h, prices.cacheRead].map(writeDollars);
  const [write = '', hour = '', cacheRead = ''] = taken;
  return {
    ok: true,
    value: [...parts, ...taken].join('/'),
    note: say(
      terminalContext(),
      'Taken from the price table: cache write {write}, for an hour {hour}, cache read {read}.',
      { write, hour, read: cacheRead },
    ),
  };
}

/** The table's ordinary price of a model at an instant, for the shortest prompts; null: it does not name it. */
function tablePrices(model: string, atMs: number): TokenPrices | null {
  const rowOf = (name: string) =>
    PRICE_TABLE.rows.find((row) => row.model === name && isRowInForce(row, 'standard', atMs));
  return (rowOf(model) ?? rowOf(canonicalModel(model)))?.prices ?? null;
}
