/** Where an account stands before the toll road. */
import type { BoundaryState, BoundaryView, WindowView } from '../../preload/contract/snapshot.ts';
import { DEFAULT_BOUNDARY_SETTINGS, type BoundaryWindow } from './boundary/types.ts';
import { windowLevel, type Level } from './boundary/windowLevel.ts';

const SEVERITY: Readonly<Record<BoundaryState, number>> = {
  'at-boundary': 3,
  near: 2,
  'on-plan': 1,
  unknown: 0,
};

const STATE_OF: Readonly<Record<Level, BoundaryState>> = {
  unknown: 'unknown',
  'on-plan': 'on-plan',
  near: 'near',
  gate: 'at-boundary',
  'used-up': 'at-boundary',
};

/**
 * A window as the engine takes it.
 * @param isForecastShown false where the forecast was too often wrong to be shown as a time
 */
export function boundaryWindow(view: WindowView, isForecastShown = true): BoundaryWindow {
  const { id, kind, modelName, usedPercent, resetsAtMs, source, asOfMs } = view;
  const forecastEndsAtMs = isForecastShown ? (view.pace?.endsAtMs ?? null) : null;
  return { id, kind, modelName, usedPercent, resetsAtMs, forecastEndsAtMs, source, asOfMs };
}

/** State of one window by the default limits; `unknown` when its use is not reported. */
export function windowBoundaryState(window: WindowView, nowMs: number): BoundaryState {
  const use = { lastActivityAtMs: null, settings: DEFAULT_BOUNDARY_SETTINGS };
  return STATE_OF[windowLevel(boundaryWindow(window), use, nowMs).level];
}

/** The state that decides: the most severe of all windows, since any of them alone leads to credits. */
export function boundaryOf(windows: readonly WindowView[], nowMs: number): BoundaryView {
  let decisive: { window: WindowView; state: BoundaryState } | null = null;
  for (const window of windows) {
    const state = windowBoundaryState(window, nowMs);
    if (state === 'unknown') continue;
    if (!decisive || SEVERITY[state] > SEVERITY[decisive.state]) decisive = { window, state };
  }
  if (!decisive) {
    return { state: 'unknown', windowId: null, source: null, asOfMs: null, nextChangeAtMs: null };
  }
  return {
    state: decisive.state,
    windowId: decisive.window.id,
    source: decisive.window.source,
    asOfMs: decisive.window.asOfMs,
    nextChangeAtMs: decisive.window.resetsAtMs,
  };
}
