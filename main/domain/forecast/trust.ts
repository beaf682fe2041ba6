/** What was measured about forecasts, put beside them; a time that is too often wrong is not named at all. */
import type { ForecastTrust, WindowView } from '../../../preload/contract/snapshot.ts';
import { SHOWN_FROM_PERCENT, type HitRate } from './backTest.ts';

/** The limit that a forecast is about; what its windows have in common. */
export type ForecastLimit = Pick<WindowView, 'agent' | 'account' | 'kind' | 'modelName'>;

/** A measured rate as every face shows it. */
export function trustOf(rate: HitRate, asOfMs: number): ForecastTrust {
  const { windowsCompared } = rate;
  if (rate.kind === 'not-measured') {
    return { hitPercent: null, windowsCompared, isShown: true, asOfMs };
  }
  const { hitPercent } = rate;
  return { hitPercent, windowsCompared, isShown: hitPercent >= SHOWN_FROM_PERCENT, asOfMs };
}

/**
 * A window with what is known about its forecasts. Where they are not to be believed, the pace goes whole: its
 * end, its range and the percent at the reset are one forecast. The even pace beside it stays.
 */
export function withTrust(window: WindowView, forecast: ForecastTrust | null): WindowView {
  const isWithheld = forecast !== null && !forecast.isShown;
  return { ...window, forecast, pace: isWithheld ? null : window.pace };
}
