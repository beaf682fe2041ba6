/** A reported session window, 40 % used half way, to be changed by tests. */
import type { WindowView } from '../../../preload/contract/snapshot.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const NOW = Date.UTC(2026, 10, 22, 12, 30);

export function windowView(changes: Partial<WindowView> = {}): WindowView {
  return {
    id: 'session',
    agent: 'claude-code',
    account: '/home/u/.claude',
    kind: 'session',
    modelName: null,
    phase: 'open',
    startsAtMs: NOW - 2.5 * HOUR,
    resetsAtMs: NOW + 2.5 * HOUR,
    usedPercent: 40,
    basis: 'reported',
    source: 'status-line',
    asOfMs: NOW - MINUTE,
    isStale: false,
    evenPacePercent: 50,
    pace: null,
    forecast: null,
    road: [],
    comparison: null,
    ...changes,
  };
}

/** A pace of which only the end matters. */
export const endingAt = (endsAtMs: number | null) => ({
  timesEven: 1,
  endsAtMs,
  endsEarliestMs: endsAtMs,
  endsLatestMs: endsAtMs,
  percentAtReset: 100,
});
