/** Integer money: micro-dollars, and providers' own currencies kept apart from them. */
import type { ReportedMoney } from '../../preload/contract/snapshot.ts';

export const MICROS_PER_DOLLAR = 1_000_000;

/** How many micro-dollars one whole unit of another currency is worth; only ever entered by the user. */
export type CurrencyRate = {
  readonly currency: string;
  readonly microsPerUnit: number;
};

/** Micro-dollars as money with a currency, for figures that were entered or computed in dollars. */
export function dollars(micros: number): ReportedMoney {
  return { currency: 'USD', minorUnits: micros, exponent: 6 };
}

/**
 * Micro-dollars of reported money, rounded half-even.
 *
 * @returns null where the currency is not the dollar and the user entered no rate, or the figure is no integer
 */
export function microsOfMoney(money: ReportedMoney, rates: readonly CurrencyRate[]): number | null {
  if (!Number.isSafeInteger(money.minorUnits)) return null;
  if (!Number.isInteger(money.exponent) || money.exponent < 0 || money.exponent > 18) return null;
  const microsPerUnit = microsPerUnitOf(money.currency, rates);
  if (microsPerUnit === null) return null;
  return multiplyDivide(money.minorUnits, microsPerUnit, 10n ** BigInt(money.exponent));
}

function microsPerUnitOf(currency: string, rates: readonly CurrencyRate[]): number | null {
  if (currency.toUpperCase() === 'USD') return MICROS_PER_DOLLAR;
  const rate = rates.findLast((one) => one.currency.toUpperCase() === currency.toUpperCase());
  return rate && Number.isSafeInteger(rate.microsPerUnit) && rate.microsPerUnit > 0
    ? rate.microsPerUnit
    : null;
}

/** `value * factor / divisor` in exact integers, rounded half-even; the divisor is above zero. */
export function multiplyDivide(value: number, factor: number, divisor: number | bigint): number {
  const product = BigInt(value) * BigInt(factor);
  const by = BigInt(divisor);
  const size = product < 0n ? -product : product;
  const twice = (size % by) * 2n;
  const quotient = size / by;
  const isUp = twice > by || (twice === by && quotient % 2n === 1n);
  const rounded = isUp ? quotient + 1n : quotient;
  return Number(product < 0n ? -rounded : rounded);
}

/** A decimal text in a provider's own credits, kept exact; null when it is no number. */
export function creditsMoney(text: string): ReportedMoney | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[3] ?? '';
  const minorUnits = Number(`${match[1] ?? ''}${match[2] ?? ''}${fraction}`);
  return { currency: 'credits', minorUnits, exponent: fraction.length };
}
