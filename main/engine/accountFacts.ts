/** What is known of every account beside its windows: from settings, readings and the last hour's events. */
import type { Outlook, WindowView } from '../../preload/contract/snapshot.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { MINUTE_MS } from '../domain/calendar.ts';
import type { BoundarySettings } from '../domain/boundary/types.ts';
import { creditRate, creditsCostUntilReset } from '../domain/forecast/creditsCost.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { PriceableFact, Pricing } from '../domain/pricing.ts';
import type { BilledEvent } from '../store/read.ts';

/** The thresholds as the boundary engine takes them. */
export function boundarySettingsOf({ thresholds, gate }: Settings): BoundarySettings {
  return {
    closesAtPercent: gate.closesAtPercent,
    nearPercent: thresholds.nearPercent,
    nearForecastMs: thresholds.nearMinutes * MINUTE_MS,
    staleAfterMs: thresholds.staleMinutes * MINUTE_MS,
    liveWithinMs: thresholds.liveMinutes * MINUTE_MS,
    isStrict: gate.strict,
  };
}

/**
 * What going on would cost until the account's five-hour window resets; null without a rate or a window that
 * ends.
 * @param events of all accounts, of the last hour at least
 */
export function outlookOf(
  key: AccountKey,
  windows: readonly WindowView[],
  events: readonly BilledEvent[],
  price: (fact: PriceableFact) => Pricing,
  nowMs: number,
): Outlook | null {
  const window = windows.find(
    ({ kind, agent, account }) =>
      kind === 'session' && agent === key.agent && account === key.account,
  );
  if (!window || window.resetsAtMs === null || window.usedPercent === null) return null;
  const isUsedUp = window.usedPercent >= 100;
  if (!isUsedUp && window.pace === null) return null;
  const own = events.filter(
    ({ agent, account }) => agent === key.agent && (account === null || account === key.account),
  );
  const rate = creditRate(own, price, nowMs);
  if (rate === null) return null;
  const plan = isUsedUp || window.pace === null ? 'used-up' : window.pace;
  const cost = creditsCostUntilReset(rate, plan, window.resetsAtMs, nowMs);
  const { lowMicros, highMicros, fromMs, untilMs, isAtLeast } = cost;
  return highMicros === 0 ? null : { lowMicros, highMicros, fromMs, untilMs, isAtLeast };
}
