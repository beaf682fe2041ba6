/** Where an account stands before the toll road. */
import type { BoundaryState, BoundaryView, WindowView } from '../../preload/contract/snapshot.ts';
import { MINUTE_MS } from './calendar.ts';

/** The gate stands here: only the last response's percent is known, and the next one may cross. */
export const GATE_PERCENT = 97;
export const NEAR_PERCENT = 90;
export const NEAR_FORECAST_MS = 15 * MINUTE_MS;

const SEVERITY: Readonly<Record<BoundaryState, number>> = {
  'at-boundary': 3,
  near: 2,
  'on-plan': 1,
  unknown: 0,
};

/** State of one window; `unknown` when its use is not reported or its reset has passed unread. */
export function windowBoundaryState(window: WindowView, nowMs: number): BoundaryState {
  if (window.usedPercent === null) return 'unknown';
  if (window.usedPercent >= GATE_PERCENT) return 'at-boundary';
  const endsAtMs = window.pace?.endsAtMs ?? null;
  const endsSoon = endsAtMs !== null && endsAtMs - nowMs <= NEAR_FORECAST_MS;
  return window.usedPercent >= NEAR_PERCENT || endsSoon ? 'near' : 'on-plan';
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
