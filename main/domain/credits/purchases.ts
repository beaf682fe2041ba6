/**
 * Buying credits: presets, bundles with their discount, and when bought credits end. Sources: articles
 * 14246112 (bundles), 12429409 (usage credits), 8977456 (API credits) of support.claude.com in copies of
 * 2026-08-22, and article 12642688 of help.openai.com.
 */
import { civilFromMs, DAY_MS, utcMs } from '../calendar.ts';
import { PLANS, type PlanId } from './plans.ts';

/** Amounts that the purchase page offers, in micro-dollars; any other amount may be entered. */
export const PRESET_MICROS: readonly number[] = [5_000_000, 10_000_000, 20_000_000];

export type Bundle = {
  /** Credits received and the price paid, in micro-dollars. */
  readonly creditMicros: number;
  readonly priceMicros: number;
  readonly discountPercent: number;
};

export const BUNDLES: readonly Bundle[] = [
  { creditMicros: 50_000_000, priceMicros: 45_000_000, discountPercent: 10 },
  { creditMicros: 250_000_000, priceMicros: 200_000_000, discountPercent: 20 },
  { creditMicros: 1_000_000_000, priceMicros: 700_000_000, discountPercent: 30 },
];

export type PurchaseQuote = {
  readonly creditMicros: number;
  readonly priceMicros: number;
  readonly bundle: Bundle | null;
  /** Why no bundle applies although one of this amount exists. */
  readonly withoutBundleBecause: 'not-on-this-plan' | 'monthly-cap' | null;
};

/**
 * What an amount of credits costs.
 *
 * @param bundledThisMonthMicros credits received from bundles this month already
 */
export function quotePurchase(
  creditMicros: number,
  plan: PlanId | null,
  bundledThisMonthMicros: number,
): PurchaseQuote {
  const bundle = BUNDLES.find((one) => one.creditMicros === creditMicros) ?? null;
  const plain = { creditMicros, priceMicros: creditMicros, bundle: null };
  if (bundle === null) return { ...plain, withoutBundleBecause: null };
  const capMicros = plan === null ? null : PLANS[plan].bundleMonthlyCapMicros;
  if (capMicros === null) return { ...plain, withoutBundleBecause: 'not-on-this-plan' };
  if (bundledThisMonthMicros + creditMicros > capMicros) {
    return { ...plain, withoutBundleBecause: 'monthly-cap' };
  }
  return { creditMicros, priceMicros: bundle.priceMicros, bundle, withoutBundleBecause: null };
}

/** Products whose credits end differently. They are never added together. */
export type CreditProduct = 'usage-credits' | 'api-credits' | 'chat-credits';

export type Expiry =
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly expiresAtMs: number; readonly noticeAtMs: number | null };

/** The six-month rule holds for purchases from 2026-09-10 on; the article names Japan, “etc.” left open. */
const SIX_MONTHS_FROM_MS = utcMs(2026, 9, 10);
const SIX_MONTH_COUNTRIES: readonly string[] = ['JP'];
const NOTICE_MS = 7 * DAY_MS;

/**
 * When credits that were bought at an instant end.
 *
 * @param country ISO 3166 code of the billing address; null: not known, the general rule then holds
 */
export function expiryOf(
  product: CreditProduct,
  purchasedAtMs: number,
  country: string | null,
): Expiry {
  switch (product) {
    case 'usage-credits': {
      const isShort = country !== null && SIX_MONTH_COUNTRIES.includes(country.toUpperCase());
      if (!isShort || purchasedAtMs < SIX_MONTHS_FROM_MS) return { kind: 'never' };
      const expiresAtMs = addMonths(purchasedAtMs, 6);
      return { kind: 'at', expiresAtMs, noticeAtMs: expiresAtMs - NOTICE_MS };
    }
    case 'api-credits':
    case 'chat-credits':
      return { kind: 'at', expiresAtMs: addMonths(purchasedAtMs, 12), noticeAtMs: null };
    default:
      return product satisfies never;
  }
}

/** The same day and time of a later month in UTC; the month's last day where it has no such day. */
function addMonths(atMs: number, count: number): number {
  const { year, month, day } = civilFromMs(atMs);
  const months = year * 12 + (month - 1) + count;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const next = months + 1;
  const lastDay = civilFromMs(utcMs(Math.floor(next / 12), (next % 12) + 1, 1) - DAY_MS).day;
  const ofDayMs = atMs - utcMs(year, month, day);
  return utcMs(toYear, toMonth, Math.min(day, lastDay)) + ofDayMs;
}
