/** Movements of reported money that neither local use nor a known purchase explains. */
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import { MINUTE_MS } from '../calendar.ts';
import { accountText, type Figure } from '../figures.ts';
import { microsOfMoney, type CurrencyRate } from '../money.ts';
import { compareMoney } from './limit.ts';
import type { AccountPicture, DetectedEvent, DetectorSettings, Explained } from './types.ts';

/** A reload counts as the one that is set up when it differs from its amount by less than this share. */
const MATCH_SHARE = 0.05;

/** Providers may count an answer some minutes late, so that one may fall to either side of a reading. */
const SETTLING_MS = 10 * MINUTE_MS;

type Movement = {
  readonly was: Figure<ReportedMoney>;
  readonly is: Figure<ReportedMoney>;
  /** Change of the figure itself, in micro-dollars; null: in a currency without a rate. */
  readonly changeMicros: number | null;
  /** Whether it rose (1), fell (-1) or stayed. */
  readonly direction: number;
};

type Known = {
  readonly explained: Explained;
  readonly rates: readonly CurrencyRate[];
  readonly settings: DetectorSettings;
};

/** Unseen purchases, and credits that were spent somewhere else. */
export function balanceEvents(
  previous: AccountPicture,
  current: AccountPicture,
  known: Known,
): DetectedEvent[] {
  const balance = movement(previous.credits.balance, current.credits.balance, known.rates);
  const moved = balance === null ? [] : movedBalance(current, balance, known);
  if (moved.some(({ kind }) => kind === 'spent-elsewhere')) return moved;
  return [...moved, ...spentEvents(previous, current, known)];
}

function movedBalance(
  current: AccountPicture,
  balance: Movement,
  { explained, settings }: Known,
): DetectedEvent[] {
  const { was, is, changeMicros, direction } = balance;
  const added = explained.addedBetween(was.asOfMs, is.asOfMs);
  if (changeMicros === null) {
    // Without a rate only what needs none can be told: a rise that nobody entered, a fall without any use here.
    if (direction > 0) return added.hasOther ? [] : [reloadEvent(current, balance, null)];
    const isUnused = !explained.hasUseBetween(was.asOfMs - SETTLING_MS, is.asOfMs);
    return direction < 0 && isUnused ? [elsewhere(current, balance, 'balance', null)] : [];
  }
  const spent = spentHere(balance, explained);
  if (spent === null) return [];
  const risen = changeMicros + spent.leastMicros - added.micros;
  if (risen >= settings.smallestDifferenceMicros) return [reloadEvent(current, balance, risen)];
  const fallen = -(changeMicros + spent.mostMicros - added.micros);
  return fallen >= settings.smallestDifferenceMicros
    ? [elsewhere(current, balance, 'balance', fallen)]
    : [];
}

/** What local use can explain of a movement; null where an answer of it has no price. */
function spentHere(
  { was, is }: Movement,
  { spentBetween }: Explained,
): { readonly leastMicros: number; readonly mostMicros: number } | null {
  const wide = spentBetween(was.asOfMs - SETTLING_MS, is.asOfMs + 1);
  if (wide.unpricedEvents > 0) return null;
  const settledMs = Math.max(was.asOfMs, is.asOfMs - SETTLING_MS);
  return {
    leastMicros: spentBetween(was.asOfMs, settledMs).creditMicros,
    mostMicros: wide.creditMicros + wide.unclearMicros,
  };
}

function spentEvents(
  previous: AccountPicture,
  current: AccountPicture,
  { explained, rates, settings }: Known,
): DetectedEvent[] {
  const spent = movement(previous.credits.spentThisMonth, current.credits.spentThisMonth, rates);
  // A figure that falls began a new month; what was spent in between is not known.
  if (spent === null || spent.direction <= 0) return [];
  if (spent.changeMicros === null) {
    const { was, is } = spent;
    return explained.hasUseBetween(was.asOfMs - SETTLING_MS, is.asOfMs)
      ? []
      : [elsewhere(current, spent, 'spent-this-month', null)];
  }
  const here = spentHere(spent, explained);
  const unexplained = here === null ? 0 : spent.changeMicros - here.mostMicros;
  return unexplained >= settings.smallestDifferenceMicros
    ? [elsewhere(current, spent, 'spent-this-month', unexplained)]
    : [];
}

/** Only what the provider stated twice, the second time later; estimates would be compared with themselves. */
function movement(
  was: Figure<ReportedMoney> | null,
  is: Figure<ReportedMoney> | null,
  rates: readonly CurrencyRate[],
): Movement | null {
  if (was === null || is === null || is.asOfMs <= was.asOfMs) return null;
  if (was.basis !== 'reported' || is.basis !== 'reported') return null;
  const direction = compareMoney(is.value, was.value);
  if (direction === null) return null;
  const [before, after] = [microsOfMoney(was.value, rates), microsOfMoney(is.value, rates)];
  const changeMicros = before === null || after === null ? null : after - before;
  return { was, is, changeMicros, direction };
}

function reloadEvent(
  { key, credits: { autoReload } }: AccountPicture,
  { was, is }: Movement,
  amountMicros: number | null,
): DetectedEvent {
  const isMatch =
    amountMicros !== null &&
    autoReload.kind === 'on' &&
    isMultiple(amountMicros, autoReload.amountMicros);
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
  amountMicros: number | null,
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
