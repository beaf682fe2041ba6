/**
 * Money as integers of a named unit.
 *
 * Dollars are always counted in micro-dollars (`USD`, exponent 6). Everything else (a provider's own credits,
 * another currency) keeps the exponent in which it was stated. Two currencies are never added.
 */
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';

/** `units` divided by 10 to the `exponent`, of one currency. */
export type Amount = {
  readonly currency: string;
  readonly exponent: number;
  readonly units: number;
};

export const DOLLAR = 'USD';
export const DOLLAR_EXPONENT = 6;
/** More digits than any provider writes; keeps every rescaling exact in 64 bits. */
const MOST_DECIMALS = 9;

/** An amount of micro-dollars. */
export function dollars(micros: number): Amount {
  return { currency: DOLLAR, exponent: DOLLAR_EXPONENT, units: micros };
}

/** Units of an amount at a finer or equal exponent. @throws RangeError where digits would be lost */
export function unitsAt(amount: Amount, exponent: number): bigint {
  if (exponent < amount.exponent) throw new RangeError('an amount cannot be made coarser');
  return BigInt(amount.units) * 10n ** BigInt(exponent - amount.exponent);
}

/** The finest exponent of amounts of one currency; a dollar's own where there are none. */
export function finestExponent(currency: string, amounts: Iterable<Amount>): number {
  let finest = currency === DOLLAR ? DOLLAR_EXPONENT : 0;
  for (const amount of amounts) finest = Math.max(finest, amount.exponent);
  return finest;
}

/** An amount from exact units. @throws RangeError beyond what an integer holds (nine billion dollars) */
export function amountOf(currency: string, exponent: number, units: bigint): Amount {
  const plain = Number(units);
  if (!Number.isSafeInteger(plain)) throw new RangeError(`amount out of range: ${units}`);
  return { currency, exponent, units: plain };
}

/** What a provider stated, exactly; null where it has more digits than we count. */
export function amountOfReported(money: ReportedMoney): Amount | null {
  const { currency, exponent, minorUnits } = money;
  const isSound =
    Number.isSafeInteger(minorUnits) && Number.isInteger(exponent) && isExponent(exponent);
  return isSound ? normalised({ currency, exponent, units: minorUnits }) : null;
}

/** Reads a decimal text such as `12.50`; null for anything else. */
export function amountOfDecimal(currency: string, text: string): Amount | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const units = Number(`${sign}${whole}${fraction}`);
  return normalised({ currency, exponent: fraction.length, units: units === 0 ? 0 : units });
}

/** An amount as a person typed it: US dollars where no currency is named; null where it is too large. */
export function amountOfTyped({
  currency,
  micros,
}: {
  readonly currency: string | null;
  readonly micros: number;
}): Amount | null {
  return currency === null || currency === DOLLAR
    ? dollars(micros)
    : amountOfDecimal(currency, decimalOf(micros));
}

/** Millionths as a decimal text with at least two decimals, so that the same amount is always the same text. */
function decimalOf(micros: number): string {
  const digits = String(Math.abs(micros)).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${micros < 0 ? '-' : ''}${digits.slice(0, -6)}.${fraction}`;
}

function normalised(amount: Amount): Amount | null {
  const exponent = amount.currency === DOLLAR ? DOLLAR_EXPONENT : amount.exponent;
  if (amount.exponent > exponent) return null;
  const units = Number(unitsAt(amount, exponent));
  return Number.isSafeInteger(units) ? { ...amount, exponent, units } : null;
}

function isExponent(exponent: number): boolean {
  return exponent >= 0 && exponent <= MOST_DECIMALS;
}

/** What is wrong with an amount in the words of a programmer; null when nothing is. */
export function amountProblem({ currency, exponent, units }: Amount): string | null {
  if (currency === '') return 'no currency';
  if (!Number.isInteger(exponent) || !isExponent(exponent)) return 'impossible exponent';
  if (currency === DOLLAR && exponent !== DOLLAR_EXPONENT) return 'dollars are micro-dollars';
  if (!Number.isSafeInteger(units) || Object.is(units, -0)) return 'units are not an integer';
  return null;
}

/**
 * How large a part is of a whole, in hundredths of a percent, rounded half-even; null of nothing.
 * The sign is the part's where the whole is positive.
 */
export function basisPoints(part: bigint, whole: bigint): number | null {
  if (whole === 0n) return null;
  const isNegative = part < 0n !== whole < 0n;
  const dividend = (part < 0n ? -part : part) * 10_000n;
  const divisor = whole < 0n ? -whole : whole;
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = Number(isUp ? quotient + 1n : quotient);
  return isNegative && rounded !== 0 ? -rounded : rounded;
}
