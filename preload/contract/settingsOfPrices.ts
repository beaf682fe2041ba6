/**
 * Prices that the user says: micro-dollars per million tokens, from a day on. They come before the table that
 * ships with this version; what was counted is priced again by them.
 */
import { z } from 'zod';
import { leaf, micros } from './settingNodes.ts';

/** No price of a published model is above $10,000 per million tokens. */
const price = micros.max(10_000_000_000);

const ownPrice = z.strictObject({
  input: price,
  output: price,
  cacheWrite5m: price,
  cacheWrite1h: price,
  cacheRead: price,
});

export type OwnPrice = z.infer<typeof ownPrice>;

const KEY = /^(?<model>[a-z0-9][a-z0-9._:/-]{0,119})(?:@(?<day>\d{4}-\d{2}-\d{2}))?$/;

/** Model and first day (midnight UTC) of a key; a day of null: always. Null for what is no key. */
export function readPriceKey(key: string): { model: string; fromDay: string | null } | null {
  const { model, day } = KEY.exec(key)?.groups ?? {};
  if (model === undefined) return null;
  if (day !== undefined && !z.iso.date().safeParse(day).success) return null;
  return { model, fromDay: day ?? null };
}

export function isPriceKey(key: string): boolean {
  return readPriceKey(key) !== null;
}

export const PRICE = leaf<OwnPrice | null>(
  ownPrice,
  null,
  { kind: 'price' },
  'Your own price of a model, in US dollars per million tokens, from a day on.',
);
