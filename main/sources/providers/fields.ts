/** Fields of provider reports, whose numbers are texts (exactJson.ts). `undefined` means: not what was promised. */
import { microsOfDecimal } from '../../domain/decimals.ts';
import { parseInstant } from '../../domain/calendar.ts';

export { asObject, type JsonObject } from '../../agents/fields.ts';

/** Far above any organisation's day. */
const LARGEST_COUNT = 1_000_000_000_000_000;
const LONGEST_TEXT = 512;
const LARGEST_MICROS = 1_000_000_000_000_000;

/** A text, or null where there is none. */
export function textOrNull(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) || null : undefined;
}

/** A count; absent and null are null. */
export function countOrNull(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !/^\d{1,16}$/.test(value)) return undefined;
  const count = Number(value);
  return count <= LARGEST_COUNT ? count : undefined;
}

/** A count that is 0 where the provider leaves it out. */
export function count(value: unknown): number | undefined {
  const found = countOrNull(value);
  return found === null ? 0 : found;
}

/** Money in micro-units. @param exponent see `microsOfDecimal` */
export function micros(value: unknown, exponent: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const amount = microsOfDecimal(value, exponent);
  return amount === null || Math.abs(amount) > LARGEST_MICROS ? undefined : amount;
}

/** An ISO 4217 code, in capitals. */
export function currency(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : undefined;
}

/** Epoch milliseconds of ISO 8601 with a zone. */
export function isoMs(value: unknown): number | undefined {
  return typeof value === 'string' ? (parseInstant(value) ?? undefined) : undefined;
}

/** Epoch milliseconds of whole epoch seconds. */
export function secondsMs(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{9,11}$/.test(value)) return undefined;
  return Number(value) * 1000;
}

/** All of a list, or undefined as soon as one of it cannot be read. */
export function each<T>(list: unknown, read: (value: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const found: T[] = [];
  for (const value of list) {
    const one = read(value);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return found;
}

/** The record, or undefined when any of its fields is. */
export function whole<T extends object>(
  record: T,
): { [K in keyof T]: Exclude<T[K], undefined> } | undefined {
  return Object.values(record).includes(undefined)
    ? undefined
    : (record as { [K in keyof T]: Exclude<T[K], undefined> });
}
