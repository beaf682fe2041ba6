/** What the boundary needs of settings and of the last hour's events. */
import type { Outlook, Pace, WindowView } from '../../preload/contract/snapshot.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { MINUTE_MS } from '../domain/calendar.ts';
import { DEFAULT_PICTURE_SETTINGS, type PictureSettings } from '../domain/boundary/types.ts';
import { creditRate, creditsCostUntilReset } from '../domain/forecast/creditsCost.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { CurrencyRate } from '../domain/money.ts';
import type { PriceableFact, Pricing } from '../domain/pricing.ts';
import type { BilledEvent } from '../store/read.ts';

/** The thresholds as pictures take them. */
export function pictureSettingsOf({ thresholds, gate }: Settings): PictureSettings {
  return {
    closesAtPercent: gate.closesAtPercent,
    nearPercent: thresholds.nearPercent,
    nearForecastMs: thresholds.nearMinutes * MINUTE_MS,
    staleAfterMs: thresholds.staleMinutes * MINUTE_MS,
    liveWithinMs: thresholds.liveMinutes * MINUTE_MS,
    isStrict: gate.strict,
    rateSpanMs: thresholds.hourlyRateMinutes * MINUTE_MS,
    paceFromShare: thresholds.paceHiddenBelowPercent / 100,
  };
}

/** What the user says that other currencies are worth. */
export function ratesOf({ rates }: Settings): CurrencyRate[] {
  return Object.entries(rates).map(([currency, microsPerUnit]) => ({ currency, microsPerUnit }));
}

/** How far back events tell of live sessions and of what they cost an hour. */
export function sessionSpanOf(settings: Settings | null): number {
  const { rateSpanMs, liveWithinMs } = settings
    ? pictureSettingsOf(settings)
    : DEFAULT_PICTURE_SETTINGS;
  return Math.max(rateSpanMs, liveWithinMs);
}

/**
 * What going on would cost until the account's five-hour window resets; null without a rate, a reset, or a
 * plan whose end can be told.
 * @param events of all accounts, of the last hour at least
 */
export function outlookOf(
  key: AccountKey,
  windows: readonly WindowView[],
  events: readonly BilledEvent[],
  price: (fact: PriceableFact) => Pricing,
  nowMs: number,
): Omit<Outlook, 'hitPercent'> | null {
  const isOwn = (one: { agent: string; account: string | null }) =>
    one.agent === key.agent && one.account === key.account;
  const own = windows.filter((window) => isOwn(window) && window.modelName === null);
  const resetsAtMs = own.find(({ kind }) => kind === 'session')?.resetsAtMs ?? null;
  const plan = planEnd(own);
  if (resetsAtMs === null || plan === null) return null;
  const rate = creditRate(events.filter(isOwn), price, nowMs);
  if (rate === null) return null;
  const cost = creditsCostUntilReset(rate, plan, resetsAtMs, nowMs);
  const { lowMicros, highMicros, fromMs, untilMs, isAtLeast } = cost;
  return highMicros === 0 ? null : { lowMicros, highMicros, fromMs, untilMs, isAtLeast };
}

/** The end of whichever window ends first, since any of them alone leads to credits; null: nobody can tell. */
function planEnd(windows: readonly WindowView[]): Pace | 'used-up' | null {
  if (windows.some(({ usedPercent }) => usedPercent !== null && usedPercent >= 100)) {
    return 'used-up';
  }
  const endOf = ({ endsAtMs }: Pace) => endsAtMs ?? Infinity;
  return windows.reduce<Pace | null>(
    (first, { pace }) =>
      pace !== null && (first === null || endOf(pace) < endOf(first)) ? pace : first,
    null,
  );
}
