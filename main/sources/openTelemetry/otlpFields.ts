/** Reads OTLP's JSON encoding: attributes as a list of names with typed values, 64-bit numbers as texts. */
import { z } from 'zod';

const anyValue = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});

const attribute = z.object({ key: z.string(), value: anyValue });

export type Attributes = ReadonlyMap<string, string | number | boolean>;

/** Attributes by name; those of other types (lists, maps) are left out. */
export function readAttributes(value: unknown): Attributes {
  const result = new Map<string, string | number | boolean>();
  for (const entry of asList(value)) {
    const found = attribute.safeParse(entry).data;
    if (!found) continue;
    const { stringValue, intValue, doubleValue, boolValue } = found.value;
    const read = stringValue ?? doubleValue ?? boolValue ?? numberOf(intValue);
    if (read !== null && read !== undefined) result.set(found.key, read);
  }
  return result;
}

/** A text with content; null for anything else. */
export function textAttribute(attributes: Attributes, name: string): string | null {
  const value = attributes.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number, also when it was sent as text; null for anything else. */
export function numberAttribute(attributes: Attributes, name: string): number | null {
  return numberOf(attributes.get(name));
}

/** A whole number of at least 0; null for anything else. */
export function countAttribute(attributes: Attributes, name: string): number | null {
  const value = numberAttribute(attributes, name);
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Epoch milliseconds of a nanosecond text; null when there is none. */
export function instantOfNanos(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{16,20}$/.test(text)) return null;
  return Number(BigInt(text) / 1_000_000n);
}

export function numberOf(value: unknown): number | null {
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value)) {
    return numberOf(Number(value));
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Walks `resource…[].scope…[].<leaf>[]`, the shape of every OTLP request. */
export function leavesOf(
  body: unknown,
  resources: string,
  scopes: string,
  leaf: string,
): unknown[] {
  return asList(member(body, resources)).flatMap((resource) =>
    asList(member(resource, scopes)).flatMap((scope) => [...asList(member(scope, leaf))]),
  );
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
