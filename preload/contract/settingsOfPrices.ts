/**
 * Prices that the user says: micro-dollars per million tokens, from a day on. They come before the table that
 * ships with this version; what was counted is priced again by them.
 */
import { exactly, wholeNumber, type Valid } from './checks.ts';
import { leaf } from './settingNodes.ts';

/** No price of a published model is above $10,000 per million tokens. */
const price = wholeNumber(0, 10_000_000_000);

const ownPrice = exactly({
  input: price,
  output: price,
  cacheWrite5m: price,
  cacheWrite1h: price,
  cacheRead: price,
});

export type OwnPrice = Valid<typeof ownPrice>;

export const PRICE = leaf<OwnPrice | null>(
  ownPrice,
  null,
  { kind: 'price' },
  'Your own price of a model, in US dollars per million tokens, from a day on.',
);
