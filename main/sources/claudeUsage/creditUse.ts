/** The part of a usage answer about paid credits: whether they are on, what was spent, and the cap. */
import { z } from 'zod';
import type { CreditUseReading, SpendLimit } from '../../domain/accountReadings.ts';
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import { readInstant } from '../instants.ts';
import { asCurrency, currencyDecimals, moneyOfMajor, moneyOfMinor } from '../reportedMoney.ts';

export type CreditUse = Pick<
  CreditUseReading,
  'enabled' | 'whyNot' | 'spentThisPeriod' | 'spendLimit' | 'periodEndsAtMs'
>;

const text = z.string().min(1).nullish().catch(null);

/** Amounts here are in minor units; `decimal_places` came later. */
const extraUsage = z.object({
  is_enabled: z.boolean().nullish().catch(null),
  monthly_limit: z.unknown().optional(),
  used_credits: z.unknown().optional(),
  currency: z.unknown().optional(),
  decimal_places: z.number().int().nullish().catch(null),
  disabled_reason: text,
  overage_disabled_reason: text,
  resets_at: z.unknown().optional(),
});

/** Newer accounts get this beside it, with the unit in every amount. */
const spend = z.object({
  used: z.unknown().optional(),
  limit: z.unknown().optional(),
  enabled: z.boolean().nullish().catch(null),
  disabled_reason: text,
});

const minorAmount = z.object({
  amount_minor: z.union([z.number(), z.string()]),
  currency: z.unknown(),
  exponent: z.number().int(),
});
const majorAmount = z.object({
  amount: z.union([z.number(), z.string()]),
  currency: z.unknown(),
});

/** null when the answer says nothing about credits. */
export function readCreditUse(limits: Readonly<Record<string, unknown>>): CreditUse | null {
  const extra = extraUsage.safeParse(limits['extra_usage']).data ?? null;
  const spent = spend.safeParse(limits['spend']).data ?? null;
  if (!extra && !spent) return null;
  const enabled = extra?.is_enabled ?? spent?.enabled ?? null;
  return {
    enabled,
    whyNot:
      enabled === true
        ? null
        : (extra?.disabled_reason ??
          extra?.overage_disabled_reason ??
          spent?.disabled_reason ??
          null),
    spentThisPeriod: typedAmount(spent?.used) ?? minorUnits(extra?.used_credits, extra),
    spendLimit: spendLimit(extra, spent, enabled),
    periodEndsAtMs: readInstant(extra?.resets_at),
  };
}

/**
 * `null` means no cap, but only where credits are on: where they are off it means that none was chosen. A cap
 * of 0 has been seen for accounts without a cap as well as without any allowance, so it says nothing.
 */
function spendLimit(
  extra: z.infer<typeof extraUsage> | null,
  spent: z.infer<typeof spend> | null,
  enabled: boolean | null,
): SpendLimit {
  const money = typedAmount(spent?.limit) ?? minorUnits(extra?.monthly_limit, extra);
  if (money) return money.minorUnits > 0 ? { kind: 'limit', money } : { kind: 'unknown' };
  const said = [extra?.monthly_limit, spent?.limit].filter((value) => value !== undefined);
  const isNull = said.length > 0 && said.every((value) => value === null);
  return isNull && enabled === true ? { kind: 'unlimited' } : { kind: 'unknown' };
}

/** An amount that carries its own unit. */
function typedAmount(value: unknown): ReportedMoney | null {
  const minor = minorAmount.safeParse(value).data;
  if (minor) {
    const currency = asCurrency(minor.currency);
    return currency === null ? null : moneyOfMinor(minor.amount_minor, currency, minor.exponent);
  }
  const major = majorAmount.safeParse(value).data;
  const currency = asCurrency(major?.currency);
  return major && currency ? moneyOfMajor(major.amount, currency) : null;
}

/** A bare number of minor units. Without a currency it is no amount: dollars are not assumed. */
function minorUnits(
  value: unknown,
  extra: z.infer<typeof extraUsage> | null,
): ReportedMoney | null {
  const typed = typedAmount(value);
  if (typed) return typed;
  const currency = asCurrency(extra?.currency);
  if (!extra || !currency || typeof value !== 'number') return null;
  return moneyOfMinor(value, currency, extra.decimal_places ?? currencyDecimals(currency));
}
