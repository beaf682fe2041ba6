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

export const PRICE = leaf<OwnPrice | null>(
  ownPrice,
  null,
  { kind: 'price' },
  'Your own price of a model, in US dollars per million tokens, from a day on.',
);
