/** Movements of reported money that neither local use nor a known purchase explains. */
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import { accountText, type Figure } from '../figures.ts';
import { microsOfMoney, type CurrencyRate } from '../money.ts';
import type { AccountPicture, DetectedEvent, DetectorSettings } from './types.ts';

/** A reload counts as the one that is set up when it differs from its amount by less than this share. */
const MATCH_SHARE = 0.05;

type Movement = {
  readonly was: Figure<ReportedMoney>;
  readonly is: Figure<ReportedMoney>;
  /** Change of the figure itself, in micro-dollars. */
  readonly changeMicros: number;
};

/** Unseen purchases, and credits that were spent somewhere else. */
export function balanceEvents(
  previous: AccountPicture,
  current: AccountPicture,
  rates: readonly CurrencyRate[],
  settings: DetectorSettings,
): DetectedEvent[] {
  const localMicros = difference(previous.localSpendMicros, current.localSpendMicros);
  // Without knowing what was spent here, nothing can be said to be unexplained.
  if (localMicros === null) return [];
  const bought = current.purchasedMicros - previous.purchasedMicros;
  const balance = movement(previous.credits.balance, current.credits.balance, rates);
  const risen = balance && balance.changeMicros + localMicros - bought;
  const reload =
    balance !== null && risen !== null && risen >= settings.smallestDifferenceMicros
      ? [reloadEvent(current, balance, risen)]
      : [];
  const fallen =
    balance !== null && risen !== null && -risen >= settings.smallestDifferenceMicros
      ? [elsewhere(current, balance, 'balance', -risen)]
      : [];
  if (fallen.length > 0) return fallen;
  return [...reload, ...spentEvents(previous, current, localMicros, rates, settings)];
}

function spentEvents(
  previous: AccountPicture,
  current: AccountPicture,
  localMicros: number,
  rates: readonly CurrencyRate[],
  settings: DetectorSettings,
): DetectedEvent[] {
  const spent = movement(previous.credits.spentThisMonth, current.credits.spentThisMonth, rates);
  // A figure that falls began a new month; what was spent in between is not known.
  if (spent === null || spent.changeMicros < 0) return [];
  const unexplained = spent.changeMicros - localMicros;
  return unexplained >= settings.smallestDifferenceMicros
    ? [elsewhere(current, spent, 'spent-this-month', unexplained)]
    : [];
}

function difference(was: number | null, is: number | null): number | null {
  return was === null || is === null ? null : is - was;
}

/** Only what the provider stated twice, the second time later; estimates would be compared with themselves. */
function movement(
  was: Figure<ReportedMoney> | null,
  is: Figure<ReportedMoney> | null,
  rates: readonly CurrencyRate[],
): Movement | null {
  if (was === null || is === null || is.asOfMs <= was.asOfMs) return null;
  if (was.basis !== 'reported' || is.basis !== 'reported') return null;
  if (was.value.currency !== is.value.currency) return null;
  const [before, after] = [microsOfMoney(was.value, rates), microsOfMoney(is.value, rates)];
  return before === null || after === null ? null : { was, is, changeMicros: after - before };
}

function reloadEvent(
  { key, credits: { autoReload } }: AccountPicture,
  { was, is }: Movement,
  amountMicros: number,
): DetectedEvent {
  const isMatch = autoReload.kind === 'on' && isMultiple(amountMicros, autoReload.amountMicros);
  return {
    kind: 'auto-reload-happened',
    key: `auto-reload-happened|${accountText(key)}|${is.asOfMs}`,
    account: key,
    atMs: is.asOfMs,
    source: is.source,
    before: was.value,
    after: is.value,
    amountMicros,
    certainty: isMatch ? 'matches-setting' : 'possible',
  };
}

/** One or more whole reloads, within what the estimate of local use may miss. */
function isMultiple(amountMicros: number, ofMicros: number): boolean {
  if (ofMicros <= 0) return false;
  const times = Math.max(1, Math.round(amountMicros / ofMicros));
  return Math.abs(amountMicros - times * ofMicros) <= ofMicros * MATCH_SHARE;
}

function elsewhere(
  { key }: AccountPicture,
  { was, is }: Movement,
  figure: 'balance' | 'spent-this-month',
  amountMicros: number,
): DetectedEvent {
  return {
    kind: 'spent-elsewhere',
    key: `spent-elsewhere|${accountText(key)}|${figure}|${is.asOfMs}`,
    account: key,
    atMs: is.asOfMs,
    source: is.source,
    before: was.value,
    after: is.value,
    figure,
    amountMicros,
  };
}
