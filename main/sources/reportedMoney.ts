/** Money as providers write it, kept exact: nothing is rounded, nothing unknown becomes zero. */
import type { ReportedMoney } from '../../preload/contract/snapshot.ts';

/** Currencies without the two decimals that are usual (ISO 4217). */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};
const MOST_DECIMALS = 9;

/** How many decimals a currency's amounts have when nobody says. */
export function currencyDecimals(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/** A currency code in capitals; null for anything else. */
export function asCurrency(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : null;
}

/**
 * An amount in minor units, such as cents. A part of a cent moves the exponent instead of being lost.
 *
 * @param value a number, or a decimal text
 * @param decimals how many of the currency's decimals one minor unit stands for
 * @returns null when it is no amount
 */
export function moneyOfMinor(
  value: unknown,
  currency: string,
  decimals: number,
): ReportedMoney | null {
  return money(value, currency, decimals);
}

/** An amount in major units, such as dollars. */
export function moneyOfMajor(value: unknown, currency: string): ReportedMoney | null {
  const exact = money(value, currency, 0);
  if (exact === null) return null;
  const missing = currencyDecimals(currency) - exact.exponent;
  if (missing <= 0) return exact;
  const minorUnits = exact.minorUnits * 10 ** missing;
  return Number.isSafeInteger(minorUnits)
    ? { currency, minorUnits, exponent: exact.exponent + missing }
    : null;
}

function money(value: unknown, currency: string, decimals: number): ReportedMoney | null {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) return null;
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const exponent = decimals + fraction.length;
  const minorUnits = Number(`${match[1] ?? ''}${match[2] ?? ''}${fraction}`);
  if (exponent > MOST_DECIMALS || !Number.isSafeInteger(minorUnits)) return null;
  return { currency, minorUnits: minorUnits === 0 ? 0 : minorUnits, exponent };
}
