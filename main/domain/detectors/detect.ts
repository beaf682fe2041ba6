/**
 * What changed between two pictures of an account that costs money, or may. Pure and repeatable: a finding's
 * key comes from the readings themselves, so finding it again, after a restart or in another order, is one event.
 */
import { accountText } from '../figures.ts';
import type { CurrencyRate } from '../money.ts';
import { balanceEvents } from './balance.ts';
import { limitEvents } from './limit.ts';
import type {
  AccountPicture,
  DetectedEvent,
  DetectorSettings,
  Explained,
  PictureWindow,
} from './types.ts';

/**
 * Compares two pictures of one account. Without an earlier one nothing is found: the first reading is the
 * baseline.
 *
 * @param previous the baseline as `nextBaseline` keeps it
 * @param explained what is known of this account's money
 */
export function detect(
  previous: AccountPicture | null,
  current: AccountPicture,
  explained: Explained,
  rates: readonly CurrencyRate[],
  settings: DetectorSettings,
): DetectedEvent[] {
  if (previous === null) return [];
  return [
    ...paidUseEvents(previous, current, settings),
    ...switchedOn(previous, current),
    ...limitEvents(previous, current),
    ...balanceEvents(previous, current, { explained, rates, settings }),
    ...cacheEvents(previous, current),
  ];
}

/**
 * The picture to compare the next one with: what is unknown now stays as it was last known, and a reading
 * that is older than the one before does not replace it.
 */
export function nextBaseline(
  previous: AccountPicture | null,
  current: AccountPicture,
): AccountPicture {
  if (previous === null) return current;
  const [was, is] = [previous.credits, current.credits];
  return {
    ...current,
    credits: {
      enabled: newer(was.enabled, is.enabled),
      balance: newer(was.balance, is.balance),
      spentThisMonth: newer(was.spentThisMonth, is.spentThisMonth),
      monthEndsAtMs: is.monthEndsAtMs ?? was.monthEndsAtMs,
      spendLimit: newerKind(was.spendLimit, is.spendLimit),
      autoReload: newerKind(was.autoReload, is.autoReload),
    },
    paidUse: newer(previous.paidUse, current.paidUse),
    cacheLifetime: newer(previous.cacheLifetime, current.cacheLifetime),
  };
}

type Dated = { readonly asOfMs: number };

function newer<T extends Dated>(was: T | null, is: T | null): T | null {
  if (was === null || is === null) return is ?? was;
  return is.asOfMs >= was.asOfMs ? is : was;
}

function newerKind<T extends { kind: 'unknown' } | (Dated & { kind: string })>(was: T, is: T): T {
  if (!('asOfMs' in is)) return was;
  return 'asOfMs' in was && was.asOfMs > is.asOfMs ? was : is;
}

/** Paid although the plan was not used up: by a new sign of paid use, in a window read below the gate. */
function paidUseEvents(
  previous: AccountPicture,
  { key, draw, windows, paidUse }: AccountPicture,
  settings: DetectorSettings,
): DetectedEvent[] {
  const isNew = paidUse !== null && paidUse.asOfMs > (previous.paidUse?.asOfMs ?? -Infinity);
  if (!isNew || draw !== 'plan-then-credits') return [];
  const common = windows.filter(({ modelName }) => modelName === null);
  const isOpenThen = ({ resetsAtMs }: PictureWindow) =>
    resetsAtMs === null || paidUse.asOfMs < resetsAtMs;
  const isLeft = ({ usedPercent }: PictureWindow) =>
    usedPercent !== null && usedPercent < settings.closesAtPercent;
  // A window that nobody reports, or that has reset since, may have been the one that was used up.
  if (common.length === 0 || !common.every((window) => isOpenThen(window) && isLeft(window))) {
    return [];
  }
  // Read before the window it is blamed on: the payment belongs to the one before.
  const [leading] = common;
  if (!leading || !previous.windows.some(({ id }) => id === leading.id)) return [];
  const before = previous.windows.find(({ id }) => id === leading.id)?.usedPercent ?? null;
  return [
    {
      kind: 'paid-use-while-plan-left',
      key: `paid-use-while-plan-left|${accountText(key)}|${leading.id}`,
      account: key,
      atMs: paidUse.asOfMs,
      source: paidUse.source,
      before,
      after: leading.usedPercent,
    },
  ];
}

function switchedOn(previous: AccountPicture, { key, credits }: AccountPicture): DetectedEvent[] {
  const [was, is] = [previous.credits.enabled, credits.enabled];
  if (was === null || is === null || was.value || !is.value || is.asOfMs < was.asOfMs) return [];
  return [
    {
      kind: 'credits-switched-on',
      key: `credits-switched-on|${accountText(key)}|${is.asOfMs}`,
      account: key,
      atMs: is.asOfMs,
      source: is.source,
      before: false,
      after: true,
    },
  ];
}

/**
 * A plan keeps prompts for an hour, credits for five minutes: a hint that credits have begun, not a proof. Where a
 * window is used up they were expected to, and the boundary has said so already.
 */
function cacheEvents(previous: AccountPicture, current: AccountPicture): DetectedEvent[] {
  const [was, is] = [previous.cacheLifetime, current.cacheLifetime];
  if (is?.lifetime !== '5m' || is.asOfMs <= (was?.asOfMs ?? -Infinity)) return [];
  if (current.draw !== 'plan-then-credits') return [];
  if (current.windows.some(({ usedPercent }) => (usedPercent ?? 0) >= 100)) return [];
  return [
    {
      kind: 'cache-lifetime-shortened',
      key: `cache-lifetime-shortened|${accountText(current.key)}|${is.sessionId}|${is.asOfMs}`,
      account: current.key,
      atMs: is.asOfMs,
      source: is.source,
      before: '1h',
      after: '5m',
    },
  ];
}
