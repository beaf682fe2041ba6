/** Reported money as micro-dollars, where it is dollars. */
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';

const MICRO_EXPONENT = 6;

/** Micro-dollars, cut toward less; null for any other currency, which is never converted, and beyond 2^53. */
export function balanceMicros({ currency, minorUnits, exponent }: ReportedMoney): number | null {
  if (currency !== 'USD' || !Number.isSafeInteger(minorUnits)) return null;
  const digits = MICRO_EXPONENT - exponent;
  const micros =
    digits >= 0
      ? BigInt(minorUnits) * 10n ** BigInt(digits)
      : floorDivide(BigInt(minorUnits), 10n ** BigInt(-digits));
  const value = Number(micros);
  return Number.isSafeInteger(value) ? value : null;
}

function floorDivide(one: bigint, other: bigint): bigint {
  const quotient = one / other;
  return one % other < 0n ? quotient - 1n : quotient;
}
