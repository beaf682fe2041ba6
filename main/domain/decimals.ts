/** Amounts of money that providers write as decimal numbers, made integers without a detour over floats. */

const DECIMAL = /^(-?)(\d{1,24})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Micro-units of a decimal text, rounded half-even.
 *
 * @param exponent of what the text counts, in micro-units: 6 for whole dollars, 4 for cents
 * @returns null when the text is no decimal number, or beyond what a safe integer holds
 */
export function microsOfDecimal(text: string, exponent: number): number | null {
  const found = DECIMAL.exec(text.trim());
  if (!found) return null;
  const [, minus, whole = '', fraction = '', power = '0'] = found;
  const digits = BigInt(whole + fraction);
  const shift = exponent + Number(power) - fraction.length;
  if (Math.abs(shift) > 60) return digits === 0n ? 0 : null;
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : dividedHalfEven(digits, -shift);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return minus === '-' && size > 0n ? -Number(size) : Number(size);
}

function dividedHalfEven(digits: bigint, places: number): bigint {
  const by = 10n ** BigInt(places);
  const twice = (digits % by) * 2n;
  const quotient = digits / by;
  return twice > by || (twice === by && quotient % 2n === 1n) ? quotient + 1n : quotient;
}
