/** The spend limit: raised, removed, exceeded. */
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import { accountText } from '../figures.ts';
import type { AccountPicture, DetectedEvent } from './types.ts';

/** Events about the limit itself, and about spend beyond it. */
export function limitEvents(previous: AccountPicture, current: AccountPicture): DetectedEvent[] {
  return [...changed(previous, current), ...exceeded(current)];
}

function changed(previous: AccountPicture, { key, credits }: AccountPicture): DetectedEvent[] {
  const [was, is] = [previous.credits.spendLimit, credits.spendLimit];
  if (was.kind !== 'limit' || is.kind === 'unknown' || is.asOfMs < was.asOfMs) return [];
  const base = { account: key, atMs: is.asOfMs, source: is.source };
  const keyOf = (kind: string) => `${kind}|${accountText(key)}|${is.asOfMs}`;
  if (is.kind === 'unlimited') {
    const kind = 'spend-limit-removed';
    return [{ ...base, kind, key: keyOf(kind), before: was.limit, after: null }];
  }
  const isRaised = compareMoney(is.limit, was.limit);
  if (isRaised === null || isRaised <= 0) return [];
  const kind = 'spend-limit-raised';
  return [{ ...base, kind, key: keyOf(kind), before: was.limit, after: is.limit }];
}

/** More spent than allowed; once a month and limit, however often it is read. */
function exceeded({ key, credits }: AccountPicture): DetectedEvent[] {
  const { spendLimit, spentThisMonth, monthEndsAtMs } = credits;
  if (spendLimit.kind !== 'limit' || spentThisMonth === null) return [];
  const isOver = compareMoney(spentThisMonth.value, spendLimit.limit);
  if (isOver === null || isOver <= 0) return [];
  const { currency, minorUnits, exponent } = spendLimit.limit;
  const kind = 'spend-limit-exceeded';
  return [
    {
      kind,
      key: [kind, accountText(key), monthEndsAtMs ?? '', currency, minorUnits, exponent].join('|'),
      account: key,
      atMs: spentThisMonth.asOfMs,
      source: spentThisMonth.source,
      before: spendLimit.limit,
      after: spentThisMonth.value,
    },
  ];
}

/** Negative, zero or positive like a subtraction; null where the currencies differ. */
export function compareMoney(one: ReportedMoney, other: ReportedMoney): number | null {
  if (one.currency.toUpperCase() !== other.currency.toUpperCase()) return null;
  const exponent = Math.max(one.exponent, other.exponent);
  const scaled = (money: ReportedMoney) =>
    BigInt(money.minorUnits) * 10n ** BigInt(exponent - money.exponent);
  const [left, right] = [scaled(one), scaled(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}
