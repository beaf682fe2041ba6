/** Where an account stands before the toll road. */
import type { BoundaryState, WindowView } from '../../preload/contract/snapshot.ts';
import type { BoundarySettings, BoundaryWindow } from './boundary/types.ts';
import { windowLevel, type Level } from './boundary/windowLevel.ts';

/** What a window alone can say. */
export type WindowState = Extract<BoundaryState, 'unknown' | 'on-plan' | 'near' | 'at-boundary'>;

const STATE_OF: Readonly<Record<Level, WindowState>> = {
  unknown: 'unknown',
  'on-plan': 'on-plan',
  near: 'near',
  gate: 'at-boundary',
  'used-up': 'at-boundary',
};

/** A window as the engine takes it. */
export function boundaryWindow(view: WindowView): BoundaryWindow {
  const { id, kind, modelName, usedPercent, resetsAtMs, source, asOfMs } = view;
  const forecastEndsAtMs = view.pace?.endsAtMs ?? null;
  return { id, kind, modelName, usedPercent, resetsAtMs, forecastEndsAtMs, source, asOfMs };
}

/** State of one window by the user's limits; `unknown` when its use is not reported. */
export function windowBoundaryState(
  window: WindowView,
  settings: BoundarySettings,
  nowMs: number,
): WindowState {
  const use = { lastActivityAtMs: null, settings };
  return STATE_OF[windowLevel(boundaryWindow(window), use, nowMs).level];
}
