/** How far one window is used, as it stands at an instant. */
import { clampPercent } from '../limits.ts';
import type {
  BoundaryInput,
  BoundaryReason,
  BoundarySettings,
  BoundaryWindow,
  DecisiveWindow,
} from './types.ts';

/** From unknown over harmless to used up; the order is the order of severity. */
export const LEVELS = ['unknown', 'on-plan', 'near', 'gate', 'used-up'] as const;
export type Level = (typeof LEVELS)[number];

export type WindowLevel = {
  readonly level: Level;
  readonly reason: BoundaryReason;
  readonly window: DecisiveWindow;
  /** Read too long ago while work goes on: the percent is a lower bound. */
  readonly isStale: boolean;
};

type Use = Pick<BoundaryInput, 'lastActivityAtMs' | 'settings'>;

/**
 * The level of one window. Within a window use only grows, so an old reading is a lower bound: it still
 * proves that a window is near or used up, but no longer that there is plenty left. After the reset
 * nothing is used, until work begins again without a reading.
 */
export function windowLevel(window: BoundaryWindow, use: Use, nowMs: number): WindowLevel {
  const { settings } = use;
  const { id, kind, modelName, source, asOfMs, resetsAtMs } = window;
  const usedPercent = percentOf(window.usedPercent);
  const view = (percent: number | null): DecisiveWindow => ({
    ...{ id, kind, modelName, source, asOfMs, resetsAtMs, usedPercent: percent },
  });
  if (resetsAtMs !== null && nowMs >= resetsAtMs) {
    const worked = use.lastActivityAtMs !== null && use.lastActivityAtMs >= resetsAtMs;
    return worked
      ? { level: 'unknown', reason: 'used-since-reset', window: view(null), isStale: false }
      : { level: 'on-plan', reason: 'plan-left', window: view(0), isStale: false };
  }
  if (usedPercent === null) {
    return { level: 'unknown', reason: 'not-reported', window: view(null), isStale: false };
  }
  const isStale = isStaleAt(asOfMs, use, nowMs);
  const found = (level: Level, reason: BoundaryReason): WindowLevel => ({
    ...{ level, reason, isStale, window: view(usedPercent) },
  });
  if (usedPercent >= 100) return found('used-up', 'plan-used-up');
  if (usedPercent >= settings.closesAtPercent) return found('gate', 'gate-percent-reached');
  if (usedPercent >= settings.nearPercent) return found('near', 'plan-nearly-used');
  if (endsSoon(window, settings, nowMs)) return found('near', 'plan-ends-soon');
  return isStale ? found('unknown', 'reading-stale') : found('on-plan', 'plan-left');
}

/** A percent within 0 to 100; what is no number is unknown. */
function percentOf(percent: number | null): number | null {
  return percent === null || !Number.isFinite(percent) ? null : clampPercent(percent);
}

function endsSoon(
  { forecastEndsAtMs }: BoundaryWindow,
  settings: BoundarySettings,
  nowMs: number,
): boolean {
  return forecastEndsAtMs !== null && nowMs >= forecastEndsAtMs - settings.nearForecastMs;
}

function isStaleAt(asOfMs: number, { lastActivityAtMs, settings }: Use, nowMs: number): boolean {
  const isLive = lastActivityAtMs !== null && nowMs - lastActivityAtMs <= settings.liveWithinMs;
  return isLive && nowMs - asOfMs > settings.staleAfterMs;
}

/**
 * The window that decides: the most severe. Nothing near, but one unknown: unknown, since any window alone
 * leads to credits. Of equals the first.
 */
export function decisiveLevel(levels: readonly WindowLevel[]): WindowLevel | null {
  const severity = ({ level }: WindowLevel) =>
    level === 'unknown' ? LEVELS.indexOf('on-plan') + 0.5 : LEVELS.indexOf(level);
  return levels.reduce<WindowLevel | null>(
    (worst, one) => (worst === null || severity(one) > severity(worst) ? one : worst),
    null,
  );
}
