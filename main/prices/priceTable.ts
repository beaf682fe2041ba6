/** The dated price table of `resources/prices.json` in integers. */
import document from '../../resources/prices.json' with { type: 'json' };
import { parseInstant } from '../domain/calendar.ts';
import type { PriceRow, PriceTable } from '../domain/pricing.ts';

type DocumentRow = {
  readonly model: string;
  readonly aliases?: readonly string[];
  readonly mode?: string;
  readonly from: string | null;
  readonly until?: string;
  readonly upToPromptTokens?: number;
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  readonly usOnlyPercent?: number;
};

/**
 * Dollars per million tokens as micro-dollars per million tokens.
 * @throws RangeError when the table names a price finer than that
 */
export function microsOf(dollars: number): number {
  const micros = Math.round(dollars * 1_000_000);
  if (Math.abs(micros / 1_000_000 - dollars) > 1e-9) throw new RangeError(`Price ${dollars}`);
  return micros;
}

/** Days in the table begin at midnight UTC. */
function dayMs(day: string | null | undefined): number | null {
  return day === null || day === undefined ? null : parseInstant(`${day}T00:00:00Z`);
}

function rowsOf(row: DocumentRow): PriceRow[] {
  return [row.model, ...(row.aliases ?? [])].map((model) => ({
    model,
    fromMs: dayMs(row.from),
    untilMs: dayMs(row.until),
    mode: row.mode === 'fast' ? 'fast' : 'standard',
    upToPromptTokens: row.upToPromptTokens ?? null,
    usOnlyPercent: row.usOnlyPercent ?? null,
    prices: {
      input: microsOf(row.input),
      output: microsOf(row.output),
      cacheWrite5m: microsOf(row.cacheWrite5m),
      cacheWrite1h: microsOf(row.cacheWrite1h),
      cacheRead: microsOf(row.cacheRead),
    },
  }));
}

/** The table that ships with this version of Tollgate. */
export const PRICE_TABLE: PriceTable & { readonly asOfMs: number } = {
  version: document.version,
  // The version is the day on which it was checked.
  asOfMs: parseInstant(`${document.version.slice(0, 10)}T00:00:00Z`) ?? 0,
  rows: (document.models as readonly DocumentRow[]).flatMap(rowsOf),
  webSearchMicros: microsOf(document.webSearchPerThousand) / 1000,
  batchPercent: document.batchPercent,
};
