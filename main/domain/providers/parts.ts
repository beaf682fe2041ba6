/** The parts of an organisation's bill that a chart tells apart: few names, and everything else together. */
import type { ProviderDayPart } from '../../../preload/contract/providers.ts';
import type { CostRow } from './reports.ts';

/** Colours that can still be told apart; the last part is what is left. */
const MOST_NAMES = 5;

/** The model where the provider names one: its lines of the bill belong together. */
function nameOf({ model, description }: CostRow): string | null {
  return model ?? description;
}

/**
 * Names of the parts, the dearest first. Currencies are compared by their numbers, for the order alone.
 * @returns null as the last name where there are more, or rows without any name
 */
export function partsOf(costs: readonly CostRow[]): (string | null)[] {
  const sums = new Map<string | null, bigint>();
  for (const row of costs) {
    const name = nameOf(row);
    sums.set(name, (sums.get(name) ?? 0n) + BigInt(row.amountMicros));
  }
  const names = [...sums.keys()]
    .filter((name) => name !== null)
    .sort((a, b) => compare(sums.get(b) ?? 0n, sums.get(a) ?? 0n) || compare(a, b));
  const isMore = names.length > MOST_NAMES || sums.has(null);
  return [...names.slice(0, MOST_NAMES), ...(isMore ? [null] : [])];
}

/** A day's rows by part and currency, in the order of `parts`. */
export function dayPartsOf(
  costs: readonly CostRow[],
  parts: readonly (string | null)[],
): ProviderDayPart[] {
  const rest = parts.indexOf(null);
  const sums = new Map<string, ProviderDayPart>();
  for (const row of costs) {
    const named = parts.indexOf(nameOf(row));
    const part = named === -1 ? rest : named;
    const { currency } = row;
    const before = sums.get(`${part} ${currency}`)?.micros ?? 0;
    const micros = Number(BigInt(before) + BigInt(row.amountMicros));
    sums.set(`${part} ${currency}`, { part, currency, micros });
  }
  return [...sums.values()].sort((a, b) => a.part - b.part || compare(a.currency, b.currency));
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
