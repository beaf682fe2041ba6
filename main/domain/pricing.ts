/**
 * What a response would cost at API prices, in integers.
 *
 * A price is micro-dollars per million tokens, which is the same number as pico-dollars per token; a sum of
 * them is rounded half-even to micro-dollars once per event.
 */
import { promptTokens, type ServiceMode, type UsageFact } from './usage.ts';

/** Micro-dollars per million tokens, by token class. */
export type TokenPrices = {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
};

/** One dated row of the price table. A row holds from `fromMs` (inclusive) until `untilMs` (exclusive). */
export type PriceRow = {
  readonly model: string;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly mode: ServiceMode;
  /** The row holds for prompts up to this many tokens, cache included; null: no upper bound. */
  readonly upToPromptTokens: number | null;
  readonly prices: TokenPrices;
  /** Factor on all token classes for inference inside the US only, in percent; null where none is named. */
  readonly usOnlyPercent: number | null;
};

export type PriceTable = {
  /** Names the state of the table: a part of the version under which events are priced. */
  readonly version: string;
  readonly rows: readonly PriceRow[];
  /** Micro-dollars for one web search. */
  readonly webSearchMicros: number;
  /**
   * Batch requests: percent of the standard price, the cache included. Its multipliers “stack with other pricing modifiers,
   * including the Batch API discount” (https://platform.claude.com/docs/en/about-claude/pricing).
   */
  readonly batchPercent: number;
};

/** Finds prices for models that the dated table does not name; null for a model nobody knows. */
export type FallbackPrices = (
  model: string,
  atMs: number,
  promptTokenCount: number,
) => TokenPrices | null;

/** The parts of a fact that its price depends on. */
export type PriceableFact = Pick<
  UsageFact,
  | 'atMs'
  | 'model'
  | 'inputTokens'
  | 'outputTokens'
  | 'cacheWrite5mTokens'
  | 'cacheWrite1hTokens'
  | 'cacheReadTokens'
  | 'webSearches'
  | 'mode'
  | 'isUsOnly'
> & {
  /** Many requests in one record: nobody knows how large any of them was. */
  readonly isSum?: boolean;
};

export type Pricing = { readonly costMicros: number } | { readonly unpricedBecause: string };

/** The cost, or null for what has no price. */
export function costOf(pricing: Pricing): number | null {
  return 'costMicros' in pricing ? pricing.costMicros : null;
}

const PICOS_PER_MICRO = 1_000_000n;

/** Finds the rows of a model, under whatever name it was logged. */
type RowsOf = (model: string) => readonly PriceRow[] | undefined;

/** A function that prices facts by one table; the index is built once. */
export function createPricer(table: PriceTable, fallback: FallbackPrices) {
  const index = indexRows(table.rows);
  /** Of names as they were logged: there are few, and making the canonical one takes longer than pricing. */
  const found = new Map<string, readonly PriceRow[] | undefined>();
  const rowsOf: RowsOf = (model) => {
    if (found.has(model)) return found.get(model);
    const rows =
      index.get(model) ?? index.get(plainModel(model)) ?? index.get(canonicalModel(model));
    if (found.size < MOST_NAMES) found.set(model, rows);
    return rows;
  };
  return (fact: PriceableFact): Pricing => priceFact(fact, table, rowsOf, fallback);
}

/** A log can hold any number of names. */
const MOST_NAMES = 1000;

function indexRows(rows: readonly PriceRow[]): ReadonlyMap<string, readonly PriceRow[]> {
  const index = new Map<string, PriceRow[]>();
  for (const row of rows) {
    const known = index.get(row.model);
    if (known) known.push(row);
    else index.set(row.model, [row]);
  }
  return index;
}

/** Models of Anthropic's, whoever's agent uses them. */
const CLAUDE = /^claude\b/;

/**
 * Canonical name of a model as the table writes it: without a vendor's prefix, a date or `[1m]` suffix.
 * `us.anthropic.claude-sonnet-4-5-20250929-v1:0` and `claude-sonnet-4-5-20250929` are the same model. So is Claude with
 * thinking, and with a version of the form `4.5`; other makers sell what is called so as another model, or by another name.
 */
export function canonicalModel(model: string): string {
  const name = bareName(model);
  if (!CLAUDE.test(name)) return withoutState(name);
  const untagged = name.replace(/(?::beta|[:-]thinking)$/, '');
  return withoutState(untagged.replace(/(\d)\.(\d)/g, '$1-$2'));
}

/** Nearer to what was logged: own prices may be under a name with `4.5`. */
function plainModel(model: string): string {
  return withoutState(bareName(model));
}

/** Without a vendor's prefix and what stands in brackets. */
function bareName(model: string): string {
  return model
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^(?:(?:us-gov|[a-z]{2,6})\.)?anthropic\./, '')
    .replace(/\[[^\]]*\]$/, '');
}

function withoutState(name: string): string {
  return name
    .replace(/-v\d+(?::\d+)?$/, '')
    .replace(/[@-]\d{8}$/, '')
    .replace(/-latest$/, '');
}

function priceFact(
  fact: PriceableFact,
  table: PriceTable,
  rowsOf: RowsOf,
  fallback: FallbackPrices,
): Pricing {
  const rows = rowsOf(fact.model);
  if (rows) {
    const row = rowFor(rows, fact);
    if (!row) return { unpricedBecause: `no ${fact.mode} price for ${fact.model}` };
    return {
      costMicros: costMicros(fact, row.prices, table, fact.isUsOnly ? row.usOnlyPercent : null),
    };
  }
  if (fact.mode !== 'standard')
    return { unpricedBecause: `no ${fact.mode} price for ${fact.model}` };
  const prices = fallback(fact.model, fact.atMs, tierTokens(fact));
  if (!prices) return { unpricedBecause: `no price for ${fact.model}` };
  return { costMicros: costMicros(fact, prices, table, null) };
}

/**
 * The prompt by which a tier is chosen. A sum gets the lowest one: the requests of a session together are far larger than
 * nearly all of them are, and the dear tier would make ordinary sessions cost several times too much.
 */
function tierTokens(fact: PriceableFact): number {
  return fact.isSum === true ? 0 : promptTokens(fact);
}

/** The row that was in force for this event; batch is the standard row at the table's batch factor. */
function rowFor(rows: readonly PriceRow[], fact: PriceableFact): PriceRow | undefined {
  const mode = fact.mode === 'batch' ? 'standard' : fact.mode;
  const prompt = tierTokens(fact);
  return rows.find(
    (row) =>
      isRowInForce(row, mode, fact.atMs) &&
      (row.upToPromptTokens === null || prompt <= row.upToPromptTokens),
  );
}

/** Whether a row held for a mode at an instant, whatever the length of the prompt. */
export function isRowInForce(row: PriceRow, mode: PriceRow['mode'], atMs: number): boolean {
  return (
    row.mode === mode &&
    (row.fromMs === null || atMs >= row.fromMs) &&
    (row.untilMs === null || atMs < row.untilMs)
  );
}

function costMicros(
  fact: PriceableFact,
  prices: TokenPrices,
  table: PriceTable,
  usOnlyPercent: number | null,
): number {
  const isPlain = fact.mode === 'standard' && usOnlyPercent === null && fact.webSearches === 0;
  const picos = isPlain ? plainPicos(fact, prices) : null;
  if (picos !== null) return roundPicos(picos);
  const tokens =
    product(fact.inputTokens, prices.input) +
    product(fact.outputTokens, prices.output) +
    product(fact.cacheWrite5mTokens, prices.cacheWrite5m) +
    product(fact.cacheWrite1hTokens, prices.cacheWrite1h) +
    product(fact.cacheReadTokens, prices.cacheRead);
  const batchPercent = BigInt(fact.mode === 'batch' ? table.batchPercent : 100);
  const regional = tokens * batchPercent * BigInt(usOnlyPercent ?? 100);
  const searches =
    BigInt(fact.webSearches) * BigInt(table.webSearchMicros) * PICOS_PER_MICRO * 10_000n;
  return Number(divideHalfEven(regional + searches, PICOS_PER_MICRO * 10_000n));
}

/**
 * Pico-dollars of an ordinary request in plain numbers, which are exact up to 2^53 (about $9,000); null
 * above that. Nearly all events are ordinary, and big integers cost ten times as much.
 */
function plainPicos(fact: PriceableFact, prices: TokenPrices): number | null {
  const picos =
    fact.inputTokens * prices.input +
    fact.outputTokens * prices.output +
    fact.cacheWrite5mTokens * prices.cacheWrite5m +
    fact.cacheWrite1hTokens * prices.cacheWrite1h +
    fact.cacheReadTokens * prices.cacheRead;
  return Number.isSafeInteger(picos) ? picos : null;
}

/** Micro-dollars, rounded half-even. */
function roundPicos(picos: number): number {
  const rest = picos % 1_000_000;
  const micros = (picos - rest) / 1_000_000;
  if (rest > 500_000 || (rest === 500_000 && micros % 2 === 1)) return micros + 1;
  return micros;
}

function product(tokens: number, picosPerToken: number): bigint {
  return BigInt(tokens) * BigInt(picosPerToken);
}

/** Division that rounds to the nearest integer, a tie to the even one. Both operands at least zero. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) return quotient + 1n;
  return quotient;
}
