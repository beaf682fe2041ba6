/** A reported session window and what was said of one, 40 % used, to be changed by tests. */
import type { LimitReading } from '../../../main/domain/limits.ts';
import type { WindowView } from '../../../preload/contract/snapshot.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const NOW = Date.UTC(2026, 10, 22, 12, 30);
export const ACCOUNT = '/home/u/.claude';
/** Of what was read; the window itself ends half an hour later. */
export const RESET = NOW + 2 * HOUR;

export function windowView(changes: Partial<WindowView> = {}): WindowView {
  return {
    id: 'session',
    agent: 'claude-code',
    account: ACCOUNT,
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

/** What a status line said a minute ago. */
export function limitReading(changes: Partial<LimitReading> = {}): LimitReading {
  return {
    agent: 'claude-code',
    account: ACCOUNT,
    kind: 'session',
    modelName: null,
    usedPercent: 40,
    resetsAtMs: RESET,
    source: 'status-line',
    observedAtMs: NOW - MINUTE,
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
