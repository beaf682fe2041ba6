/** What auto-reload may buy without anybody looking: the exposure. */
import type { AutoReload } from './types.ts';

/** What an auto-reload setting can still cost. `null` for the most it may buy means: without end. */
export type ReloadExposure =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'exposed';
      readonly thresholdMicros: number;
      readonly amountMicros: number;
      /** Purchases that the monthly cap still allows; null: no cap. */
      readonly purchasesLeft: number | null;
      /** Micro-dollars that may still be bought this month; null: no cap, or nobody counted. */
      readonly mostThisMonthMicros: number | null;
      /** The cap is known, what was already bought of it is not: the figure is the whole cap. */
      readonly isUpperBound: boolean;
    };

/**
 * The exposure of a setting. Only whole purchases count: a reload that would pass the cap is not made.
 * What was bought this month counts as nothing where it is unknown, so that the exposure is never too small.
 */
export function reloadExposure(setting: AutoReload): ReloadExposure {
  if (setting.kind === 'unknown') return { kind: 'unknown' };
  if (setting.kind === 'off' || setting.amountMicros <= 0) return { kind: 'none' };
  const { thresholdMicros, amountMicros, monthlyCapMicros, reloadedThisMonthMicros } = setting;
  const base = { kind: 'exposed', thresholdMicros, amountMicros } as const;
  if (monthlyCapMicros === null) {
    return { ...base, purchasesLeft: null, mostThisMonthMicros: null, isUpperBound: false };
  }
  const left = Math.max(0, monthlyCapMicros - (reloadedThisMonthMicros ?? 0));
  const purchasesLeft = Math.floor(left / amountMicros);
  return {
    ...base,
    purchasesLeft,
    mostThisMonthMicros: purchasesLeft * amountMicros,
    isUpperBound: reloadedThisMonthMicros === null,
  };
}
